// A form offers the sections, rooms, themes and sessions of its own event, and adds new ones to it.

const PARTS = "select[data-of-event]";

/** The primary key of the form's event; undefined if the form says nothing about it. */
const eventOfForm = () =>
  document.querySelector("select[data-event-choice]")?.value ??
  (document.querySelector(PARTS)?.dataset.ofEvent || undefined);

const withEvent = (address) => {
  const url = new URL(address, location);
  const event = eventOfForm();
  if (event !== undefined) url.searchParams.set("event", event);
  return url.href;
};

if (document.querySelector(PARTS)) {
  django.jQuery.ajaxPrefilter((request) => {
    if (request.url.includes("/autocomplete/")) request.url = withEvent(request.url);
  });
  document.addEventListener(
    "click",
    ({ target }) => {
      const link = target.closest("a.add-related");
      const field = link?.closest(".related-widget-wrapper")?.querySelector(PARTS);
      if (field && eventOfForm()) link.href = withEvent(link.href);
    },
    { capture: true },
  );
}
