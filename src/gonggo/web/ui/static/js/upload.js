// Choosing a file starts the upload. Each slot owns its state in words; the server answers with the slot drawn anew.
//
// <li data-slot>…<form data-upload action=…><input type="file"></form></li>; a slot with data-watch is asked for again
// until its file has been looked at.
import { state } from "./glyphs.js";
import { words } from "./words.js";

const WATCH = 2000;
const part = (slot, name) => slot.querySelector(`[data-slot-${name}]`);

function say(slot, kind, word) {
  part(slot, "state").replaceChildren(state(kind, word));
}

function draw(slot, portion) {
  const bar = part(slot, "bar");
  bar.toggleAttribute("hidden", portion === null);
  if (portion !== null) bar.querySelector(".fg").setAttribute("width", String(Math.round(portion * 1000)));
}

/** What went wrong in words, and the way out, with a link to it if there is one. */
function fail(slot, why, remedy, ...link) {
  draw(slot, null);
  say(slot, "bad", words.bad);
  const problem = part(slot, "problem");
  problem.hidden = false;
  slot.classList.add("is-bad");
  const [what, how] = problem.querySelectorAll("p");
  what.textContent = why;
  how.replaceChildren(remedy, ...link);
}

/** An answer from another address than the slot's is the way to sign in: the session is over. */
function notTaken(slot, form, request) {
  if (!request.responseURL || request.responseURL === form.action) return fail(slot, words.lost, words.lost_fix);
  const link = Object.assign(document.createElement("a"), { href: location.href, textContent: words.reload });
  return fail(slot, words.out, words.out_fix, " ", link);
}

/** The slot in the server's answer takes the place of ours; focus stays where it was. */
function replace(slot, html) {
  const drawn = new DOMParser().parseFromString(html, "text/html").querySelector("[data-slot]");
  if (!drawn || drawn.id !== slot.id) return null;
  const focused = slot.contains(document.activeElement);
  const here = document.importNode(drawn, true);
  slot.replaceWith(here);
  if (focused) here.querySelector("input[type=file]")?.focus();
  watch(here);
  return here;
}

function send(form) {
  const slot = form.closest("[data-slot]");
  const file = form.querySelector("input[type=file]").files[0];
  const request = new XMLHttpRequest();
  slot.classList.remove("is-bad");
  part(slot, "problem").hidden = true;
  part(slot, "file").textContent = file.name;
  say(slot, "uploading", words.uploading(0));
  draw(slot, 0);
  request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
    if (!lengthComputable) return;
    say(slot, "uploading", words.uploading(Math.floor((loaded / total) * 100)));
    draw(slot, loaded / total);
  });
  request.upload.addEventListener("load", () => {
    draw(slot, null);
    say(slot, "scanning", words.scanning);
  });
  request.addEventListener("load", () => replace(slot, request.responseText) ?? notTaken(slot, form, request));
  request.addEventListener("error", () => fail(slot, words.lost, words.lost_fix));
  request.open("POST", form.action);
  request.setRequestHeader("X-Part", "slot");
  request.send(new FormData(form));
}

function watch(slot) {
  if (!slot.dataset.watch) return;
  setTimeout(async () => {
    const answer = await fetch(slot.dataset.watch, { headers: { "X-Part": "slot" } }).catch(() => null);
    if (!slot.isConnected || slot.getAttribute("aria-busy")) return;
    if (!answer?.ok || !replace(slot, await answer.text())) watch(slot);
  }, WATCH);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-upload]");
  if (form && event.target.files?.length) send(form);
});
for (const slot of document.querySelectorAll("[data-slot][data-watch]")) watch(slot);
