// Adds to each translated field a button that copies the text of the first language into it.
// There is one listener for all buttons, because rows that are added later are copies of a hidden one.

const sourceOf = (field) =>
  document.getElementById(field.id.replace(/_[a-z]{2}$/, `_${field.dataset.copyFrom}`));

for (const field of document.querySelectorAll("[data-copy-from]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-translation";
  button.textContent = field.dataset.copyLabel;
  field.after(button);
}

document.addEventListener("click", ({ target }) => {
  if (!target.matches(".copy-translation")) return;
  const field = target.previousElementSibling;
  field.value = sourceOf(field).value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});
