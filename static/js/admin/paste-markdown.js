// <textarea data-markdown …>: what is pasted from a document or a web page becomes Markdown. A line
// below says what was made of it, and takes it back.

import { toMarkdown } from "./markdown-blocks.js";

const BLOCK = /\n|^(?:#{1,6} |- |\d+\. |\||> )/;
const CODE = /monospace|white-space:\s*pre\b/i;
const notes = new WeakMap();

document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!field.matches?.("textarea[data-markdown]")) return;
  const html = event.clipboardData.getData("text/html");
  const { text, counts } = html ? toMarkdown(html) : { text: "" };
  const isSource = CODE.test(html) && !Object.values(counts ?? {}).some(Boolean);
  if (!text || isSource || text === event.clipboardData.getData("text/plain").trim()) return;
  event.preventDefault();
  const before = { value: field.value, start: field.selectionStart, end: field.selectionEnd };
  insert(field, BLOCK.test(text) ? apart(text, before) : text);
  report(field, counts, before);
});

/* Blocks begin and end on lines of their own. */
function apart(text, { value, start, end }) {
  const [head, tail] = [value.slice(0, start), value.slice(end)];
  const open = !head.trim() || head.endsWith("\n\n") ? "" : head.endsWith("\n") ? "\n" : "\n\n";
  return open + text + (!tail.trim() || tail.startsWith("\n\n") ? "" : "\n\n");
}

/* As if typed, so that the browser's own undo knows of it. */
function insert(field, text) {
  field.focus();
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function report(field, counts, before) {
  const note = noteOf(field);
  const words = field.dataset;
  const found = ["headings", "lists", "tables", "links"].filter((kind) => counts[kind]);
  const parts = found.map((kind) => words[kind].replace("{n}", counts[kind]));
  const list = new Intl.ListFormat(document.documentElement.lang, { type: "unit" }).format(parts);
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "paste-report__undo";
  undo.textContent = words.undo;
  undo.addEventListener("click", () => takeBack(field, note, before));
  note.replaceChildren(parts.length ? words.pasted.replace("{parts}", list) : words.pastedPlain, " ", undo);
}

function takeBack(field, note, { value, start, end }) {
  field.focus();
  field.select();
  // Nothing cannot be inserted: an empty field is made by deleting.
  if (!document.execCommand(value ? "insertText" : "delete", false, value)) field.value = value;
  field.setSelectionRange(start, end);
  field.dispatchEvent(new Event("change", { bubbles: true }));
  note.replaceChildren();
}

function noteOf(field) {
  if (!notes.has(field)) {
    const note = document.createElement("p");
    note.className = "paste-report";
    note.setAttribute("role", "status");
    field.after(note);
    notes.set(field, note);
  }
  return notes.get(field);
}
