/* On every page of the admin: removes drafts of forms that the server has saved, and private texts of
   people who have signed out. <meta name="staff-user"> says who is signed in, if anybody is. */
import { forgetPrivate, remove } from "./drafts.js";

const SAVED = "saved-drafts";

const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${SAVED}=`)) ?? "";
for (const id of cookie.slice(SAVED.length + 1).split(".")) remove(id);
if (cookie) document.cookie = `${SAVED}=; path=/admin/; max-age=0; samesite=lax`;

forgetPrivate(document.querySelector("meta[name='staff-user']")?.content);

document.addEventListener("submit", ({ target }) => {
  // Not `target.action`: in the form of a list that is one of its buttons.
  if (target.getAttribute("action")?.endsWith("/logout/")) forgetPrivate();
});
