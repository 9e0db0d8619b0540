// The words of pasted HTML as Markdown: text, bold, italic, links and line breaks.

const BREAK = "\\\n";
const BOLD = /(?:^|[;"\s])font-weight:\s*(?:bold|[6-9]00)/i;
const NORMAL = /(?:^|[;"\s])font-weight:\s*(?:normal|400)/i;
const ITALIC = /font-style:\s*italic/i;
const HIDDEN = /display:\s*none|mso-hide:\s*all|mso-list:\s*ignore/i;

export const styleOf = (node) => node.getAttribute?.("data-style") ?? "";
export const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

/* One line, with Markdown's breaks in it. `counts.links` grows with each link. */
export function words(nodes, counts, plain = false) {
  const text = Array.from(nodes, (node) => write(node, counts, plain)).join("");
  return text
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\\\n ?/g, BREAK)
    .replace(/\*\*\*\*|(?<!\*)\*\* \*\*(?!\*)/g, (mark) => (mark.includes(" ") ? " " : ""))
    .replace(/^(?:\s|\\\n)+|(?:\s|\\\n)+$/g, "");
}

function write(node, counts, plain) {
  if (node.nodeType === Node.TEXT_NODE) return escape(node.data.replace(/\s+/g, " "));
  if (!isElement(node) || HIDDEN.test(styleOf(node))) return "";
  if (node.tagName === "BR") return BREAK;
  const inner = Array.from(node.childNodes, (child) => write(child, counts, plain)).join("");
  if (node.tagName === "A") return link(node, inner, counts);
  if (node.tagName === "CODE" && inner.trim()) return `\`${node.textContent.trim()}\``;
  return plain ? inner : marked(inner, emphasis(node));
}

function emphasis(node) {
  const [tag, style] = [node.tagName, styleOf(node)];
  const isBold = (["B", "STRONG"].includes(tag) && !NORMAL.test(style)) || BOLD.test(style);
  const isItalic = (["I", "EM"].includes(tag) && !/font-style:\s*normal/i.test(style)) || ITALIC.test(style);
  return (isBold ? "**" : "") + (isItalic ? "*" : "");
}

/* The marks touch the words: Markdown takes `** bold **` for text. Not twice, not across breaks. */
function marked(text, mark) {
  if (!mark || !text.trim() || text.includes("\n") || /^\s*\*.*\*\s*$/.test(text)) return text;
  const [, before, middle, after] = text.match(/^(\s*)([\s\S]*?)(\s*)$/);
  return before + mark + middle + [...mark].reverse().join("") + after;
}

function link(node, text, counts) {
  const target = unwrapped(node.getAttribute("href") ?? "");
  const shown = node.textContent.trim();
  if (!/^(?:https?:\/\/|mailto:)/i.test(target) || !shown) return text;
  counts.links += 1;
  if (target === shown || target === `mailto:${shown}`) return shown;
  const [, before, middle, after] = text.match(/^(\s*)([\s\S]*?)(\s*)$/);
  const address = target.replace(/[\s<>()]/g, (mark) => encodeURI(mark).replace(mark, hex));
  return `${before}[${middle.replaceAll("\\\n", " ")}](${address})${after}`;
}

const hex = (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;

/* Google's documents lead through google.com. */
function unwrapped(address) {
  if (!/^https:\/\/www\.google\.com\/url\?/.test(address)) return address;
  return new URL(address).searchParams.get("q") ?? address;
}

/* What people typed as marks of their own stays as they typed it. Addresses stay whole. */
function escape(text) {
  return text
    .split(/((?:https?:\/\/|www\.)\S+)/)
    .map((part, number) => (number % 2 ? part : part.replace(/[\\`*]|(?<!\w)_|_(?!\w)|\[(?=.*\]\()/g, "\\$&")))
    .join("");
}
