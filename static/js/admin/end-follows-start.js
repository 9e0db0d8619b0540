// The end of a session follows its start: by the usual length of its type until somebody types an
// end, and by the length it then has. Its day is written only if it is not plain from the start.

import {
  MINUTES_OF_A_DAY, clear, readDate, readIso, readTime, writeDate, writeTime,
} from "./typed-dates.js";

const LONGEST_PAST_MIDNIGHT = MINUTES_OF_A_DAY / 2;

const pair = (name) =>
  ["date", "time"].map((part) => document.querySelector(`[data-${name}="${part}"]`));

const momentOf = ([date, time]) => {
  const [day, minutes] = [readDate(date), readTime(time)];
  return day === null || minutes === null ? null : day * MINUTES_OF_A_DAY + minutes;
};

/* The day of an end that was typed as an hour alone, as the server takes it. */
const plainDay = (from, minutes) => {
  const day = Math.floor(from / MINUTES_OF_A_DAY);
  const next = (day + 1) * MINUTES_OF_A_DAY + minutes;
  const passesMidnight = minutes <= from % MINUTES_OF_A_DAY && next - from <= LONGEST_PAST_MIDNIGHT;
  return passesMidnight ? day + 1 : day;
};

const endOf = ([date, time], from) => {
  const minutes = readTime(time);
  if (date.value || minutes === null) return momentOf([date, time]);
  return plainDay(from, minutes) * MINUTES_OF_A_DAY + minutes;
};

const isEmpty = ([date, time]) => !date.value && !time.value;

function follow(start, end, kind) {
  const usual = () => (kind ? (JSON.parse(kind.dataset.minutes)[kind.value] ?? null) : null);
  const lengthTyped = () => {
    const from = momentOf(start);
    const to = from === null ? null : endOf(end, from);
    return to > from ? to - from : null;
  };
  let isOurs = isEmpty(end);
  let length = isOurs ? usual() : lengthTyped();

  const move = () => {
    const from = momentOf(start);
    if (from === null || length === null) return;
    const [day, minutes] = [Math.floor((from + length) / MINUTES_OF_A_DAY), (from + length) % MINUTES_OF_A_DAY];
    if (day === plainDay(from, minutes)) clear(end[0]);
    else writeDate(end[0], day);
    if (end[0].value) end[0].closest("details").open = true;
    writeTime(end[1], minutes);
  };
  const proposeDay = () => {
    const [date, time] = start;
    if (!date.value && date.dataset.proposed && time.value) writeDate(date, readIso(date.dataset.proposed));
  };
  const takeTyped = () => {
    isOurs = isEmpty(end);
    length = isOurs ? usual() : lengthTyped();
  };

  start[1].addEventListener("change", proposeDay);
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
