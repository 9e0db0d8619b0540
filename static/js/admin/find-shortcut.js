// Ctrl K, or ⌘ K on a Mac, goes to the field that finds; on a narrow screen it opens the menu.
import { onShortcut } from "./shortcuts.js";

onShortcut("k", () => {
  const fields = [...document.querySelectorAll("[data-find]")];
  const isShown = (field) => field.offsetParent !== null;
  const field = fields.find(isShown) ?? fields[0];
  if (!field) return false;
  if (!isShown(field)) field.closest("[popover]").showPopover();
  field.focus();
  field.select();
  return true;
});
