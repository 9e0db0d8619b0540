// The panel that says which session is taken up, and in which its place can be typed.
import { readTime, writeTime } from "./typed-dates.js";

const fill = (text, words) => text.replace(/\{(\w+)\}/g, (_, name) => words[name]);

const isolate = (text) => `\u2068${text}\u2069`;

export class HoldPanel {
  constructor(form, hold) {
    this.element = form.querySelector("[data-hold]");
    const [room, day, start, end] = ["room", "day", "start", "end"].map((name) => this.#part(name));
    room.addEventListener("change", () => hold.put({ room: room.value }));
    day.addEventListener("change", () => hold.put({ day: day.value }));
    start.addEventListener("change", () => hold.put({ start: readTime(start) ?? hold.held.start }));
    end.addEventListener("change", () => {
      const length = (readTime(end) ?? 0) - hold.held.start;
      hold.put({ length: length > 0 ? length : length + 1440 });
    });
    this.#part("lay").addEventListener("click", () => hold.lay());
    this.#part("back").addEventListener("click", () => hold.putBack());
    this.#part("out").addEventListener("click", () => hold.takeOut());
  }

  #part(name) {
    return this.element.querySelector(`[data-hold-${name}]`);
  }

  open({ key, title, isNew }) {
    this.#part("title").textContent = title;
    this.#part("link").href = this.element.dataset.form.replace("/0/", `/${key}/`);
    this.#part("out").hidden = isNew;
    this.element.hidden = false;
  }

  close() {
    this.element.hidden = true;
  }

  show({ room, day, start, length }) {
    this.#part("room").value = room;
    this.#part("day").value = day;
    writeTime(this.#part("start"), start);
    writeTime(this.#part("end"), (start + length) % 1440);
  }

  /* What happened to the session, and what else is held there. */
  words(name, { title, hours, room, other }) {
    const { [name]: text, over, nowhere } = this.element.dataset;
    const words = fill(text, { title: isolate(title), hours, room: isolate(room || nowhere) });
    const isOver = other && !["back", "out"].includes(name);
    return isOver ? `${words} ${fill(over, { title: isolate(other) })}` : words;
  }
}
