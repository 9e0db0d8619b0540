/* <textarea maxlength data-counter="Characters left: {n}">: says how much room is left, aloud only
   when it runs out. */
const SHORT = 100;

export function countLetters() {
  for (const field of document.querySelectorAll("textarea[data-counter][maxlength]")) {
    const note = document.createElement("p");
    note.className = "field__hint";
    const count = () => {
      const left = field.maxLength - field.value.length;
      if (left <= SHORT) note.setAttribute("role", "status");
      else note.removeAttribute("role");
      note.textContent = field.dataset.counter.replace("{n}", left);
    };
    field.after(note);
    field.addEventListener("input", count);
    count();
  }
}
