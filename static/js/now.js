/* [data-starts][data-ends] mark the slots of an agenda, the rows of a timetable and the sessions in them.
   As time passes this updates the labels [data-now] and [data-next], aria-current and #now. */
export function tick() {
  document.addEventListener("results", mark);
  if (!document.querySelector("[data-starts], form[data-filter]")) return;
  mark();
  setInterval(mark, 30_000);
  document.addEventListener("visibilitychange", mark);
}

function mark() {
  const now = Date.now();
  const timed = Array.from(document.querySelectorAll("[data-starts]"), (element) => {
    const [starts, ends] = [Date.parse(element.dataset.starts), Date.parse(element.dataset.ends)];
    return { element, starts, isOn: starts <= now && now < ends };
  });
  for (const { element, isOn } of timed) toggleLabel(element, "[data-now]", isOn);
  const places = timed.filter(({ element }) => !element.matches("li"));
  const nearest = Math.min(...places.map(({ starts }) => starts).filter((starts) => starts > now));
  for (const { element, starts, isOn } of places) {
    toggleLabel(element, "[data-next]", starts === nearest);
    if (isOn) element.setAttribute("aria-current", "time");
    else element.removeAttribute("aria-current");
  }
  const running = places.filter(({ isOn }) => isOn).sort((one, other) => other.starts - one.starts);
  moveAnchor(running[0] ?? places.find(({ starts }) => starts === nearest));
}

/* Only the element's own labels, not those of the sessions inside it. */
function toggleLabel(element, selector, isShown) {
  for (const label of element.querySelectorAll(selector)) {
    if (label.closest("[data-starts]") === element) label.hidden = !isShown;
  }
}

function moveAnchor(place) {
  if (!place || place.element.id === "now") return;
  document.getElementById("now")?.removeAttribute("id");
  place.element.id = "now";
}
