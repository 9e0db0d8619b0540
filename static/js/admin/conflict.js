// Two editors: typing into a field that both have changed chooses the version in the form.

const CHOICE = "-choice";

function keepMine(event) {
  const { form, name, type } = event.target;
  if (!form || type === "radio") return;
  const field = name.replace(/_\d$/, "");
  for (const one of [name, field]) {
    const mine = form.querySelector(`[name="${CSS.escape(one + CHOICE)}"][value="mine"]`);
    if (mine) mine.checked = true;
  }
}

document.querySelector("#conflict")?.closest("form")?.addEventListener("input", keepMine);
