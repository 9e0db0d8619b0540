/* <button data-local-time hidden>: shows the reader's local time beside the event's, never instead of
   it. Its data- attributes hold the texts; the choice is stored on the device. */
import { correctZone, offset, readerCity } from "./reader-zone.js";
import { weekday } from "./words.js";

const KEY = "local-time";

export function offerLocalTime() {
  const button = document.querySelector("[data-local-time]");
  const [first] = ranges();
  if (!button || !first) return;
  correctZone(button.dataset.at, first.element.querySelector("time"));
  if (!ranges().some((range) => range.isElsewhere)) return;
  const words = { city: readerCity(), offset: inWords(offset(first.start)) };
  button.textContent = fill(button.dataset.localTime, words);
  button.hidden = false;
  const show = (isOn) => {
    button.setAttribute("aria-pressed", isOn);
    for (const beside of document.querySelectorAll(".hours__local")) beside.remove();
    if (isOn) for (const range of ranges()) range.showBeside(button.dataset);
  };
  button.addEventListener("click", () => {
    const isOn = button.getAttribute("aria-pressed") !== "true";
    remember(isOn);
    show(isOn);
  });
  document.addEventListener("results", () => show(remembered()));
  show(remembered());
}

class Range {
  constructor(element) {
    const [start, end] = element.querySelectorAll("time");
    this.element = element;
    this.start = new Date(start.dateTime);
    this.end = new Date(end.dateTime);
    this.date = start.dateTime.slice(0, 10);
    this.clock = start.textContent.trim();
  }

  get isElsewhere() {
    return hour(this.start) !== this.clock;
  }

  showBeside(words) {
    const beside = document.createElement("span");
    beside.className = "hours__local";
    const isSameDay = local(this.start).toISOString().slice(0, 10) === this.date;
    beside.textContent = ` ${fill(isSameDay ? words.beside : words.besideDay, {
      day: isSameDay ? "" : weekday(local(this.start)),
      hours: `${hour(this.start)}–${hour(this.end)}`,
    })}`;
    this.element.append(beside);
  }
}

/* All-day sessions have no hours. */
const ranges = () =>
  Array.from(document.querySelectorAll("main .hours:has(time)"), (one) => new Range(one));

/* A date whose UTC is the reader's local time. */
const local = (moment) => new Date(moment.getTime() + 60_000 * offset(moment));
const hour = (moment) => local(moment).toISOString().slice(11, 16);

function fill(text, words) {
  return text.replace(/\{(\w+)\}/g, (_, name) => words[name]);
}

function inWords(minutes) {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? "-" : "+"}${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/* If storage is blocked, the choice lasts until the page is left. */
let choice = false;

function remember(isOn) {
  choice = isOn;
  try {
    localStorage.setItem(KEY, isOn ? "shown" : "");
  } catch {}
}

function remembered() {
  try {
    return localStorage.getItem(KEY) === "shown";
  } catch {
    return choice;
  }
}
