// Pasted HTML as Markdown, block by block. Only what Markdown can say is kept: no styles, no pictures.

import { tableLines } from "./markdown-table.js";
import { isElement, styleOf, words } from "./markdown-words.js";

const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE UL".split(" "),
);
const BULLET = /^\s*(?:[•●▪◦‣·\uf0b7\uf0a7]|o(?=\u00a0|\s{2}))[\s\u00a0]+/;
const NUMBER = /^\s*\(?(?:\d{1,3}|[a-z]{1,4})[.)]/i;

/* `{ text, counts }` of the HTML that the clipboard holds. */
export function toMarkdown(html) {
  const counts = { headings: 0, lists: 0, tables: 0, links: 0 };
  const blocks = read(parse(html).body, counts);
  // A list is one block, whatever the number of its items.
  const text = blocks.map((block, n) => block.text + (n + 1 < blocks.length ? gap(block, blocks[n + 1]) : ""));
  counts.lists = blocks.filter((block, n) => block.item && !blocks[n - 1]?.item).length;
  return { text: text.join("").replace(/\n{3,}/g, "\n\n").trim(), counts };
}

const gap = (one, next) => (one.item && next.item ? "\n" : "\n\n");

/* Styles and handlers are read as text: as attributes they would break the policy of the site. */
function parse(html) {
  const inert = html
    .replace(/<(style|script|head|title)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)\s*=/gi, " data-$1="));
  return new DOMParser().parseFromString(inert, "text/html");
}

function read(parent, counts, level = 0) {
  const found = [];
  let run = [];
  const flush = () => {
    found.push(...paragraphs(run, counts));
    run = [];
  };
  for (const node of parent.childNodes) {
    if (!holdsBlocks(node)) run.push(node);
    else {
      flush();
      found.push(...block(node, counts, level));
    }
  }
  flush();
  return found;
}

const holdsBlocks = (node) =>
  isElement(node) && (BLOCKS.has(node.tagName) || [...node.children].some(holdsBlocks));

/* Two breaks after each other are the end of a paragraph. */
function paragraphs(nodes, counts) {
  const text = words(nodes, counts);
  return text.split(/(?:\\\n){2,}/).filter(Boolean).map((part) => ({ text: safeStart(part) }));
}

const safeStart = (text) => text.replace(/^(#{1,6}|[-+>])(?=\s)/, "\\$1");

function block(node, counts, level) {
  const tag = node.tagName;
  if (/^H[1-6]$/.test(tag) || /\bMsoTitle\b/.test(node.className)) return heading(node, counts);
  if (tag === "UL" || tag === "OL") return list(node, counts, level);
  if (tag === "TABLE") return table(node, counts);
  if (tag === "HR") return [{ text: "---" }];
  if (tag === "PRE") return [{ text: `\`\`\`\n${node.textContent.replace(/\n$/, "")}\n\`\`\`` }];
  if (tag === "P") return wordItem(node, counts) ?? read(node, counts, level);
  const inner = read(node, counts, level);
  if (tag !== "BLOCKQUOTE") return inner;
  return inner.map(({ text }) => ({ text: text.replace(/^/gm, "> ") }));
}

function heading(node, counts) {
  const text = words(node.childNodes, counts, true).replaceAll("\\\n", " ");
  if (!text) return [];
  counts.headings += 1;
  return [{ text: `${"#".repeat(Math.min(Number(node.tagName[1] || 1) + 1, 6))} ${text}` }];
}

function table(node, counts) {
  const lines = tableLines(node, counts);
  if (!lines.length) return Array.from(node.rows).flatMap((row) => [...row.cells].flatMap((cell) => read(cell, counts)));
  counts.tables += 1;
  return [{ text: lines.join("\n") }];
}

/* Lists in a list are in one of its items, or between them, as Google writes them. */
function list(node, counts, level) {
  let number = node.start ?? 1;
  return Array.from(node.children).flatMap((child) => {
    if (child.tagName !== "LI") return read({ childNodes: [child] }, counts, level + 1);
    const mark = node.tagName === "OL" ? `${number++}. ` : "- ";
    const inner = read(child, counts, level + 1);
    const first = inner[0]?.item ? "" : (inner.shift()?.text ?? "");
    return [item(mark, first, level), ...inner.map((one) => (one.item ? one : further(one.text, level)))];
  });
}

const item = (mark, text, level) => ({ item: true, text: "   ".repeat(level) + mark + text });
const further = (text, level) => ({ item: true, text: `\n${item("", text, level + 1).text}` });

/* A list of Word is of paragraphs, with their marks as text. */
function wordItem(node, counts) {
  const level = Number(styleOf(node).match(/mso-list:[^;]*level(\d)/i)?.[1] ?? 0);
  const shown = node.textContent;
  if (!level && !BULLET.test(shown)) return null;
  const ordered = level && NUMBER.exec(shown.replace(/\u00a0/g, " "));
  const text = words(node.childNodes, counts).replace(level ? "" : /^\S\s*/, "");
  return [item(ordered ? `${parseInt(ordered[0], 10) || 1}. ` : "- ", text, Math.max(level - 1, 0))];
}
