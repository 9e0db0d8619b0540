// <textarea data-pasted-table="html">: of a table that is pasted from a document or a web page, the field
// shows the texts, and the form's hidden field `html` has the rows with their merged cells.

const SPANS = ["rowspan", "colspan"];

document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-pasted-table]")) return;
  const page = new DOMParser().parseFromString(event.clipboardData.getData("text/html"), "text/html");
  const tables = [...page.querySelectorAll("table")].filter((table) => table.rows.length);
  if (!tables.length) return;
  event.preventDefault();
  const rows = tables.flatMap((table) => [...table.rows]);
  field.value = rows.map((row) => [...row.cells].map(shown).join("\t")).join("\n");
  field.form.elements[field.dataset.pastedTable].value = tables.map(tableSource).join("\n");
});

// What is typed afterwards counts: the table in the hidden field is no longer the one in sight.
document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-pasted-table]")) target.form.elements[target.dataset.pastedTable].value = "";
});

const shown = (cell) => lines(cell).join(" ");

/* The paragraphs of a cell. */
function lines(cell) {
  const copy = cell.cloneNode(true);
  for (const end of copy.querySelectorAll("br, p, li, div")) end.after("\n");
  return copy.textContent.split("\n").map((line) => line.trim().replace(/\s+/g, " ")).filter(Boolean);
}

function tableSource(table) {
  const rows = [...table.rows].map((row) => `<tr>${[...row.cells].map(cellSource).join("")}</tr>`);
  return `<table>${rows.join("\n")}</table>`;
}

function cellSource(cell) {
  const spans = SPANS.filter((name) => /^\d+$/.test(cell.getAttribute(name) ?? ""));
  const attributes = spans.map((name) => ` ${name}="${cell.getAttribute(name)}"`).join("");
  return `<td${attributes}>${lines(cell).map(escaped).join("<br>")}</td>`;
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
