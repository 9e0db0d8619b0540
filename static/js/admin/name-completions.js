// Select2 gives the selected value the role of a text box; the control as a whole already has a name.

const removeTextBoxRole = () => {
  for (const part of document.querySelectorAll(".select2-selection__rendered[role=textbox]")) {
    part.removeAttribute("role");
    part.removeAttribute("aria-readonly");
  }
};

removeTextBoxRole();
new MutationObserver(removeTextBoxRole).observe(document.body, { childList: true, subtree: true });
