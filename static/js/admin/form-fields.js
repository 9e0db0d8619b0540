/* The fields of a form that people fill in, by name: what they hold, and whether that is what the
   page came with. Hidden fields, passwords and files are left out. */
const LEFT_OUT = ["hidden", "password", "file", "submit", "button", "reset", "image"];

export function fieldsOf(form) {
  const fields = new Map();
  for (const element of form.elements) {
    const isMine = element.name && !element.disabled && !LEFT_OUT.includes(element.type);
    if (!isMine || element.name.includes("__prefix__") || isOfferedList(element)) continue;
    const field = fields.get(element.name);
    if (field) field.elements.push(element);
    else fields.set(element.name, new Field(element));
  }
  return fields;
}

class Field {
  constructor(element) {
    this.name = element.name;
    this.elements = [element];
  }

  /* Texts; for each chosen option its value and its label, which a page may not have yet. */
  get entries() {
    return this.#read({ value: "value", checked: "checked", list: selected });
  }

  get isChanged() {
    const initial = { value: "defaultValue", checked: "defaultChecked", list: initialOf };
    return !this.holds(this.#read(initial));
  }

  get isPrivate() {
    return this.elements.some((element) => "private" in element.dataset);
  }

  holds(entries) {
    return JSON.stringify(this.entries.map(valueOf)) === JSON.stringify(entries.map(valueOf));
  }

  write(entries) {
    const values = entries.map(valueOf);
    const [element] = this.elements;
    if (element.closest(".selector")) moveChosen(element, values);
    else if (element.options) chooseOptions(element, entries);
    else if (isBox(element)) for (const box of this.elements) box.checked = values.includes(box.value);
    else this.elements.forEach((one, index) => (one.value = values[index] ?? ""));
    const fold = element.closest("details");
    if (fold) fold.open = true;
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #read(properties) {
    const [element] = this.elements;
    if (element.options) return properties.list(element);
    if (!isBox(element)) return this.elements.map((one) => one[properties.value]);
    return this.elements.filter((box) => box[properties.checked]).map((box) => box.value);
  }
}

const valueOf = (entry) => (Array.isArray(entry) ? entry[0] : entry);
const entryOf = (option) => [option.value, option.text];
const isBox = (element) => element.type === "checkbox" || element.type === "radio";
const isOfferedList = (element) => element.id.endsWith("_from") && element.closest(".selector");

function selected(list) {
  const isDouble = list.closest(".selector");
  const options = Array.from(list.options).filter((option) => isDouble || option.selected);
  return options.map(entryOf);
}

/* What lists came with. It is noted early: the admin's scripts replace double lists, and windows add
   options that claim to be the initial choice. */
const initial = new Map();
const noteInitial = (part) => part.querySelectorAll("select[name]").forEach(initialOf);
noteInitial(document);
document.addEventListener("formset:added", ({ target }) => noteInitial(target));

function initialOf(list) {
  const isDouble = list.closest(".selector, .selectfilter, .selectfilterstacked");
  const key = isDouble ? list.name : list;
  if (!initial.has(key)) initial.set(key, cameWith(list));
  return initial.get(key);
}

function cameWith(list) {
  const options = Array.from(list.options).filter((option) => option.defaultSelected);
  const isFirst = !options.length && !list.multiple;
  return (isFirst ? Array.from(list.options).slice(0, 1) : options).map(entryOf);
}

/* Adds options that an autocomplete has not loaded on this page. */
function chooseOptions(list, entries) {
  const values = entries.map(valueOf);
  for (const [value, label] of entries) {
    const isMissing = !Array.from(list.options).some((option) => option.value === value);
    if (isMissing) list.add(new Option(label, value));
  }
  for (const option of list.options) option.selected = values.includes(option.value);
}

function moveChosen(list, values) {
  const offered = list.id.replace(/_to$/, "_from");
  const select = (id, isWanted) => {
    for (const option of document.getElementById(id).options) {
      option.selected = isWanted(values.includes(option.value));
    }
  };
  select(offered, (isChosen) => isChosen);
  window.SelectBox.move(offered, list.id);
  select(list.id, (isChosen) => !isChosen);
  window.SelectBox.move(list.id, offered);
}
