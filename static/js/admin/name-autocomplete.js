// Select2 announces a text box inside each autocomplete field; the field itself has the name.

const removeTextBoxRoles = () => {
  for (const part of document.querySelectorAll(".select2-selection__rendered[role=textbox]")) {
    part.removeAttribute("role");
    part.removeAttribute("aria-readonly");
  }
};

removeTextBoxRoles();
new MutationObserver(removeTextBoxRoles).observe(document.body, { childList: true, subtree: true });
