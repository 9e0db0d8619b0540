// <input data-date-picker="Choose a date">: a button beside it opens the browser's own calendar.
// What is typed is written with its weekday and month, so that nobody takes the day for the month.

import { isoOf, readDate, readIso, writeDate } from "./typed-dates.js";

function newButton(field) {
  const button = document.createElement("button");
  const label = field.dataset.datePicker;
  const name = field.getAttribute("aria-label") ?? field.labels[0]?.textContent ?? "";
  button.type = "button";
  button.className = "date-picker__button";
  button.title = label;
  button.setAttribute("aria-label", [label, name.trim().replace(/:$/, "")].join(", "));
  return button;
}

function newCalendar() {
  const calendar = document.createElement("input");
  calendar.type = "date";
  calendar.className = "date-picker__calendar";
  calendar.tabIndex = -1;
  calendar.setAttribute("aria-hidden", "true");
  return calendar;
}

function addPicker(field) {
  const [button, calendar] = [newButton(field), newCalendar()];
  const box = document.createElement("span");
  box.className = "date-picker";
  field.replaceWith(box);
  box.append(field, button, calendar);
  button.addEventListener("click", () => {
    const day = readDate(field);
    calendar.value = day === null ? "" : isoOf(day);
    calendar.showPicker();
  });
  calendar.addEventListener("change", () => {
    if (!calendar.value) return;
    writeDate(field, readIso(calendar.value));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-date-picker]")) return;
  const day = readDate(target);
  if (day !== null) writeDate(target, day);
});

if ("showPicker" in HTMLInputElement.prototype) {
  for (const field of document.querySelectorAll("[data-date-picker]")) addPicker(field);
}
