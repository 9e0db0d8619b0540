/* On every page of the admin: removes drafts of forms that the server has saved, and private texts of
   people who have signed out. <meta name="staff-user"> says who is signed in, if anybody is. */
import { forgetPrivate, remove } from "./drafts.js";

const SAVED = /^(?:__Secure-)?saved-drafts=/;

const cookie = document.cookie.split("; ").find((one) => SAVED.test(one)) ?? "";
const [name, ids = ""] = cookie.split("=");
for (const id of ids.split(".")) remove(id);
if (cookie) document.cookie = `${name}=; path=/admin/; max-age=0; samesite=lax${inHttps(name)}`;

/* A browser changes a cookie with this prefix only if it is told that it is secure. */
function inHttps(name) {
  return name.startsWith("__Secure-") ? "; secure" : "";
}

forgetPrivate(document.querySelector("meta[name='staff-user']")?.content);

document.addEventListener("submit", ({ target }) => {
  // Not `target.action`: in the form of a list that is one of its buttons.
  if (target.getAttribute("action")?.endsWith("/logout/")) forgetPrivate();
});
