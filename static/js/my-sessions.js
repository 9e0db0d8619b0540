/* [data-my-sessions] holds every session of the programme, hidden. This shows those that the reader has
   saved on this device, or those of a shared link: their keys are behind its "#" and are never sent. */
import { keepSessions, keyAndPlace, savedSessions } from "./saved.js";
import { counted, weekday } from "./words.js";

const shared = () => /^#s=([\d,]+)$/.exec(location.hash)?.[1].split(",");

export function showMySessions() {
  const page = document.querySelector("[data-my-sessions]");
  if (!page) return;
  addEventListener("storage", () => location.reload());
  addEventListener("hashchange", () => shared() && location.reload());
  reveal(page, "unstarted", 0);
  const saved = savedSessions();
  const keys = new Set(shared() ?? saved?.keys());
  const every = [...page.querySelectorAll("[data-session]")];
  const rows = every.filter((row) => keys.has(keyAndPlace(row)[0]));
  if (shared()) offerList(page, rows, saved);
  else if (!saved) reveal(page, "blocked");
  else if (!keys.size) reveal(page, "empty");
  else for (const row of rows) markChange(page, row, String(saved.get(keyAndPlace(row)[0])));
  nameClashes(page.dataset, rows);
  for (const row of every) if (!rows.includes(row)) row.remove();
  for (const day of page.querySelectorAll(".day:not(:has(.session-row))")) day.remove();
  reveal(page, "gone", keys.size - rows.length);
  reveal(page, "list", rows.length);
  document.addEventListener("saved", () => fillLinks(page, rows));
}

/* A part of the page, if there is a reason for it, with its number. */
function reveal(page, name, count = 1) {
  const part = page.querySelector(`[data-when="${name}"]`);
  part.hidden = !count;
  if (name === "gone") part.textContent = part.textContent.replace("{n}", count);
}

function offerList(page, rows, saved) {
  document.querySelector("h1").textContent = page.dataset.shared;
  reveal(page, "shared", saved ? rows.length : 0);
  page.querySelector("[data-keep]").addEventListener("click", () => {
    keepSessions(new Map([...rows.map(keyAndPlace), ...savedSessions()]));
    history.replaceState(null, "", location.pathname);
    location.reload();
  });
}

/* What is cancelled or has moved since it was saved comes first, with its day. */
function markChange(page, row, before) {
  const words = isHeld(row) && change(page, row, before);
  if (words) tell(row, words);
  else if (isHeld(row)) return;
  const day = row.closest(".day").querySelector("h2").textContent.trim();
  row.querySelector(".session-row__hours")?.prepend(`${day} · `);
  reveal(page, "changed");
  page.querySelector('[data-when="changed"] ul').append(row);
}

function change(page, row, before) {
  const place = keyAndPlace(row)[1];
  if (place === before) return "";
  const [start, room] = before.split(" ");
  const [day, clock] = start.split("T");
  const isMoved = clock && !place.startsWith(start);
  const other = page.querySelector(`[data-session$=" ${CSS.escape(room)}"] .session-row__room`);
  const was = [
    isMoved && !place.startsWith(day) && weekday(new Date(day)),
    isMoved && clock,
    !place.endsWith(` ${room}`) && other && isolated(other),
  ].filter(Boolean);
  const { was: words, changed, comma } = page.dataset;
  return was.length ? words.replace("{place}", () => was.join(comma)) : changed;
}

/* In the words of the page where two of them are held at one time. */
function nameClashes({ clash, comma }, rows) {
  const timed = rows.filter(isHeld).flatMap((row) => {
    const [start, end] = Array.from(row.querySelectorAll(".hours time"), (time) => new Date(time.dateTime));
    return end ? [{ row, start, end }] : [];
  });
  for (const { row, start, end } of timed) {
    const others = timed.filter((one) => one.row !== row && one.start < end && start < one.end);
    const titles = others.map((one) => isolated(one.row.querySelector("a")));
    if (titles.length) tell(row, clash.replace("{titles}", () => titles.join(comma)));
  }
}

const isHeld = (row) => !row.matches(".session-row--cancelled");
const isolated = ({ textContent }) => `\u2068${textContent.trim()}\u2069`;

function tell(row, words) {
  const line = document.createElement("p");
  line.className = "session-row__status";
  line.textContent = words;
  row.prepend(line);
}

/* The calendar and the link hold what is shown, but for what was taken off the list meanwhile. */
function fillLinks(page, rows) {
  const saved = savedSessions();
  const left = rows.filter((row) => shared() || saved.has(keyAndPlace(row)[0]));
  const keys = left.map((row) => keyAndPlace(row)[0]);
  const timed = left.filter((row) => row.querySelector(".session-row__hours"));
  for (const link of page.querySelectorAll("[data-calendar]")) {
    link.hidden = !timed.length;
    link.search = `sessions=${keys}`;
    link.textContent = counted(link.dataset.calendar, timed.length);
  }
  page.querySelector("[data-copy]").dataset.fragment = `#s=${keys}`;
}
