/* [data-starts][data-ends] mark the slots of a programme, the rows of a timetable and the sessions in
   them. As time passes this updates the labels [data-now], [data-next] and [data-minutes], aria-current,
   #now and [data-clock], by the clock of the server. */
import { askServer, deviceIsWrong, serverTime } from "./clock.js";
import { renew } from "./live.js";
import { counted } from "./words.js";

const PACE = 15_000;
const LAST_MINUTES = 60;

export function tick() {
  document.addEventListener("results", update);
  document.addEventListener("visibilitychange", update);
  addEventListener("pageshow", ({ persisted }) => persisted && update());
  setInterval(update, PACE);
  update();
}

async function update() {
  if (document.hidden || !document.querySelector("[data-starts], [data-until]")) return;
  if (serverTime() === undefined) await askServer();
  const now = serverTime();
  if (now === undefined) return;
  mark(now);
  for (const clock of document.querySelectorAll("[data-clock]")) showTime(clock, now);
  await renew(now);
}

function mark(now) {
  const timed = Array.from(document.querySelectorAll("[data-starts]"), (element) => {
    const [starts, ends] = [Date.parse(element.dataset.starts), Date.parse(element.dataset.ends)];
    return { element, starts, ends, isOn: starts <= now && now < ends };
  });
  for (const { element, ends, isOn } of timed) {
    for (const label of own(element, "[data-now]")) label.hidden = !isOn;
    for (const label of own(element, "[data-minutes]")) countDown(label, isOn ? ends - now : 0);
  }
  const places = timed.filter(({ element }) => !element.matches("li"));
  const ahead = places.filter(({ element, starts }) => starts > now && own(element, "[data-next]").length);
  const nearest = Math.min(...ahead.map(({ starts }) => starts));
  for (const { element, starts, isOn } of places) {
    for (const label of own(element, "[data-next]")) label.hidden = starts !== nearest;
    if (isOn) element.setAttribute("aria-current", "time");
    else element.removeAttribute("aria-current");
  }
  const running = places.filter(({ isOn }) => isOn).sort((one, other) => other.starts - one.starts);
  moveAnchor(running[0] ?? ahead.find(({ starts }) => starts === nearest));
}

/* The labels of the element itself, without those of the sessions inside it. */
function own(element, selector) {
  const labels = [...element.querySelectorAll(selector)];
  return labels.filter((label) => label.closest("[data-starts]") === element);
}

/* The forms of its words are in data-minutes. */
function countDown(label, left) {
  const minutes = Math.ceil(left / 60_000);
  label.hidden = minutes < 1 || minutes > LAST_MINUTES;
  if (!label.hidden) label.textContent = counted(label.dataset.minutes, minutes);
}

/* <time datetime="2027-05-05T10:41+01:00" data-clock>: in the zone of the event, whose offset is that
   of the datetime. data-clock has the words for readers whose own clock is wrong. */
function showTime(element, now) {
  const [offset] = element.dateTime.match(/[+-]\d\d:\d\d$/);
  const shift = Date.parse("1970-01-01T00:00Z") - Date.parse(`1970-01-01T00:00${offset}`);
  const local = new Date(now + shift).toISOString();
  element.dateTime = local.slice(0, 16) + offset;
  const words = deviceIsWrong() ? element.dataset.clock : "{time}";
  element.textContent = words.replace("{time}", local.slice(11, 16));
}

function moveAnchor(place) {
  if (!place || place.element.id === "now") return;
  document.getElementById("now")?.removeAttribute("id");
  place.element.id = "now";
}
