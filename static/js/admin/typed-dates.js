// Reads and writes the fields for dates and times. Days are counted from 1970, times in minutes.
// It reads what people type most; the server reads more, so an unread date is only not followed.

export const MINUTES_OF_A_DAY = 24 * 60;

const MILLISECONDS_OF_A_DAY = MINUTES_OF_A_DAY * 60_000;
const LOCALES = { en: "en-GB", fr: "fr-FR", ar: "ar-MA-u-nu-latn" };

const plain = (text) =>
  text
    .normalize("NFKC")
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\u0660-\u0669]/g, (digit) => digit.charCodeAt(0) - 0x660)
    .trim()
    .toLowerCase();

const dayOf = (year, month, day) => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.getTime() / MILLISECONDS_OF_A_DAY : null;
};

export const readIso = (iso) => (iso ? dayOf(...iso.split("-").map(Number)) : null);

export const isoOf = (day) => new Date(day * MILLISECONDS_OF_A_DAY).toISOString().slice(0, 10);

export function readDate(field) {
  if (field.value === (field.dataset.written ?? field.defaultValue)) {
    return readIso(field.dataset.date);
  }
  const parts = plain(field.value).split(/ ?[-/. ] ?/);
  if (parts.length !== 3 || !parts.every((part) => /^\d+$/.test(part))) return null;
  const [year, month, day] = parts[0].length === 4 ? parts : parts.reverse();
  return year.length === 4 ? dayOf(Number(year), Number(month), Number(day)) : null;
}

export function writeDate(field, day) {
  const options = { weekday: "short", day: "numeric", month: "long", year: "numeric" };
  const locale = LOCALES[document.documentElement.lang.slice(0, 2)] ?? "en-GB";
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  field.dataset.date = isoOf(day);
  field.dataset.written = format.format(day * MILLISECONDS_OF_A_DAY).replace(/[,،]/g, "");
  write(field, field.dataset.written);
}

export function readTime(field) {
  const found = /^(\d{1,2})(?: ?[:.,h] ?(\d{2})| ?h)?( ?[ap]m)?$|^(\d{1,2})(\d{2})$/.exec(
    plain(field.value),
  );
  if (!found) return null;
  const half = found[3]?.trim();
  const hour = Number(found[1] ?? found[4]);
  const minute = Number(found[2] ?? found[5] ?? 0);
  if (minute > 59 || hour > (half ? 12 : 23)) return null;
  return (half ? (hour % 12) + (half === "pm" ? 12 : 0) : hour) * 60 + minute;
}

export function writeTime(field, minutes) {
  const parts = [Math.floor(minutes / 60), minutes % 60];
  write(field, parts.map((part) => String(part).padStart(2, "0")).join(":"));
}

export function clear(field) {
  if (field.value) write(field, "");
}

/** An `input` event tells others; `change` would say that a person typed it. */
function write(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
