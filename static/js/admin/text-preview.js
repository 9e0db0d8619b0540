// <textarea data-preview="/admin/text-preview/" …>: a button shows the text beside it, or below it
// where there is no room, as it will be read, and again whenever the typing pauses. Nothing is saved.

const PAUSE = 500;

for (const field of document.querySelectorAll("textarea[data-preview]")) {
  const panel = document.createElement("div");
  panel.className = "text-preview";
  panel.id = `${field.id}_preview`;
  panel.hidden = true;
  panel.tabIndex = 0;
  panel.setAttribute("role", "region");
  panel.setAttribute("aria-label", field.dataset.previewLabel);

  const button = document.createElement("button");
  button.type = "button";
  button.className = "text-preview-button";
  button.textContent = field.dataset.previewLabel;
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", panel.id);

  const acts = document.createElement("div");
  acts.className = "text-acts";
  acts.append(button);

  const box = document.createElement("div");
  box.className = "text-with-preview";
  const copy = field.parentElement.querySelector(":scope > .copy-translation");
  if (copy) acts.append(copy);
  field.replaceWith(box);
  box.append(field, acts, panel);

  let timer;
  button.addEventListener("click", async () => {
    const opens = panel.hidden;
    if (opens) await show(field, panel);
    panel.hidden = !opens;
    button.setAttribute("aria-expanded", String(opens));
  });
  for (const kind of ["input", "change"]) {
    field.addEventListener(kind, () => {
      clearTimeout(timer);
      if (!panel.hidden) timer = setTimeout(() => show(field, panel), PAUSE);
    });
  }
}

async function show(field, panel) {
  const text = field.value;
  const nodes = await ask(field, text).catch(() => [field.dataset.previewFailed]);
  if (field.value === text) panel.replaceChildren(...nodes);
}

async function ask(field, text) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
  body.set("alone", "1");
  body.set("preview", field.name);
  body.set(field.name, text);
  const answer = await fetch(field.dataset.preview, { method: "POST", body });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // A link would lead away from the form.
  for (const link of page.querySelectorAll("a")) link.target = "_blank";
  return page.body.childNodes;
}
