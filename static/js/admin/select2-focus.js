/* Select2 hides the select it replaces. What focuses the select (the first field of a new row, a
   label, a link to a mistake) means the box that is seen. */
const HIDDEN = "select.select2-hidden-accessible";

const toBox = (field) => {
  if (field?.matches(HIDDEN)) field.nextElementSibling?.querySelector(".select2-selection")?.focus();
};

document.addEventListener("focusin", (event) => toBox(event.target));
// Django may focus the first field before Select2 has replaced it.
window.django?.jQuery(() => toBox(document.activeElement));
