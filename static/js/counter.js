/* <textarea data-limit="500" data-counter="Characters left: {n}">: says how much room is left, aloud only
   when it runs out. */
const SHORT = 100;

export function countLetters() {
  for (const field of document.querySelectorAll("textarea[data-counter]")) {
    const note = document.createElement("p");
    note.className = "field__hint";
    const count = () => {
      const left = field.dataset.limit - field.value.length;
      if (left <= SHORT) note.setAttribute("role", "status");
      else note.removeAttribute("role");
      note.textContent = field.dataset.counter.replace("{n}", left);
    };
    field.after(note);
    field.addEventListener("input", count);
    count();
  }
}
