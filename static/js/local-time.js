/* <button data-local-time hidden>: shows the reader's local time beside the event's, never instead of
   it. Its data- attributes hold the texts; the choice is stored on the device. */
const KEY = "local-time";

export function offerLocalTime() {
  const button = document.querySelector("[data-local-time]");
  if (!button || !ranges().some((range) => range.isElsewhere)) return;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const words = { city: city(timeZone), offset: offset(ranges()[0].start) };
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
    const isSameDay = date.format(this.start) === this.date;
    beside.textContent = ` ${fill(isSameDay ? words.beside : words.besideDay, {
      day: isSameDay ? "" : weekday.format(this.start),
      hours: `${hour(this.start)}–${hour(this.end)}`,
    })}`;
    this.element.append(beside);
  }
}

/* All-day sessions have no hours. */
const ranges = () =>
  Array.from(document.querySelectorAll("main .hours:has(time)"), (one) => new Range(one));

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const date = new Intl.DateTimeFormat("sv");
const weekday = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long" });
const hour = (moment) => clock.format(moment);

function fill(text, words) {
  return text.replace(/\{(\w+)\}/g, (_, name) => words[name]);
}

/* The page's name for a time zone, or else the city in its identifier. */
function city(zone) {
  const option = document.querySelector(`option[value="${CSS.escape(zone)}"]`);
  return option?.dataset.city ?? zone.split("/").pop().replaceAll("_", " ");
}

function offset(moment) {
  const minutes = -moment.getTimezoneOffset();
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
