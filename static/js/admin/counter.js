// <input data-limit="200" data-counter="Characters left: {n}" data-counter-over="…">: says how many
// characters are left when few are. One listener serves all fields, new inline rows among them.

const FEW = 20;
const notes = new WeakMap();

function noteOf(field) {
  if (!notes.has(field)) {
    const note = document.createElement("p");
    note.className = "counter";
    note.setAttribute("role", "status");
    field.parentElement.append(note);
    notes.set(field, note);
  }
  return notes.get(field);
}

function count(field) {
  const left = field.dataset.limit - [...field.value.trim()].length;
  if (left > FEW && !notes.has(field)) return;
  const note = noteOf(field);
  const words = left < 0 ? field.dataset.counterOver : field.dataset.counter;
  note.textContent = left > FEW ? "" : words.replace("{n}", Math.abs(left));
  note.classList.toggle("counter--over", left < 0);
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    if (target.dataset?.counterOver) count(target);
  });
}

for (const field of document.querySelectorAll("[data-counter-over]")) {
  if ([...field.value].length > field.dataset.limit) count(field);
}
