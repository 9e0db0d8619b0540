// <input data-date-picker="Choose a date">: a button beside it opens the browser's own calendar.

import { isoOf, readDate, writeDate } from "./typed-dates.js";

function addPicker(field) {
  const picker = document.createElement("input");
  picker.type = "date";
  picker.className = "date-picker__calendar";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "date-picker";
  button.title = field.dataset.datePicker;
  button.setAttribute("aria-label", field.dataset.datePicker);
  button.addEventListener("click", () => {
    const day = readDate(field);
    picker.value = day === null ? "" : isoOf(day);
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    writeDate(field, Date.parse(picker.value) / 86_400_000);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  field.after(button, picker);
}

if ("showPicker" in HTMLInputElement.prototype) {
  for (const field of document.querySelectorAll("[data-date-picker]")) addPicker(field);
}
