/* [data-starts][data-ends] are the slots of an agenda, the lines of a timetable and the cards in
   them. With the clock move on: the words in [data-now] and [data-next], aria-current, and #now. */
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
  for (const { element, isOn } of timed) say(element, "[data-now]", isOn);
  const places = timed.filter(({ element }) => !element.matches("li"));
  const nearest = Math.min(...places.map(({ starts }) => starts).filter((starts) => starts > now));
  for (const { element, starts, isOn } of places) {
    say(element, "[data-next]", starts === nearest);
    if (isOn) element.setAttribute("aria-current", "time");
    else element.removeAttribute("aria-current");
  }
  const running = places.filter(({ isOn }) => isOn).sort((one, other) => other.starts - one.starts);
  lead(running[0] ?? places.find(({ starts }) => starts === nearest));
}

/* Its own words, not those of the cards within. */
function say(element, words, isTrue) {
  for (const word of element.querySelectorAll(words)) {
    if (word.closest("[data-starts]") === element) word.hidden = !isTrue;
  }
}

function lead(place) {
  if (!place || place.element.id === "now") return;
  document.getElementById("now")?.removeAttribute("id");
  place.element.id = "now";
}
