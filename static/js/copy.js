/* <button data-copy hidden>: copies the page's address, or opens the device's own sheet to share it. */
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
  // Who closes the sheet has changed their mind: that is no failure.
  await navigator.share({ title: document.title, url: address }).catch(() => {});
}

/* Where copying is refused the address itself is shown, to be copied by hand. */
async function copy(button) {
  const address = location.href.split("#")[0];
  const said = button.nextElementSibling;
  await navigator.clipboard.writeText(address).then(
    () => (said.textContent = button.dataset.copy),
    () => (said.textContent = address),
  );
}
