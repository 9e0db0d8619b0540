/* <section data-kept-form hidden> in a form of the admin: keeps what is typed on this device, and
   offers what an earlier page kept. Its data- attributes hold the texts. */
import { countDifferences, isNewRow, keyOf, read, write } from "./form-draft.js";
import { fill, moment, offerDraft } from "./draft-offer.js";
import { find, get, onSignOut, remove, store } from "./drafts.js";
import { askBeforeLeaving } from "./leave-question.js";

const PAUSE = 400;

class KeptForm {
  constructor(offer) {
    this.offer = offer;
    this.words = offer.dataset;
    this.form = offer.closest("form");
    this.status = document.querySelector("[data-kept-status]");
    this.isUnsaved = "unsaved" in offer.dataset;
    this.keepsPrivate = true;
    const id = this.form.elements._draft;
    id.value ||= `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
    this.id = id.value;
    this.before = this.isUnsaved ? get(this.id) : null;
  }

  get version() {
    const holder = this.form.closest("[data-version]") ?? this.form.querySelector("[data-version]");
    return holder?.dataset.version ?? "";
  }

  /* Saving compares the form with what others have saved since the draft was typed. The digests of
     private columns stay those of this page: the draft holds only what differs from them. */
  compareWith(version) {
    const field = this.form.elements.version;
    if (field && version) field.value = field.dataset.version = version;
  }

  start() {
    askBeforeLeaving(this.form, () => this.isUnsaved || this.typed().length > 0);
    this.hold();
    const later = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), PAUSE);
    };
    // Select2 announces its changes to jQuery only.
    const events = "input change click focusout";
    if (window.django?.jQuery) window.django.jQuery(this.form).on(events, later);
    else for (const event of events.split(" ")) this.form.addEventListener(event, later);
    this.form.addEventListener("submit", () => this.keep());
    addEventListener("pagehide", () => this.keep());
    onSignOut(() => {
      this.keepsPrivate = false;
      this.keep();
    });
    if (this.isUnsaved) this.keep();
    else this.offerLatest();
  }

  /* What was changed; in a form that came back unsaved also what was changed before. */
  typed() {
    const before = new Set(this.before?.items.map(keyOf));
    const wasKept = (item) => !this.before || isNewRow(item) || before.has(keyOf(item));
    const isKept = (item, field) => field.isChanged || (this.isUnsaved && wasKept(item));
    return read(this.form, isKept).map((item) => ({
      ...item,
      isPrivate: item.isPrivate || "private" in this.words,
    }));
  }

  keep() {
    clearTimeout(this.timer);
    const items = this.typed().filter((item) => this.keepsPrivate || !item.isPrivate);
    if (!items.length) return this.forget();
    const { user, key: form } = this.words;
    const at = Date.now();
    const draft = { id: this.id, user, form, version: this.version, at, items };
    this.say(store(draft) ? fill(this.words.kept, { time: moment(at) }) : this.words.notKept);
  }

  forget() {
    remove(this.id);
    this.say("");
  }

  say(text) {
    if (this.status) this.status.textContent = text;
  }

  /* A lock tells other tabs that this form is still open, so that they do not offer its text. */
  hold() {
    navigator.locks?.request(this.id, () => new Promise(() => {}));
  }

  /* The latest draft of this form that differs from it, unless another tab still has it open. */
  async offerLatest() {
    const open = (await navigator.locks?.query())?.held.map((lock) => lock.name) ?? [];
    const { user, key: form } = this.words;
    for (const draft of find({ user, form })) {
      if (draft.id === this.id || open.includes(draft.id)) continue;
      const count = countDifferences(this.form, draft.items);
      if (count) {
        offerDraft(this.offer, draft, { count, version: this.version, restore: this.restore });
        return;
      }
      remove(draft.id);
    }
  }

  restore = (draft) => {
    const [first] = write(this.form, draft.items);
    this.compareWith(draft.version);
    this.keep();
    first?.elements[0].focus();
  };
}

const offer = document.querySelector("[data-kept-form]");
if (offer) new KeptForm(offer).start();
