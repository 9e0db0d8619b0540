// The plan follows the choices: the page is asked again, and its parts are replaced.
const form = document.querySelector("[data-plan]");
const status = form.querySelector("[data-plan-status]");
const parts = () => form.querySelectorAll("[data-plan-part]");
let asking = null;
let timer = null;

async function lookAgain() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  form.setAttribute("aria-busy", "true");
  const body = new FormData(form);
  body.set("look", "1");
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal });
    if (!answer.ok || answer.redirected) return form.requestSubmit(form.querySelector("[name=look]"));
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = "";
    return;
  }
  form.removeAttribute("aria-busy");
}

function show(page) {
  const { id } = document.activeElement ?? {};
  for (const part of parts()) {
    const name = part.dataset.planPart;
    part.replaceChildren(...page.querySelector(`[data-plan-part="${name}"]`).childNodes);
  }
  follow(page);
  if (id && document.activeElement?.id !== id) document.getElementById(id)?.focus();
  status.textContent = form.querySelector("#plan-heading").textContent;
}

// Fields that follow another one, such as a name with the year of a date, keep what scripts added to them.
function follow(page) {
  for (const field of form.querySelectorAll("[data-plan-follows] :is(input, textarea)")) {
    const fresh = page.querySelector(`[data-plan-follows] [name="${field.name}"]`);
    if (fresh && field !== document.activeElement) field.value = fresh.value;
  }
}

function soon(wait) {
  asking?.abort();
  clearTimeout(timer);
  timer = setTimeout(lookAgain, wait);
}

form.addEventListener("input", (event) => soon(event.target.type.startsWith("text") ? 300 : 0));

// The plan that is sent is the one in sight: choices that it does not follow yet are looked at first.
form.addEventListener("submit", (event) => {
  if (form.hasAttribute("aria-busy") && event.submitter?.name === "confirm") event.preventDefault();
});
