/* <button data-copy hidden>: copies the page's URL, or opens the device's share dialog. */
export function offerLink() {
  const canShare = Boolean(navigator.share);
  if (!canShare && !navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (canShare) button.textContent = button.dataset.share;
    button.addEventListener("click", () => (canShare ? share() : copy(button)));
    button.hidden = false;
  }
}

async function share() {
  const address = location.href.split("#")[0];
  // Closing the dialog rejects the promise, which is not an error.
  await navigator.share({ title: document.title, url: address }).catch(() => {});
}

/* If copying is refused, shows the URL so that it can be copied by hand. */
async function copy(button) {
  const address = location.href.split("#")[0];
  const status = button.nextElementSibling;
  await navigator.clipboard.writeText(address).then(
    () => {
      status.textContent = button.dataset.copy;
      button.dataset.copied = "";
      setTimeout(() => delete button.dataset.copied, 2000);
    },
    () => (status.textContent = address),
  );
}
