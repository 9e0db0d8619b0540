/* <button data-print hidden>: opens the device's print dialog, which also saves as PDF. */
export function offerPrint() {
  if (!window.print) return;
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => window.print());
    button.hidden = false;
  }
}
