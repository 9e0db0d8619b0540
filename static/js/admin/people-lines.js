import { newFace } from "./people-offers.js";

/* The lines of people in a form: new ones are the blank lines of the page, which are meant for
   browsers without script, and then copies of its empty line. */
const BLANK = "person-line--blank";

export class PeopleLines {
  constructor(group) {
    this.group = group;
    this.prefix = group.dataset.people;
    this.list = group.querySelector(".person-lines");
    this.total = group.querySelector(`[name="${this.prefix}-TOTAL_FORMS"]`);
    group.addEventListener("change", ({ target }) => this.show(target.closest(".person-line"), target));
    // A draft that is put back asks for more lines here, and fills them in.
    group.querySelector(".add-row a")?.addEventListener("click", () => this.copyEmptyLine());
  }

  /* Whether somebody has a line already. */
  has(id) {
    return [...this.list.querySelectorAll("[data-person]")].some((select) => select.value === String(id));
  }

  /* Somebody who exists. */
  addPerson({ id, name, office, face }) {
    const line = this.newLine();
    const select = line.querySelector("[data-person]");
    select.add(new Option(name, id));
    select.value = id;
    line.querySelector("[data-office]").textContent = office;
    line.querySelector(".arch").replaceWith(newFace(face));
    this.tell(select);
  }

  /* Somebody new: what was offered has been seen. */
  addTyped(values) {
    const line = this.newLine();
    const field = (name) => line.querySelector(`[name$="-${name}"]`);
    for (const [name, text] of Object.entries(values)) field(`typed_${name}`).value = text;
    field("same_person").value = "new";
    this.tell(field("typed_name"));
  }

  newLine() {
    return this.list.querySelector(`.${BLANK}`) ?? this.copyEmptyLine();
  }

  copyEmptyLine() {
    const line = this.group.querySelector("[data-empty-line]").content.firstElementChild.cloneNode(true);
    for (const element of [line, ...line.querySelectorAll("*")]) {
      for (const { name, value } of [...element.attributes]) {
        element.setAttribute(name, value.replaceAll("__prefix__", this.total.value));
      }
    }
    this.list.append(line);
    this.total.value = Number(this.total.value) + 1;
    line.classList.add(BLANK);
    const detail = { formsetName: this.prefix };
    line.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail }));
    return line;
  }

  tell(field) {
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* A line that holds something is seen, after those that were seen before. */
  show(line, field) {
    if (!line) return;
    if (field.matches("[data-person]") && field.value) {
      line.querySelector("[data-name]").textContent = field.selectedOptions[0].text;
      line.querySelector(".person-line__typed")?.classList.add("hidden");
    }
    if (!line.classList.contains(BLANK)) return;
    line.classList.remove(BLANK);
    const shown = [...this.list.children].filter((one) => one !== line && !one.classList.contains(BLANK));
    if (shown.length) shown.at(-1).after(line);
    else this.list.prepend(line);
  }
}
