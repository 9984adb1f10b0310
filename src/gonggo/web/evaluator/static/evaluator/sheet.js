// <form data-sheet>: the points in [data-points] add up in [data-sum] while they are typed; what is typed is saved as a
// draft some seconds after the last key, and its state is written into [data-saved]. Who leaves before is asked.
// The server adds up and keeps what is sent; without this the button saves.
import { state } from "../js/glyphs.js";
import { clock, words } from "../js/words.js";

const PAUSE = 4000;
const form = document.querySelector("form[data-sheet]");
const sum = form.querySelector("[data-sum]");
const points = [...form.querySelectorAll("[data-points]")];
const whole = (text) => (/^[0-9]+$/.test(text.trim()) ? Number(text) : 0);
const say = (kind, word) => form.querySelector("[data-saved]").replaceChildren(state(kind, word));
let isTouched = form.querySelector(".is-bad") !== null;
let isLeaving = false;
let timer;

async function save() {
  if (!isTouched || isLeaving) return;
  isTouched = false;
  say("saving", words.saving);
  try {
    const answer = await fetch(location.href, { method: "POST", headers: { "HX-Request": "true" }, body: new FormData(form) });
    const kept = answer.status === 200 ? await answer.json() : null;
    if (kept) say("saved", words.saved(clock(new Date(kept.saved_at))));
    else {
      isTouched = true; // wrong, over or signed out: the button says why
      say("unsaved", words.unsaved);
    }
  } catch {
    isTouched = true;
    say("unsaved", words.offline);
    later();
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

form.addEventListener("input", () => {
  isTouched = true;
  sum.value = String(points.reduce((all, field) => all + whole(field.value), 0));
  later();
});
form.addEventListener("submit", () => { isLeaving = true; });
window.addEventListener("pageshow", () => { isLeaving = false; });
window.addEventListener("beforeunload", (event) => { if (isTouched && !isLeaving) event.preventDefault(); });
