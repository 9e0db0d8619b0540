/* Offers a draft above its form. Nothing is overwritten before the click. */
import { remove } from "./drafts.js";

const LOCALES = { en: "en-GB", ar: "ar-MA-u-nu-latn" };
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

export function offerDraft(offer, draft, { count, version, restore }) {
  const part = (name) => offer.querySelector(`[data-kept-${name}]`);
  const { text, differences } = offer.dataset;
  offer.closest("form").prepend(offer);
  offer.hidden = false;
  part("text").textContent = fill(text, { time: moment(draft.at) });
  part("differences").textContent = fill(differences, { count });
  part("changed").hidden = !(draft.version && version && draft.version !== version);
  const close = () => {
    remove(draft.id);
    offer.hidden = true;
  };
  part("discard").addEventListener("click", close);
  part("restore").addEventListener("click", () => {
    close();
    restore(draft);
  });
}

export function fill(text, words) {
  return text.replace(/\{(\w+)\}/g, (_, name) => words[name]);
}

/* The clock time; with the day if that is not today. */
export function moment(time) {
  const isToday = new Date(time).toDateString() === new Date().toDateString();
  const options = isToday ? CLOCK : { ...CLOCK, day: "numeric", month: "long" };
  const { lang } = document.documentElement;
  return new Intl.DateTimeFormat(LOCALES[lang] ?? lang, options).format(time);
}
