// A completed relation is one control with one name; its inner part is not a text box of its own.

const settle = () => {
  for (const part of document.querySelectorAll(".select2-selection__rendered[role=textbox]")) {
    part.removeAttribute("role");
    part.removeAttribute("aria-readonly");
  }
};

settle();
new MutationObserver(settle).observe(document.body, { childList: true, subtree: true });
