/* <button data-copy hidden>: copies the page's URL, or opens the device's share dialog. What belongs
   behind its "#" is in data-fragment. */
export function offerLink() {
  const canShare = Boolean(navigator.share);
  if (!canShare && !navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (canShare) button.textContent = button.dataset.share;
    button.addEventListener("click", () => (canShare ? share(button) : copy(button)));
    button.hidden = false;
  }
}

const addressOf = ({ dataset }) => location.href.split("#")[0] + (dataset.fragment ?? "");

async function share(button) {
  // Closing the dialog rejects the promise, which is not an error.
  await navigator.share({ title: document.title, url: addressOf(button) }).catch(() => {});
}

/* If copying is refused, shows the URL so that it can be copied by hand. */
async function copy(button) {
  const address = addressOf(button);
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
