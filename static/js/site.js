/* Enhances pages that work without script. Each behaviour starts on its own: if one fails, the error is
   reported and the others still run. */
import { offerLink } from "./copy.js";
import { countLetters } from "./counter.js";
import { filterInPlace } from "./filter.js";
import { offerLocalTime } from "./local-time.js";
import { closeMenus } from "./menus.js";
import { showMySessions } from "./my-sessions.js";
import { tick } from "./now.js";
import { offerPrint } from "./print.js";
import { offerSaving } from "./saved.js";

const STARTS = [
  tick, offerLocalTime, filterInPlace, showMySessions, offerSaving, offerLink, offerPrint, countLetters,
  closeMenus,
];

for (const start of STARTS) {
  try {
    start();
  } catch (error) {
    reportError(error);
  }
}
