// Shows that a form was sent, and keeps it from being sent twice: undoing a whole event takes seconds.
// Its button may stand elsewhere on the page.
const buttonOf = (form) => [...form.elements].find((element) => element.type === "submit");

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", (event) => {
    if (form.hasAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    const progress = document.createElement("progress");
    progress.setAttribute("aria-hidden", "true");
    form.querySelector("[role=status]").append(form.dataset.busy, " ", progress);
    // A disabled button would not be part of a form that is still being sent.
    setTimeout(() => buttonOf(form).setAttribute("disabled", ""));
  });
}

// The browser may show the page again as it was left.
window.addEventListener("pageshow", ({ persisted }) => {
  for (const form of persisted ? document.querySelectorAll("form[aria-busy]") : []) {
    form.removeAttribute("aria-busy");
    buttonOf(form).removeAttribute("disabled");
    form.querySelector("[role=status]").replaceChildren();
  }
});
