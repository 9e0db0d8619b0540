/* <p data-copy-from="…">: its button copies the text. Without script, the addresses on the page can be copied. */
for (const place of document.querySelectorAll("[data-copy-from]")) {
  const button = place.querySelector("button");
  const status = place.querySelector("[role=status]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(place.dataset.copyFrom.trim());
    status.textContent = button.dataset.copied;
  });
}
