// Pasted tables as Markdown: cells that span others leave empty ones, empty rows and columns go.

import { words } from "./markdown-words.js";

/* The lines of the table; none if it has one column and only arranges a page. */
export function tableLines(table, counts) {
  const rows = withoutEmpty(readRows(table, counts));
  if (rows.length < 2 || rows[0].length < 2) return [];
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const [head, ...rest] = rows;
  return [line(head), line(head.map(() => "---")), ...rest.map(line)];
}

function readRows(table, counts) {
  const rows = [];
  Array.from(table.rows).forEach((row, number) => {
    rows[number] ??= [];
    let column = 0;
    for (const cell of row.cells) {
      while (rows[number][column] !== undefined) column += 1;
      put(rows, { number, column }, cell, cellWords(cell, counts));
      column += span(cell.colSpan);
    }
  });
  return rows;
}

const span = (count) => Math.min(count || 1, 50);

function put(rows, { number, column }, cell, text) {
  const last = Math.min(span(cell.rowSpan), cell.closest("table").rows.length - number);
  for (let down = 0; down < last; down++) {
    rows[number + down] ??= [];
    for (let along = 0; along < span(cell.colSpan); along++) {
      rows[number + down][column + along] = down || along ? "" : text;
    }
  }
}

/* The head of a table is bold by itself. */
function cellWords(cell, counts) {
  const plain = cell.tagName === "TH" || cell.parentElement.rowIndex === 0;
  const parts = Array.from(cell.querySelectorAll("p, li, div"));
  const blocks = parts.filter((part) => !part.querySelector("p, li, div"));
  const texts = blocks.length ? blocks.map((one) => words(one.childNodes, counts, plain)) : [];
  const text = texts.length ? texts.filter(Boolean).join(" ") : words(cell.childNodes, counts, plain);
  return text.replaceAll("\\\n", " ").replace(/\|/g, "\\|");
}

function withoutEmpty(rows) {
  const filled = rows.filter((row) => row.some(Boolean));
  const width = Math.max(0, ...filled.map((row) => row.length));
  const columns = [...Array(width).keys()].filter((n) => filled.some((row) => row[n]));
  return filled.map((row) => columns.map((n) => row[n] ?? ""));
}
