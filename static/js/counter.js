/* <textarea data-limit="500" data-counter="Characters left: {n}">: shows how many characters are left,
   and announces it to screen readers when few are. */
const SHORT = 100;

export function countLetters() {
  const fields = document.querySelectorAll("textarea[data-counter]");
  if (!fields.length) return; // A phone takes longer to make the format than for all else here.
  const number = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });
  for (const field of fields) {
    const note = document.createElement("p");
    note.className = "field__hint";
    const count = () => {
      const left = field.dataset.limit - field.value.length;
      if (left <= SHORT) note.setAttribute("role", "status");
      else note.removeAttribute("role");
      note.textContent = field.dataset.counter.replace("{n}", number.format(left));
    };
    field.after(note);
    field.addEventListener("input", count);
    count();
  }
}
