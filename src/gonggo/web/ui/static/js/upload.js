// Choosing a file starts the upload. Each slot owns its state in words; the server answers with the slot drawn anew.
//
// <li data-slot>…<form data-upload action=…><input type="file"></form></li>; a slot with data-watch is asked for again
// until its file has been looked at.
import { Sending } from "./pieces.js";
import { draw, explain, fail, part, say, tell } from "./slot.js";
import { words } from "./words.js";

const WATCH = 2000;
const QUARTER = 0.25;
const percent = (portion) => Math.floor(portion * 100);
const sendings = new Map(); // id of the slot: what is being sent to it
const begun = (slot) => `gonggo.upload ${location.pathname} ${slot.id}`;

/** Not taken, and no slot: the session is over (the answer is the way to sign in), or the slot takes nothing now. */
function notTaken(slot, form, request) {
  if (request.responseURL && request.responseURL !== form.action) {
    const link = Object.assign(document.createElement("a"), { href: location.href, textContent: words.reload });
    return fail(slot, words.out, words.out_fix, " ", link);
  }
  const said = new DOMParser().parseFromString(request.responseText, "text/html").querySelectorAll("[data-focus] > p");
  if (said.length) return fail(slot, said[0].textContent, said[said.length - 1].textContent);
  return fail(slot, words.lost, words.lost_fix);
}

/** The slot in the server's answer takes the place of ours; focus stays where it was. */
function replace(slot, html) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const drawn = answer.querySelector("[data-slot]");
  if (!drawn || drawn.id !== slot.id) return null;
  const focused = slot.contains(document.activeElement);
  const here = document.importNode(drawn, true);
  slot.replaceWith(here);
  const [count, counted] = [answer, document].map((one) => one.querySelector("[data-count]"));
  if (count && counted) counted.textContent = count.textContent;
  if (focused) here.querySelector("input[type=file]")?.focus();
  tell(here);
  watch(here);
  return here;
}

function ends(slot) {
  sendings.delete(slot.id);
  sessionStorage.removeItem(begun(slot));
}

function send(form) {
  const slot = form.closest("[data-slot]");
  const input = form.querySelector("input[type=file]");
  const [file] = input.files;
  input.value = ""; // or the same file could not be chosen again
  const portionOf = (bytes) => bytes / (file.size || 1);
  let [quarter, isCut] = [-1, false];
  sendings.get(slot.id)?.over();
  const sending = new Sending(form, file, {
    moved(bytes) {
      const portion = portionOf(bytes);
      isCut = false;
      if (part(slot, "problem").contains(document.activeElement)) input.focus();
      part(slot, "problem").hidden = true;
      const reached = Math.floor(portion / QUARTER);
      say(slot, "uploading", words.uploading(percent(portion)), reached !== quarter);
      quarter = reached;
      draw(slot, portion);
    },
    cut(bytes) {
      if (isCut) return;
      isCut = true;
      const again = { type: "button", className: "krds-btn small tertiary", textContent: words.go_on };
      const button = Object.assign(document.createElement("button"), again);
      button.addEventListener("click", () => sending.go());
      explain(slot, words.cut_at(percent(portionOf(bytes))), words.cut_fix, button);
      say(slot, "cut", words.cut);
      quarter = -1;
      draw(slot, portionOf(bytes));
    },
    checking() {
      draw(slot, null);
      say(slot, "scanning", words.scanning);
    },
    answered(request) {
      ends(slot);
      return replace(slot, request.responseText) ?? notTaken(slot, form, request);
    },
    changed() {
      ends(slot);
      fail(slot, words.changed, words.changed_fix);
    },
  });
  sendings.set(slot.id, sending);
  sessionStorage.setItem(begun(slot), file.name);
  slot.classList.remove("is-bad");
  part(slot, "file").textContent = file.name;
  sending.go();
}

function watch(slot) {
  if (!slot.dataset.watch) return;
  setTimeout(async () => {
    const answer = await fetch(slot.dataset.watch, { headers: { "X-Part": "slot" } }).catch(() => null);
    if (!slot.isConnected || sendings.has(slot.id)) return;
    if (!answer?.ok || !replace(slot, await answer.text())) watch(slot);
  }, WATCH);
}

/** A page that was left while it was sending: the same file, chosen again, goes on. */
function remind(slot) {
  const name = sessionStorage.getItem(begun(slot));
  if (!name || !slot.querySelector("form[data-upload]")) return;
  explain(slot, words.stopped(name), words.stopped_fix);
  say(slot, "cut", words.cut);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-upload]");
  if (form && event.target.files?.length) send(form);
});
for (const slot of document.querySelectorAll("[data-slot]")) {
  remind(slot);
  watch(slot);
}
