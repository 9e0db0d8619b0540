/* form[data-filter]: fetches the results and replaces the form, #agenda-results and the links that keep
   the chosen filters, without loading a page. The URL is the one the form would lead to without
   script; if anything fails, the browser goes there. */
const FORM = "form[data-filter]";
const RESULTS = "#agenda-results";
const LINKS = ["#agenda-navigation", ".view-switch", ".time-zone-picker__form", ".language-switch"];
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
    if (await go(address)) scrollToResults(document.querySelector(STATUS));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-filter]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(new URL(link.href));
  });
  shown = withoutHash(location);
  // A link to a fragment also fires popstate, and needs no request.
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

/* Resolves to true once the page shows this address; a later request aborts an earlier one. */
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
  for (const part of [FORM, ...LINKS, RESULTS]) {
    const [before, after] = [document.querySelector(part), page.querySelector(part)];
    if (!before || !after) continue;
    const status = before.querySelector(STATUS);
    const newStatus = after.querySelector(STATUS);
    const text = newStatus?.textContent;
    const hadFocus = before.contains(activeElement);
    if (status && newStatus) newStatus.replaceWith(status);
    before.replaceWith(after);
    // Screen readers announce a change only in an element that was already in the page.
    if (status && newStatus) Object.assign(status, { textContent: text, className: newStatus.className });
    if (hadFocus) focus(after.querySelector("[type=submit]") ?? after);
  }
  document.title = page.title;
  document.dispatchEvent(new Event("results"));
}

function focus(element) {
  if (!element.matches("button")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/* Below a long form the results may be outside the viewport. */
function scrollToResults(element) {
  const { bottom } = element?.getBoundingClientRect() ?? { bottom: 0 };
  if (bottom > innerHeight) element.scrollIntoView({ block: "center" });
}
