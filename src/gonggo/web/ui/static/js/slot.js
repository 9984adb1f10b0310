// A slot of a paper as a script changes it: its state in words, how much is sent, what went wrong and the way out.
import { state } from "./glyphs.js";
import { words } from "./words.js";

export const part = (slot, name) => slot.querySelector(`[data-slot-${name}]`);

// What a screen reader hears: the states, and of the portions only the quarters. It outlives the slots drawn anew.
const heard = Object.assign(document.createElement("p"), { className: "sr", role: "status" });
document.querySelector("main").append(heard);

export function say(slot, kind, word, isHeard = true) {
  part(slot, "state").replaceChildren(state(kind, word));
  if (isHeard) tell(slot);
}

export function tell(slot) {
  const now = `${slot.querySelector("h3").textContent.trim()}: ${part(slot, "state").textContent.trim()}`;
  if (heard.textContent !== now) heard.textContent = now;
}

export function draw(slot, portion) {
  const bar = part(slot, "bar");
  bar.toggleAttribute("hidden", portion === null);
  if (portion !== null) bar.querySelector(".fg").setAttribute("width", String(Math.round(portion * 1000)));
}

/** What went wrong in words, and the way out, with a link or a button if there is one. */
export function explain(slot, why, remedy, ...way) {
  const problem = part(slot, "problem");
  problem.hidden = false;
  const [what, how] = problem.querySelectorAll("p");
  what.replaceChildren(Object.assign(document.createElement("strong"), { textContent: why }));
  how.replaceChildren(remedy, ...way);
}

export function fail(slot, why, remedy, ...link) {
  draw(slot, null);
  slot.classList.add("is-bad");
  explain(slot, why, remedy, ...link);
  say(slot, "bad", words.bad);
}
