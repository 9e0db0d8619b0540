// “Insert” puts the chosen reply template below what is typed. Without script the page does it.

const button = document.querySelector("[name=_insert_template]");

button?.addEventListener("click", (event) => {
  const choice = document.querySelector("#id_template");
  const reply = document.querySelector("#id_reply");
  const { text } = choice.selectedOptions[0].dataset;
  if (!text) return; // The page says that none was chosen.
  event.preventDefault();
  reply.value = [reply.value.trimEnd(), text].filter(Boolean).join("\n\n");
  choice.value = "";
  reply.dispatchEvent(new Event("input", { bubbles: true }));
  reply.focus();
});
