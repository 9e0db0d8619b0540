// The timetable of a day: sessions are dragged, or taken up, moved with the arrow keys and laid. All of it
// writes into the fields of the form, which is saved as it is without script.
import { askBeforeLeaving } from "./leave-question.js";
import { drag } from "./timetable-drag.js";
import { Grid } from "./timetable-grid.js";
import { Hold } from "./timetable-hold.js";
import { Look } from "./timetable-look.js";

const HOUR = 60;
const form = document.querySelector("[data-timetable]");
const status = form.querySelector("[data-timetable-status]");
const isRtl = getComputedStyle(form).direction === "rtl";
const say = (words) => (status.textContent = words);
const grid = new Grid();
let hold = null;
const said = () => status.textContent;
const look = new Look(form, { say, said, shown: () => hold?.redraw() });
askBeforeLeaving(form, () => "unsaved" in form.dataset);

const KEYS = {
  ArrowUp: () => hold.move(0, -5),
  ArrowDown: () => hold.move(0, 5),
  ArrowLeft: () => hold.move(isRtl ? 1 : -1, 0),
  ArrowRight: () => hold.move(isRtl ? -1 : 1, 0),
  PageUp: () => hold.move(0, -HOUR),
  PageDown: () => hold.move(0, HOUR),
  Escape: () => hold.putBack(),
};
const OF_FIELDS = new Set(["Enter", "Escape"]);

// Keys that are pressed before the free time of the next session is known wait for it, in their order.
let queue = Promise.resolve();
let waiting = 0;
const soon = (act) => {
  waiting += 1;
  queue = queue.then(act).finally(() => (waiting -= 1));
};

async function take({ id, dataset }) {
  if (dataset.minutes) await look.settled();
  const slot = document.getElementById(id);
  if (slot) hold.take(slot);
}

/* Lays what is taken up, else takes up what has the focus by then. */
function enter() {
  const slot = document.activeElement?.closest("button[data-slot]");
  if (hold.held) return hold.lay();
  return slot ? take(slot) : null;
}

function startBoard() {
  hold = new Hold(form, grid, look, say);
  drag(form, grid, hold);
  form.addEventListener("focusin", ({ target }) => target.matches(".slot:focus-visible") && grid.reveal(target));
  form.addEventListener("click", (event) => {
    const slot = event.target.closest("button[data-slot]");
    if (slot) {
      event.preventDefault();
      if (hold.held?.key === slot.dataset.slot) hold.lay();
      else soon(() => take(slot));
    } else if (hold.held && event.target.closest(".grid-box td")) {
      const { room } = grid.placeAt(event.clientX, event.clientY);
      hold.put({ room, start: grid.rowAt(event.clientY) });
      hold.lay();
    }
  });
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (target !== document.body && !form.contains(target)) return;
    const isField = target.matches("input, select");
    const act = key === "Enter" ? enter : KEYS[key];
    if (!(hold.held || waiting) || !act || event.ctrlKey || event.metaKey) return;
    if (isField ? !OF_FIELDS.has(key) : target.closest("[data-hold] :is(a, button)") && key === "Enter") return;
    event.preventDefault();
    if (event.repeat && key === "Enter") return;
    // What was typed into the panel counts.
    if (isField) target.blur();
    soon(() => (hold.held || act === enter) && act());
  });
}

addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
  event.preventDefault();
  soon(() => {
    if (hold?.held) hold.lay();
    form.requestSubmit(form.querySelector("[name=save]"));
  });
});

if (form.querySelector("[data-hold]")) startBoard();
else {
  form.addEventListener("input", () => look.edited());
  form.addEventListener("change", () => look.again());
}
