/* What the script adds to pages that are whole without it. Each part stands alone: one that fails
   is reported, and the others, and the page, are as they were served. */
import { offerLink } from "./copy.js";
import { countLetters } from "./counter.js";
import { filterInPlace } from "./filter.js";
import { offerLocalTime } from "./local-time.js";
import { tick } from "./now.js";

for (const start of [tick, offerLocalTime, filterInPlace, offerLink, countLetters]) {
  try {
    start();
  } catch (error) {
    reportError(error);
  }
}
