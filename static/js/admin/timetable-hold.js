// The session that is taken up: where it would be laid. Nothing of it is in the form before it is laid.
import { Ghost } from "./timetable-ghost.js";
import { clockOf, STEP } from "./timetable-grid.js";
import { HoldPanel } from "./timetable-panel.js";

const DAY = 1440;

export class Hold {
  held = null;

  constructor(form, grid, look, say) {
    Object.assign(this, { form, grid, look, say });
    this.ghost = new Ghost(grid);
    this.panel = new HoldPanel(form, this);
  }

  field(name, key = this.held.key) {
    return this.form.elements[`${name}-${key}`];
  }

  take(slot) {
    if (this.held) this.putBack({ quietly: true });
    const { slot: key, minutes, room } = slot.dataset;
    const start = slot.dataset.start === "" ? this.grid.rows[0].start : Number(slot.dataset.start);
    const length = minutes ? Number(minutes) : Number(slot.dataset.end) - start;
    const place = { room, start, length, day: this.field("day", key).value || this.form.dataset.day };
    const title = slot.querySelector(".slot__title").textContent.trim();
    this.held = { key, title, ...place, was: place, isNew: Boolean(minutes) };
    this.#mark(slot);
    this.panel.open(this.held);
    this.#show("taken");
  }

  put({ start = this.held.start, length = this.held.length, ...place }) {
    const from = Math.min(Math.max(start, 0), DAY - STEP);
    Object.assign(this.held, { day: this.form.dataset.day, ...place, start: from, length });
    this.#show("where");
  }

  /* Moves the held session by this number of rooms and minutes. */
  move(rooms, minutes) {
    const known = this.grid.columns.map(({ room }) => room);
    const all = known.includes(this.held.was.room) ? known : [this.held.was.room, ...known];
    const place = Math.min(Math.max(all.indexOf(this.held.room) + rooms, 0), all.length - 1);
    this.put({ room: all[place], start: this.held.start + minutes });
  }

  lay() {
    const { key, room, start, length, day, was, isNew } = this.held;
    const place = { room, start, length, day };
    if (!isNew && Object.keys(place).every((name) => place[name] === was[name])) return this.putBack();
    this.field("day").value = day;
    this.field("start").value = clockOf(start);
    this.field("end").value = clockOf(start + length);
    this.field("room").value = room;
    this.form.elements.last.value = key;
    this.ghost.leave();
    this.#leave("laid");
  }

  /* Without hours: it is among what is not placed. */
  takeOut() {
    for (const name of ["day", "start", "end"]) this.field(name).value = "";
    this.#leave("out");
  }

  putBack({ quietly = false } = {}) {
    const slot = document.getElementById(`slot-${this.held.key}`);
    if (!quietly) this.say(this.#words("back"));
    this.#close();
    slot?.classList.remove("slot--held");
    slot?.removeAttribute("aria-pressed");
    if (!quietly) slot?.focus();
  }

  /* The page was replaced: the slot is another element, and the drawing is gone. */
  redraw() {
    if (!this.held) return;
    this.#mark(document.getElementById(`slot-${this.held.key}`));
    this.ghost.draw(this.held);
  }

  #mark(slot) {
    slot?.classList.add("slot--held");
    slot?.setAttribute("aria-pressed", "true");
  }

  /* The next session that is not placed gets the focus after one of them. */
  #leave(name) {
    const { key, isNew } = this.held;
    const slots = Array.from(this.form.querySelectorAll(".board__unplaced [data-slot]"));
    const place = slots.findIndex(({ dataset }) => dataset.slot === key);
    const next = isNew ? (slots[place + 1] ?? slots[place - 1]) : null;
    (next ?? document.getElementById(`slot-${key}`))?.focus({ preventScroll: true });
    const words = this.#words(name);
    this.#close();
    this.look.again(words);
  }

  #close() {
    this.ghost.remove();
    this.panel.close();
    this.held = null;
  }

  #show(words) {
    this.ghost.draw(this.held);
    this.panel.show(this.held);
    this.say(this.#words(words));
  }

  #words(name) {
    const { key, title, room, start, length } = this.held;
    const end = start + length;
    const hours = `${clockOf(start)}–${clockOf(end)}`;
    const [other] = this.grid.heldIn({ key, room, start, end });
    return this.panel.words(name, { title, hours, room: this.grid.nameOf(room), other });
  }
}
