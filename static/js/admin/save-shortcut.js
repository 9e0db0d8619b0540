// Ctrl S, or ⌘ S on a Mac, presses the first button at the foot of the form: Save.
import { onShortcut } from "./shortcuts.js";

onShortcut("s", () => {
  const button = document.querySelector(".submit-row [type=submit]");
  button?.click();
  return button !== null;
});
