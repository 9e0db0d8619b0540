/* Asks before a page with unsaved text is left, by the browser's own question. */
export function askBeforeLeaving(form, isUnsaved) {
  let isSaving = false;
  form.addEventListener("submit", () => (isSaving = true));
  // Saving was stopped, or failed, and the page is still there.
  form.addEventListener("input", () => (isSaving = false));
  addEventListener("beforeunload", (event) => {
    if (!isSaving && isUnsaved()) event.preventDefault();
  });
}
