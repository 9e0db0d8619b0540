// What is offered while a name is typed, and how an offer looks.

const OF_THE_SESSION = ["event", "kind", "starts_at_0", "starts_at_1", "ends_at_0", "ends_at_1"];

let asked;

async function ask(address, values) {
  asked?.abort();
  asked = new AbortController();
  const url = new URL(address, location);
  for (const [name, value] of Object.entries(values)) if (value) url.searchParams.set(name, value);
  try {
    const answer = await fetch(url, { signal: asked.signal, headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    return await answer.json();
  } catch (error) {
    if (error.name === "AbortError") return null;
    throw error;
  }
}

/* Null if another question was asked meanwhile. */
export function loadOffers(address, typed, form) {
  const values = { q: typed, session: form.dataset.formKey.match(/^programme\.session:(\d+)$/)?.[1] };
  for (const name of OF_THE_SESSION) values[name] = form.elements[name]?.value;
  return ask(address, values);
}

export async function fillOrganizations(input, address) {
  const list = document.getElementById(input.getAttribute("list"));
  const answer = await ask(address, { q: input.value }).catch(() => null);
  if (answer) list.replaceChildren(...answer.offers.map((name) => new Option(name)));
}

/* The list of a combobox: the input keeps the focus, and names the active option. */
export class OfferList {
  constructor(input, element, words) {
    Object.assign(this, { input, element, words, offers: [] });
  }

  show(offers) {
    this.offers = offers;
    const options = offers.map((offer, index) => newOption(offer, `${this.element.id}-${index}`, this.words));
    this.element.replaceChildren(...options);
    this.activate(-1);
  }

  get active() {
    return this.offers[this.index];
  }

  offerOf(target) {
    return this.offers[[...this.element.children].indexOf(target.closest("[role=option]"))];
  }

  /* Around the list, with the text that was typed as one more place. */
  step(by) {
    const count = this.offers.length + 1;
    this.activate(((this.index + 1 + by + count) % count) - 1);
  }

  activate(index) {
    this.index = index;
    this.input.removeAttribute("aria-activedescendant");
    [...this.element.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === index));
      if (place !== index) return;
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    });
  }
}

export function newFace({ css, photo, letter }) {
  const face = document.createElement(photo ? "img" : "span");
  face.className = css;
  if (photo) Object.assign(face, { src: photo, alt: "", loading: "lazy" });
  else face.setAttribute("aria-hidden", "true");
  face.append(letter);
  return face;
}

function newOption(offer, id, words) {
  const option = document.createElement("li");
  option.id = id;
  option.className = "people-offer";
  option.setAttribute("role", "option");
  option.append(newFace(offer.face));
  const hint = (offer.isHere && words.here) || (offer.is_near && words.near);
  const parts = [
    ["strong", "people-offer__name", offer.name],
    ["span", "people-offer__office", offer.office],
    ["span", "people-offer__facts", offer.sessions],
    ["span", "people-offer__clash", offer.clash],
    ["span", "people-offer__near", hint],
  ];
  for (const [tag, css, text] of parts) {
    if (!text) continue;
    const part = document.createElement(tag);
    part.className = css;
    part.dir = "auto";
    part.textContent = text;
    option.append(part, " ");
  }
  return option;
}
