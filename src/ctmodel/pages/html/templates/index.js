"use strict";
{
  const table = document.querySelector("table.studies");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...body.rows];
  const found = document.getElementById("found");
  const field = document.getElementById("search");
  const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const collator = new Intl.Collator("en", {numeric: true, sensitivity: "base"});
  const shown = rows.map(row => plain(row.textContent));

  const search = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, index) => {
      const fits = words.every(word => shown[index].includes(word));
      row.hidden = !fits;
      count += fits;
    });
    const all = rows.length.toLocaleString("en");
    found.textContent = words.length ? `${count.toLocaleString("en")} of ${all} found` : "";
  };

  // What a cell is sorted by: a number if it has one, else its text; nothing comes last in both directions.
  const key = (row, column) => {
    const cell = row.cells[column];
    return "key" in cell.dataset ? cell.dataset.key : cell.textContent.trim();
  };
  const sort = column => {
    const down = heads[column].getAttribute("aria-sort") === "ascending";
    const keys = new Map(rows.map(row => [row, key(row, column)]));
    const ordered = [...rows].sort((one, other) => {
      const [a, b] = [keys.get(one), keys.get(other)];
      if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
      return (down ? -1 : 1) * collator.compare(a, b);
    });
    body.remove();  // to move rows one by one in a page that is shown takes long
    ordered.forEach(row => body.append(row));
    table.append(body);
    heads.forEach(head => head.removeAttribute("aria-sort"));
    heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(column));
    head.replaceChildren(button);
  });
  field.addEventListener("input", search);
  document.querySelector(".search").hidden = false;
  search();  // what the browser has kept in the field
}
