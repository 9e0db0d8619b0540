// <div data-people-box>: a name typed here offers the people who exist, or adds a new one.
import { OfferList, fillOrganizations, loadOffers } from "./people-offers.js";
import { PeopleLines } from "./people-lines.js";

const PAUSE = 200;
const fill = (text, values) => text.replace(/{(\w+)}/g, (_all, name) => values[name]);

class PeopleBox {
  constructor(box) {
    this.box = box;
    this.words = box.dataset;
    this.lines = new PeopleLines(box.closest("[data-people]"));
    this.input = box.querySelector("[role=combobox]");
    this.list = new OfferList(this.input, box.querySelector("[role=listbox]"), this.words);
    this.status = box.querySelector("[role=status]");
    for (const name of ["panel", "newPerson", "newName", "organization", "function", "add"]) {
      const attribute = name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
      this[name] = box.querySelector(`[data-${attribute}]`);
    }
    this.listen();
    box.hidden = false;
  }

  listen() {
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.box.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.box.contains(relatedTarget)) this.close();
    });
    this.input.addEventListener("focus", () => this.search());
    this.panel.addEventListener("mousedown", (event) => {
      if (!event.target.matches("input")) event.preventDefault();
    });
    this.list.element.addEventListener("click", ({ target }) => {
      if (this.list.offerOf(target)) this.choose(this.list.offerOf(target));
    });
    this.newPerson.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.input.focus();
      if (event.key === "Enter" && event.target.matches("input")) this.addNew(event);
    });
    this.organization.addEventListener("input", ({ target }) => fillOrganizations(target, this.words.organizations));
    this.add.addEventListener("click", (event) => this.addNew(event));
    this.box.closest("form").addEventListener("submit", (event) => this.holdPending(event));
  }

  async search() {
    const typed = this.input.value.trim();
    if (!typed) return this.close();
    try {
      const answer = await loadOffers(this.words.address, typed, this.box.closest("form"));
      if (answer && typed === this.input.value.trim() && this.box.contains(document.activeElement)) this.open(answer);
    } catch {
      this.say(this.words.failed);
    }
  }

  open({ offers, name, honorific, may_add: mayAdd }) {
    this.typed = [honorific, name].filter(Boolean).join(" ");
    this.list.show(offers.map((offer) => ({ ...offer, isHere: this.lines.has(offer.id) })));
    this.newName.textContent = fill(this.words.new, { name: this.typed });
    this.newPerson.hidden = !mayAdd;
    this.panel.hidden = !offers.length && !mayAdd;
    this.input.setAttribute("aria-expanded", String(!this.panel.hidden));
    this.panel.scrollIntoView({ block: "nearest" });
    if (this.input.value.trim() === this.held) return; // what was said of saving still holds
    this.say(offers.length ? fill(this.words.found, { count: offers.length }) : this.words.none);
  }

  close() {
    clearTimeout(this.timer);
    this.panel.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.list.activate(-1);
  }

  onKey(event) {
    const [step, isOpen] = [{ ArrowDown: 1, ArrowUp: -1 }[event.key], !this.panel.hidden];
    if (event.key === "Escape") this.close();
    else if (step && isOpen) this.list.step(step);
    else if (event.key !== "Enter") return;
    else if (this.list.active) this.choose(this.list.active);
    else if (isOpen && !this.newPerson.hidden) this.organization.focus();
    event.preventDefault();
  }

  choose(offer) {
    this.lines.addPerson(offer);
    this.finish(offer.name);
  }

  addNew(event) {
    event.preventDefault();
    const { typed: name, organization, function: office } = this;
    this.lines.addTyped({ name, function: office.value, organization: organization.value });
    this.finish(this.typed);
  }

  finish(name) {
    for (const field of this.box.querySelectorAll("input")) field.value = "";
    this.close();
    this.input.focus();
    this.say(fill(this.words.added, { name }));
  }

  /* Saving would lose a name that is only typed. */
  holdPending(event) {
    this.held = this.input.value.trim();
    if (!this.held) return;
    event.preventDefault();
    this.input.focus();
    this.say(fill(this.words.pending, { name: this.held }));
  }

  say = (text) => (this.status.textContent = text);
}

for (const box of document.querySelectorAll("[data-people-box]")) new PeopleBox(box);
