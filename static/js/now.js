/* Slots with data-starts and data-ends: the word “Now” in them, in a [data-now], and aria-current
   move on with the clock. */
export function tick() {
  if (!document.querySelector("[data-starts]")) return;
  mark();
  setInterval(mark, 30_000);
  document.addEventListener("visibilitychange", mark);
  document.addEventListener("results", mark);
}

function mark() {
  const now = Date.now();
  for (const slot of document.querySelectorAll("[data-starts]")) {
    const isNow = Date.parse(slot.dataset.starts) <= now && now < Date.parse(slot.dataset.ends);
    if (isNow === slot.matches("[aria-current]")) continue;
    if (isNow) slot.setAttribute("aria-current", "time");
    else slot.removeAttribute("aria-current");
    for (const word of slot.querySelectorAll("[data-now]")) word.hidden = !isNow;
  }
}
