/* <textarea data-limit="500" data-counter="Characters left: {n}">: shows how many characters are left,
   and announces it to screen readers when few are. */
const SHORT = 100;
const NUMBER = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });

export function countLetters() {
  for (const field of document.querySelectorAll("textarea[data-counter]")) {
    const note = document.createElement("p");
    note.className = "field__hint";
    const count = () => {
      const left = field.dataset.limit - field.value.length;
      if (left <= SHORT) note.setAttribute("role", "status");
      else note.removeAttribute("role");
      note.textContent = field.dataset.counter.replace("{n}", NUMBER.format(left));
    };
    field.after(note);
    field.addEventListener("input", count);
    count();
  }
}
