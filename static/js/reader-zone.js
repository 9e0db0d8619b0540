/* The reader's time zone. The rules of the device may be old: where the page has the offset of the zone,
   that is right. */
const timeZone = () => (zone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone);
let zone;
const option = () => document.querySelector(`option[value="${CSS.escape(timeZone())}"]`);

/* Minutes to add to the offset of the zone on this device. */
let correction = 0;

/* In minutes. */
export function offset(moment) {
  return correction - moment.getTimezoneOffset();
}

/* `at` is when the offsets of the page hold, `start` the first <time> of the event. */
export function correctZone(at, start) {
  const moment = new Date(start.dateTime);
  const known = option()?.dataset.offset;
  if (known) {
    correction = known - offset(new Date(at));
  } else if (hasZoneOfEvent(moment)) {
    const there = new Date(`${start.dateTime.slice(0, 16)}Z`);
    correction = (there - moment) / 60_000 - offset(moment);
  }
}

/* Whether the device has the same rules for the reader's zone and the event's, right or wrong. */
function hasZoneOfEvent(moment) {
  try {
    const there = { timeZone: document.body.dataset.zone };
    return moment.toLocaleString("sv", there) === moment.toLocaleString("sv");
  } catch {
    return false; // It does not know the zone of the event.
  }
}

/* The page's name for the zone, or else the city in its identifier. */
export function readerCity() {
  return option()?.dataset.city ?? timeZone().split("/").pop().replaceAll("_", " ");
}
