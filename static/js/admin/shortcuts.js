// Shortcuts: Ctrl and a letter, or ⌘ and a letter on a Mac, where Ctrl belongs to the text.

const isMac = navigator.platform.startsWith("Mac");

// `act` returns whether it did anything; if not, the browser does what it does with these keys.
export function onShortcut(letter, act) {
  document.addEventListener("keydown", (event) => {
    const isHeld = isMac ? event.metaKey : event.ctrlKey;
    if (!isHeld || event.altKey || event.shiftKey || letterOf(event) !== letter) return;
    if (act()) event.preventDefault();
  });
}

// On a keyboard in another script a key counts by its place.
function letterOf({ key, code }) {
  const isLatin = /^[a-z]$/i.test(key);
  return (isLatin ? key : code.replace("Key", "")).toLowerCase();
}
