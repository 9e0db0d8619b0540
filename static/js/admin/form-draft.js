/* What was typed into a form, in a way that another page with the same form can take up.

   Rows of inlines are named by the key of their record, or as the first, second … new row, because
   their numbers may be other ones on the next page. */
import { fieldsOf } from "./form-fields.js";

/* `isKept(item, field)` decides; an item is a field's place and entries. */
export function read(form, isKept) {
  const items = [];
  const known = prefixes(form);
  for (const field of fieldsOf(form).values()) {
    const item = { ...placeOf(form, field.name, known), entries: field.entries, isPrivate: field.isPrivate };
    if (isKept(item, field)) items.push(item);
  }
  return items;
}

export const keyOf = (item) => `${item.row} ${item.name}`;
export const isNewRow = (item) => item.row.includes("+");

/* The number of items that differ from what the form holds. */
export function countDifferences(form, items) {
  const fields = fieldsOf(form);
  return items.filter((item) => {
    const number = rowNumber(form, item);
    const field = number === null ? null : fields.get(nameOf(item, number));
    return !field?.holds(item.entries);
  }).length;
}

/* Writes the items into the form, adding rows where it has none. Returns the fields written. */
export function write(form, items) {
  const numbers = new Map();
  const written = [];
  for (const item of items) {
    if (!numbers.has(item.row)) numbers.set(item.row, rowNumber(form, item) ?? emptyRow(form, item));
    const field = fieldsOf(form).get(nameOf(item, numbers.get(item.row)));
    field?.write(item.entries);
    if (field) written.push(field);
  }
  return written;
}

function placeOf(form, name, known) {
  const prefix = known.find((one) => name.startsWith(`${one}-`)) ?? "";
  const [, number, rest] = name.slice(prefix.length).match(/^-(\d+)-(.+)$/) ?? [];
  if (!prefix || !rest) return { prefix: "", row: "", name };
  const key = valueIn(form, `${prefix}-${number}-id`);
  const row = key ? `${prefix}#${key}` : `${prefix}+${number - initialRows(form, prefix)}`;
  return { prefix, row, name: rest };
}

const nameOf = (item, number) => (item.prefix ? `${item.prefix}-${number}-${item.name}` : item.name);
const valueIn = (form, name) => form.elements[name]?.value ?? "";
const initialRows = (form, prefix) => Number(valueIn(form, `${prefix}-INITIAL_FORMS`));
const allRows = (form, prefix) => Number(valueIn(form, `${prefix}-TOTAL_FORMS`));

/* The longest first, because one may begin with another. */
function prefixes(form) {
  return Array.from(form.querySelectorAll("[name$='-TOTAL_FORMS']"), ({ name }) =>
    name.replace(/-TOTAL_FORMS$/, ""),
  ).sort((one, other) => other.length - one.length);
}

/* The row of the same record; null if the form has none, or if the item is of a new row. */
function rowNumber(form, { prefix, row }) {
  if (!prefix) return "";
  const key = row.slice(prefix.length + 1);
  for (let number = 0; number < initialRows(form, prefix); number++) {
    if (!row.includes("+") && valueIn(form, `${prefix}-${number}-id`) === key) return number;
  }
  return null;
}

/* A new row with nothing in it, added by the form's own link if there is none. */
function emptyRow(form, { prefix }) {
  const fields = [...fieldsOf(form).values()];
  for (let number = initialRows(form, prefix); number < allRows(form, prefix); number++) {
    const own = fields.filter(({ name }) => name.startsWith(`${prefix}-${number}-`));
    if (own.length && !own.some((field) => field.isChanged)) return number;
  }
  document.querySelector(`#${prefix}-group .add-row a`)?.click();
  return allRows(form, prefix) - 1;
}
