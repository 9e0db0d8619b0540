// The drawing of the session that is taken up, over the grid.
import { clockOf } from "./timetable-grid.js";

export class Ghost {
  #element = document.createElement("div");

  constructor(grid) {
    this.grid = grid;
    this.#element.className = "ghost";
    this.#element.setAttribute("aria-hidden", "true");
  }

  draw({ key, room, start, length, title }) {
    const end = start + length;
    const place = this.grid.rectOf({ room, start, end });
    for (const name of ["left", "top", "width", "height"]) this.#element.style[name] = `${place[name]}px`;
    const [hours, words] = ["span", "bdi"].map((name) => document.createElement(name));
    hours.className = "ghost__hours";
    hours.textContent = `${clockOf(start)}–${clockOf(end)}`;
    words.textContent = title;
    const isTaken = this.grid.heldIn({ key, room, start, end }).length > 0;
    this.#element.classList.toggle("ghost--taken", isTaken);
    this.#element.replaceChildren(hours, words);
    this.grid.box.append(this.#element);
    this.#element.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /* Stays where it is until the page is replaced. */
  leave() {
    const stays = this.#element.cloneNode(true);
    stays.classList.add("ghost--laid");
    this.grid.box.append(stays);
  }

  remove() {
    this.#element.remove();
  }
}
