// <ol data-ordered data-handle="Move {name}" data-moved="{name}: {place} of {count}"> with items
// <li data-order-item>, each with an input for its position: a handle moves an item by pointer, or
// by ↑ and ↓ when it has the focus. Positions are then 1, 2, 3 …; without script they are typed.
// In a list of the admin, the items are the rows with an .order-cell.

const ITEM = "[data-order-item], tr:has(.order-cell)";
const position = (item) => item.querySelector("[name$='-position']");
const nameOf = (item) =>
  item.querySelector("[data-name], th a")?.textContent.trim() ||
  item.querySelector("[name$='-typed_name']")?.value ||
  "…";
const fill = (text, values) => text.replace(/{(\w+)}/g, (_all, name) => values[name]);

class Ordered {
  constructor(list) {
    this.list = list;
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    list.closest("fieldset, form").append(this.status);
    list.classList.add("is-ordered");
    list.closest("form").addEventListener("formset:added", () => this.addHandles());
    list.addEventListener("click", (event) => this.onStep(event));
    this.addHandles();
  }

  get items() {
    return [...this.list.querySelectorAll(ITEM)].filter((item) => item.checkVisibility());
  }

  addHandles() {
    for (const item of this.list.querySelectorAll(ITEM)) {
      if (!position(item) || item.matches(".empty-form") || item.querySelector(".order-handle")) continue;
      (item.querySelector("h3, .original, .order-cell") ?? item).prepend(this.newHandle(item));
    }
  }

  newHandle(item) {
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = "order-handle";
    const name = () =>
      handle.setAttribute("aria-label", fill(this.list.dataset.handle, { name: nameOf(item) }));
    name();
    handle.addEventListener("focus", name);
    handle.title = this.list.dataset.hint;
    handle.addEventListener("keydown", (event) => this.onKey(event, item));
    handle.addEventListener("pointerdown", (event) => this.onPress(event, item));
    return handle;
  }

  onKey(event, item) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step) this.move(event, item, step);
  }

  // In a list, buttons do the same: without script they send the form.
  onStep(event) {
    const button = event.target.closest("[data-order-step]");
    if (button) this.move(event, button.closest(ITEM), Number(button.dataset.orderStep));
  }

  move(event, item, step) {
    event.preventDefault();
    const { items } = this;
    const other = items[items.indexOf(item) + step];
    if (!other) return;
    if (step < 0) other.before(item);
    else other.after(item);
    this.number();
    event.target.focus();
    this.say(item);
  }

  onPress(event, item) {
    if (event.button) return;
    event.preventDefault();
    const handle = event.currentTarget;
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    item.classList.add("is-dragged");
    const move = ({ clientY }) => this.follow(item, clientY);
    const end = () => {
      handle.removeEventListener("pointermove", move);
      item.classList.remove("is-dragged");
      this.number();
      this.say(item);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", end, { once: true });
  }

  follow(item, y) {
    const middle = (one) => (one.getBoundingClientRect().top + one.getBoundingClientRect().bottom) / 2;
    const others = this.items.filter((one) => one !== item);
    const next = others.find((one) => y < middle(one));
    if (next) next.before(item);
    else others.at(-1)?.after(item);
  }

  number() {
    this.items.forEach((item, index) => {
      const field = position(item);
      if (Number(field.value) === index + 1) return;
      field.value = index + 1;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  say(item) {
    const { items } = this;
    const values = { name: nameOf(item), place: items.indexOf(item) + 1, count: items.length };
    this.status.textContent = fill(this.list.dataset.moved, values);
  }
}

for (const list of document.querySelectorAll("[data-ordered]")) new Ordered(list);
