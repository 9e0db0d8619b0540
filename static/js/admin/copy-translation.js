// Adds a button to each translated field that copies the text of the default language into it.
// One listener serves all buttons, because new inline rows are cloned without their listeners.

const sourceOf = (field) =>
  document.getElementById(field.id.replace(/_[a-z]{2}$/, `_${field.dataset.copyFrom}`));

for (const field of document.querySelectorAll("[data-copy-from]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-translation";
  button.textContent = field.dataset.copyLabel;
  const acts = field.parentElement.querySelector(":scope > .text-acts");
  if (acts) acts.append(button);
  else field.after(button);
}

document.addEventListener("click", ({ target }) => {
  if (!target.matches(".copy-translation")) return;
  const field = target.closest(":has([data-copy-from])").querySelector("[data-copy-from]");
  field.value = sourceOf(field).value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});
