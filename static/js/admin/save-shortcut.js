// Ctrl S, or ⌘ S on a Mac, presses the first button at the foot of the form: Save.

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  if (event.key.toLowerCase() !== "s") return;
  const button = document.querySelector(".submit-row [type=submit]");
  if (!button) return;
  event.preventDefault();
  button.click();
});
