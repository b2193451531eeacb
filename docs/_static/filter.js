// A field above the first table of class "filtered": rows without all of its words are hidden, and headings without rows.
document.addEventListener("DOMContentLoaded", () => {
  const tables = [...document.querySelectorAll("table.filtered")];
  if (!tables.length) return;

  const bar = document.createElement("div");
  bar.className = "filter";
  bar.innerHTML = '<input type="search" aria-label="Filter rows" placeholder="Filter rows, such as: date warning"><span role="status"></span>';
  const [input, status] = bar.children;
  const first = tables[0].closest("section");
  const whole = tables.length > 1;
  (whole ? first : tables[0].closest(".table-wrapper") || tables[0]).before(bar);

  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

  const apply = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of texts) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    for (const table of whole ? tables : [])
      table.closest("section").hidden = [...table.tBodies[0].rows].every((row) => row.hidden);
    status.textContent = words.length ? `${shown} of ${rows.length}` : "";
  };
  input.addEventListener("input", apply);
});
