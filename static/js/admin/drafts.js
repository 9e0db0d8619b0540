/* Drafts of forms on this device: { id, user, form, version, at, items }. Each belongs to the account
   that typed it. Private items go when the account signs out; all go after seven days. */
const PREFIX = "draft:";
const SIGNED_OUT = "drafts-signed-out";
const HOUR = 60 * 60 * 1000;

/* False if the storage is full or blocked. */
export function store(draft) {
  try {
    localStorage.setItem(PREFIX + draft.id, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function remove(id) {
  try {
    localStorage.removeItem(PREFIX + id);
  } catch {}
}

export const get = (id) => all().find((draft) => draft.id === id);

/* Of this account and this form, the latest first. */
export function find({ user, form }) {
  const own = all().filter((draft) => draft.user === user && draft.form === form);
  return own.sort((one, other) => other.at - one.at);
}

/* Removes the private items of everybody but this user, or of all if nobody is signed in. */
export function forgetPrivate(user = "") {
  for (const draft of all()) if (draft.user !== user) storePublic(draft);
  if (user) return;
  try {
    localStorage.setItem(SIGNED_OUT, Date.now());
  } catch {}
}

/* Calls back in the other open pages. */
export function onSignOut(callback) {
  addEventListener("storage", ({ key }) => key === SIGNED_OUT && callback());
}

function all() {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
    return names.map((name) => parse(localStorage.getItem(name)) ?? drop(name)).filter(Boolean);
  } catch {
    return [];
  }
}

function drop(name) {
  localStorage.removeItem(name);
  return null;
}

/* Null for what is too old or damaged. */
function parse(text) {
  try {
    const draft = JSON.parse(text);
    const age = Date.now() - draft.at;
    if (!(age < 7 * 24 * HOUR)) return null;
    const items = draft.items.filter((item) => !item.isPrivate || age < 8 * HOUR);
    return items.every((item) => Array.isArray(item.entries)) ? { ...draft, items } : null;
  } catch {
    return null;
  }
}

function storePublic(draft) {
  const items = draft.items.filter((item) => !item.isPrivate);
  if (items.length) store({ ...draft, items });
  else remove(draft.id);
}
