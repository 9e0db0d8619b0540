/* <template data-saves="osr_2027"> holds the button that saves a session; each element with
   data-session="12 2027-05-04T09:00 3" gets a copy. The key of a session that is saved is kept on this
   device, with the start and the room that it had then. Nothing is sent. */
const template = () => document.querySelector("template[data-saves]");
const storageKey = () => `saved-sessions-1-${template().dataset.saves}`;

/* Those of this event; undefined where the device keeps nothing. */
export function savedSessions() {
  try {
    return new Map(Object.entries(parsed(localStorage.getItem(storageKey()))));
  } catch {
    return undefined;
  }
}

/* What another program has left there counts as nothing. */
function parsed(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/* Whether they could be stored. */
export function keepSessions(saved) {
  try {
    localStorage.setItem(storageKey(), JSON.stringify(Object.fromEntries(saved)));
    return true;
  } catch {
    return false;
  }
}

export function keyAndPlace({ dataset }) {
  const [key, ...place] = dataset.session.split(" ");
  return [key, place.join(" ")];
}

export function offerSaving() {
  if (!template() || !savedSessions()) return;
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-save]");
    if (button) toggle(button);
  });
  document.addEventListener("results", show);
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  show();
}

function toggle(button) {
  const [key, place] = keyAndPlace(button.closest("[data-session]"));
  const saved = savedSessions() ?? new Map();
  if (!saved.delete(key)) saved.set(key, place);
  if (keepSessions(saved)) show();
  else for (const dead of document.querySelectorAll("[data-save]")) dead.remove();
}

function show() {
  const saved = savedSessions();
  for (const place of document.querySelectorAll("[data-session]")) {
    const button = place.querySelector("[data-save]") ?? add(place);
    button.setAttribute("aria-pressed", saved.has(keyAndPlace(place)[0]));
  }
  document.dispatchEvent(new Event("saved"));
}

function add(place) {
  place.append(template().content.cloneNode(true));
  const button = place.querySelector("[data-save]");
  const title = (place.querySelector("a") ?? document.querySelector("h1")).textContent.trim();
  button.setAttribute("aria-label", button.getAttribute("aria-label").replace("{title}", () => title));
  return button;
}
