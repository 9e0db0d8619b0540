// Where the rooms and hours of the timetable are on the screen, and which of them is at a point. Hours
// are minutes from midnight; a row lasts from its start to the next one, whatever its height.

export const STEP = 5;
const MAGNET = 10;
const LEAST_HEIGHT = 44;

export const clockOf = (minutes) => {
  const hour = minutes === 1440 ? 24 : Math.floor(minutes / 60) % 24;
  return [hour, minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
};

const between = (value, least, most) => Math.min(Math.max(value, least), most);

export class Grid {
  get box() {
    return document.querySelector(".grid-box");
  }

  get columns() {
    return Array.from(this.box.querySelectorAll("th[data-room]"), (head) => ({
      room: head.dataset.room,
      name: (head.querySelector("bdi") ?? head).textContent.trim(),
      rect: head.getBoundingClientRect(),
    }));
  }

  get rows() {
    return Array.from(this.box.querySelectorAll("tr[data-start]"), (row) => ({
      start: Number(row.dataset.start),
      end: Number(row.dataset.end),
      rect: row.getBoundingClientRect(),
    }));
  }

  /* Browsers take a slot for visible of which they show a little. Of a wide one its beginning is shown. */
  reveal(slot) {
    const isWide = slot.offsetWidth > this.box.clientWidth;
    slot.scrollIntoView({ block: "nearest", inline: isWide ? "start" : "nearest" });
  }

  nameOf(room) {
    return this.columns.find((one) => one.room === room)?.name ?? "";
  }

  /* Physical, from the corner of what scrolls in the box. */
  rectOf({ room, start, end }) {
    const columns = this.columns;
    const column = columns.find((one) => one.room === room)?.rect;
    const all = columns.map((one) => one.rect);
    const left = column?.left ?? Math.min(...all.map((one) => one.left));
    const right = column?.right ?? Math.max(...all.map((one) => one.right));
    const [top, bottom] = [this.#heightOf(start), this.#heightOf(end)];
    const { box } = this;
    const corner = box.getBoundingClientRect();
    return {
      left: left - corner.left - box.clientLeft + box.scrollLeft,
      top: top - corner.top - box.clientTop + box.scrollTop,
      width: right - left,
      height: Math.max(bottom - top, LEAST_HEIGHT),
    };
  }

  #heightOf(minutes) {
    const rows = this.rows;
    const row = rows.find(({ end }) => minutes < end) ?? rows.at(-1);
    const share = between((minutes - row.start) / (row.end - row.start), 0, 1);
    return row.rect.top + share * row.rect.height;
  }

  /* The room and the start at a point of the window; near a line between rows it is the line. */
  placeAt(x, y) {
    const rows = this.rows;
    const column = this.columns.find(({ rect }) => x >= rect.left && x < rect.right);
    const row = rows.find(({ rect }) => y < rect.bottom) ?? rows.at(-1);
    const { top, bottom, height } = row.rect;
    if (bottom - y < MAGNET) return { room: column?.room, start: row.end };
    if (y - top < MAGNET) return { room: column?.room, start: row.start };
    const start = row.start + ((y - top) / height) * (row.end - row.start);
    return { room: column?.room, start: Math.round(start / STEP) * STEP };
  }

  /* The start of the row at a point. */
  rowAt(y) {
    return this.rows.find(({ rect }) => y >= rect.top && y < rect.bottom)?.start;
  }

  /* The titles of what is held in a room at these hours, but for one session. */
  heldIn({ key, room, start, end }) {
    const slots = Array.from(this.box.querySelectorAll("[data-slot]"));
    const others = slots.filter(({ dataset }) => dataset.slot !== key && (!room || dataset.room === room));
    const held = others.filter(({ dataset }) => dataset.start < end && dataset.end > start);
    return held.map((slot) => slot.querySelector(".slot__title").textContent.trim());
  }
}
