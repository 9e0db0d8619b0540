// <textarea class="line-text"> grows like a text, and holds one line: a line break is a space.

const LINE = "textarea.line-text";

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.isComposing && event.target.matches(LINE)) event.preventDefault();
});

document.addEventListener("input", ({ target }) => {
  if (!target.matches(LINE) || !/[\r\n]/.test(target.value)) return;
  const place = target.selectionStart;
  target.value = target.value.replace(/\r\n|[\r\n]/g, " ");
  target.setSelectionRange(place, place);
});
