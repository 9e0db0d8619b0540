/* Copies or prints recovery codes; without script, select them or use the browser's menu. */
const list = document.querySelector("[data-codes]");
const copyButton = document.querySelector("[data-copy-codes]");
const printButton = document.querySelector("[data-print-codes]");
const status = document.querySelector("[data-copied]");

async function copyCodes() {
  const codes = [...list.querySelectorAll("code")].map((code) => code.textContent);
  await navigator.clipboard.writeText(codes.join("\n"));
  status.textContent = status.dataset.copied;
}

if (list) {
  printButton.hidden = false;
  printButton.addEventListener("click", () => window.print());
  copyButton.hidden = !navigator.clipboard;
  copyButton.addEventListener("click", copyCodes);
}
