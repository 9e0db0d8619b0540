// The end of a session follows its start: by the usual length of its type until somebody types an
// end, and by the length it then has.

import { MINUTES_OF_A_DAY, readDate, readTime, writeDate, writeTime } from "./typed-dates.js";

const pair = (name) =>
  ["date", "time"].map((part) => document.querySelector(`[data-${name}="${part}"]`));

const momentOf = ([date, time]) => {
  const [day, minutes] = [readDate(date), readTime(time)];
  return day === null || minutes === null ? null : day * MINUTES_OF_A_DAY + minutes;
};

const isEmpty = ([date, time]) => !date.value && !time.value;

function follow(start, end, kind) {
  const usual = () => (kind ? (JSON.parse(kind.dataset.minutes)[kind.value] ?? null) : null);
  const lengthTyped = () => {
    const [from, to] = [momentOf(start), momentOf(end)];
    return from !== null && to > from ? to - from : null;
  };
  let isOurs = isEmpty(end);
  let length = isOurs ? usual() : lengthTyped();

  const move = () => {
    const from = momentOf(start);
    if (from === null || length === null) return;
    writeDate(end[0], Math.floor((from + length) / MINUTES_OF_A_DAY));
    writeTime(end[1], (from + length) % MINUTES_OF_A_DAY);
  };
  const takeTyped = () => {
    isOurs = isEmpty(end);
    length = isOurs ? usual() : lengthTyped();
  };

  for (const field of start) field.addEventListener("change", move);
  for (const field of end) field.addEventListener("change", takeTyped);
  kind?.addEventListener("change", () => {
    if (!isOurs) return;
    length = usual();
    move();
  });
}

const [start, end] = [pair("start"), pair("end")];
if (start[0] && end[0]) follow(start, end, document.querySelector("[data-minutes]"));
