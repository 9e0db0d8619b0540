/* [data-until]: what the page says holds until then. After that #live and #live-strip are replaced by
   those of a new copy; a page without them is loaded again. */
const PARTS = ["#live-strip", "#live"];
// The phones in a hall do not all ask in the same second.
const SPREAD = 15_000 * Math.random();

export async function renew(now) {
  const { until } = document.querySelector("[data-until]")?.dataset ?? {};
  if (!(now >= Date.parse(until) + SPREAD)) return;
  const page = await load();
  // A shared cache may be behind: the next time will do.
  if (!page || page.querySelector("[data-until]")?.dataset.until === until) return;
  const pairs = PARTS.map((part) => [document.querySelector(part), page.querySelector(part)]);
  if (!pairs.flat().every(Boolean)) location.reload();
  else for (const [before, after] of pairs) replace(before, after);
  document.dispatchEvent(new Event("results"));
}

async function load() {
  try {
    const answer = await fetch(location, { cache: "no-cache" });
    return answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return undefined;
  }
}

/* A link that has the focus keeps it. */
function replace(before, after) {
  const { activeElement } = document;
  const href = before.contains(activeElement) && activeElement.getAttribute("href");
  before.replaceWith(after);
  if (!href) return;
  const link = after.querySelector(`a[href="${CSS.escape(href)}"]`);
  (link ?? document.querySelector("main")).focus({ preventScroll: true });
}
