/* Words that depend on a number or a day, in the page's language. */
const language = () => document.documentElement.lang;

/* '{"one": "ends in 1 min", "other": "ends in {n} min"}', by the language's plural rules. */
export function counted(forms, number) {
  const found = JSON.parse(forms);
  const category = new Intl.PluralRules(language()).select(number);
  return (found[category] ?? found.other).replace("{n}", number);
}

/* Of a moment whose UTC is the time to show. */
export function weekday(moment) {
  return moment.toLocaleDateString(language(), { weekday: "long", timeZone: "UTC" });
}
