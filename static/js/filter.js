/* form[data-filter]: its answer takes the place of the form, of #agenda-results and of the other ways
   from here, which keep what is chosen, without a new page. The address is where the form alone
   would lead, and whatever fails leads there. */
const FORM = "form[data-filter]";
const RESULTS = "#agenda-results";
const WAYS = ["#agenda-navigation", ".time-zone-picker__form", ".language-switch"];
const STATUS = '[role="status"]';

export function filterInPlace() {
  if (!document.querySelector(FORM) || !document.querySelector(RESULTS)) return;
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches(FORM)) return;
    event.preventDefault();
    const address = new URL(event.target.action);
    address.hash = "";
    const filled = [...new FormData(event.target)].filter(([, value]) => value);
    address.search = new URLSearchParams(filled);
    if (await go(address)) bringIntoSight(document.querySelector(STATUS));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-filter]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(new URL(link.href));
  });
  shown = withoutHash(location);
  // A way to a part of the page comes as a step in the history too, and asks for nothing else.
  addEventListener("popstate", () => withoutHash(location) !== shown && show(new URL(location)));
}

let shown;
const withoutHash = ({ pathname, search }) => pathname + search;

async function go(address) {
  const isShown = await show(address);
  if (isShown) history.pushState(null, "", address);
  return isShown;
}

let latest;

/* Whether the page now shows what is at the address; only the latest of several counts. */
async function show(address) {
  latest?.abort();
  shown = withoutHash(address);
  const asked = (latest = new AbortController());
  try {
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok) throw new Error(answer.status);
    replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
    return true;
  } catch {
    if (asked.signal.aborted) return false;
    if (address.href === location.href) location.reload();
    else location.assign(address);
    return false;
  }
}

function replace(page) {
  const { activeElement } = document;
  for (const part of [FORM, ...WAYS, RESULTS]) {
    const [was, is] = [document.querySelector(part), page.querySelector(part)];
    if (!was || !is) continue;
    const said = was.querySelector(STATUS);
    const says = is.querySelector(STATUS);
    const words = says?.textContent;
    const hadFocus = was.contains(activeElement);
    if (said && says) says.replaceWith(said);
    was.replaceWith(is);
    // Only a change in an element that was there before is read aloud.
    if (said && says) said.textContent = words;
    if (hadFocus) focus(is.querySelector("[type=submit]") ?? is);
  }
  document.title = page.title;
  document.dispatchEvent(new Event("results"));
}

function focus(element) {
  if (!element.matches("button")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/* Of a long form the answer is below what one sees. */
function bringIntoSight(element) {
  const { bottom } = element?.getBoundingClientRect() ?? { bottom: 0 };
  if (bottom > innerHeight) element.scrollIntoView({ block: "center" });
}
