// A field above the tables of class "filtered": rows without all of its words are hidden, and sections without rows.
document.addEventListener("DOMContentLoaded", () => {
  const tables = [...document.querySelectorAll("table.filtered")];
  if (!tables.length) return;

  const bar = document.createElement("div");
  bar.className = "filter";
  const input = bar.appendChild(document.createElement("input"));
  input.type = "search";
  input.placeholder = "Filter rows: words, in any order";
  input.setAttribute("aria-label", "Filter rows");
  const status = bar.appendChild(document.createElement("span"));
  status.setAttribute("role", "status");

  // A page of several tables is filtered as a whole: by its sections, and from above an overview of them.
  const sections = tables.length > 1 ? tables.map((table) => table.closest("section")) : [];
  const first = document.querySelector("article table");
  const frame = (table) => table.closest(".table-wrapper") || table;
  (sections.includes(first.closest("section")) ? first.closest("section") : frame(first)).before(bar);

  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of texts) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    for (const section of sections)
      section.hidden = [...section.querySelectorAll("tbody tr")].every((row) => row.hidden);
    status.textContent = words.length ? `${shown} of ${rows.length}` : "";
  });
});
