// Asks the server to look at the timetable again, and shows its answer part by part. The layout, the
// conflicts and the free times are computed there alone.

const parts = (root) => root.querySelectorAll("[data-timetable-part]");

export class Look {
  #asking = null;
  #edits = 0;
  #settled = Promise.resolve();

  constructor(form, { say, said, shown }) {
    Object.assign(this, { form, say, said, shown });
    this.failed = form.querySelector("[data-timetable-failed]");
    form.addEventListener("submit", () => this.#asking?.abort());
  }

  /* Once the last answer is shown. */
  settled() {
    return this.#settled;
  }

  /* Something was typed: an answer to what was there before is of no use. */
  edited() {
    this.#edits += 1;
    this.form.dataset.unsaved = "";
  }

  /* `words` say what was done; the counts follow them, if nothing else has been said by then. */
  again(words = "") {
    this.edited();
    this.say(words);
    this.#asking?.abort();
    this.#asking = new AbortController();
    this.form.setAttribute("aria-busy", "true");
    this.#settled = this.#ask(this.#asking.signal, this.#edits, words);
    return this.#settled;
  }

  async #ask(signal, edits, words) {
    const body = new FormData(this.form);
    body.set("look", "1");
    try {
      const answer = await fetch(this.form.action, { method: "POST", body, signal });
      if (!answer.ok || answer.redirected) throw new Error(`answered ${answer.status}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // A button that is replaced while it is pressed would not be clicked.
      while (this.form.querySelector("button:active")) await new Promise((go) => setTimeout(go, 30));
      if (edits === this.#edits) this.#show(page, words);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.failed.hidden = false;
      this.say(this.failed.textContent.trim());
    }
    if (!signal.aborted) this.form.removeAttribute("aria-busy");
  }

  #show(page, words) {
    this.failed.hidden = true;
    const { id } = document.activeElement ?? {};
    const scrolled = document.querySelector(".grid-box");
    const [left, top] = [scrolled?.scrollLeft ?? 0, scrolled?.scrollTop ?? 0];
    for (const part of parts(document)) {
      const name = part.dataset.timetablePart;
      const answer = page.querySelector(`[data-timetable-part="${name}"]`);
      part.replaceChildren(...(answer?.childNodes ?? []));
    }
    if (!page.querySelector("[data-unsaved]")) delete this.form.dataset.unsaved;
    document.querySelector(".grid-box")?.scrollTo(left, top);
    if (id && document.activeElement?.id !== id) document.getElementById(id)?.focus({ preventScroll: true });
    const count = document.querySelector('[data-timetable-part="count"]').textContent;
    if (this.said() === words) this.say(`${words} ${count}`.trim());
    this.shown();
  }
}
