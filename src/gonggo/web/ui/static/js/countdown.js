// The time left, by the server's clock: asked once, then counted on by the browser's steady clock. The deadline itself
// is looked at now and then, so that an open page follows an extension.
import { clock, isEnglish, remaining, said, words } from "./words.js";

const LOOK_EVERY = 30000;
const TOLD = [1, 5, 10, 30, 60];

const marks = [...document.querySelectorAll("[data-countdown]")];

/** Milliseconds to add to performance.now() to get the server's time; the answer is taken to be half a round trip old. */
async function offset() {
  const asked = performance.now();
  const answer = await fetch("/intake/clock", { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const { microseconds } = await answer.json();
  return microseconds / 1000 - (asked + performance.now()) / 2;
}

function shown(instant) {
  const parts = new Intl.DateTimeFormat(isEnglish ? "en-GB" : "ko-KR", {
    timeZone: "Asia/Seoul", weekday: "short", day: "numeric", month: isEnglish ? "long" : "numeric", year: "numeric",
  }).formatToParts(instant);
  const part = (type) => parts.find((one) => one.type === type).value;
  return isEnglish
    ? `${part("weekday")} ${part("day")} ${part("month")} ${part("year")} ${clock(instant)} KST`
    : `${part("month")}월 ${part("day")}일(${part("weekday")}) ${clock(instant)}`;
}

/** Said aloud when there is so much left, not with every minute; what stands on the page when it opens is read there. */
function tell(mark, left) {
  const reached = left <= 0 ? 0 : TOLD.find((minutes) => left < minutes * 60000 + 1000);
  const before = mark.dataset.reached;
  mark.dataset.reached = reached ?? "";
  if (before === undefined || before === mark.dataset.reached || reached === undefined) return;
  mark.querySelector("[data-told]").textContent = reached ? words.to_go(remaining(reached * 60000)) : words.over;
}

function show(now) {
  for (const mark of marks) {
    const left = Date.parse(mark.dataset.countdown) - now;
    mark.querySelector("[data-last-hour]").hidden = left <= 0 || left >= 3600000;
    tell(mark, left);
    const text = mark.querySelector("[data-left]");
    const says = left <= 0 ? words.over : words.left(remaining(left));
    if (text.textContent !== says) text.textContent = says;
    const time = mark.querySelector("[data-clock]");
    if (time && time.textContent !== shown(now)) {
      time.textContent = shown(now);
      time.dateTime = new Date(now).toISOString();
    }
  }
}

/** What the page offers was rendered when it was closed: opened anew it offers to submit again. */
function reload() {
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = words.reload;
  return link;
}

/** The deadline that a page shows becomes the one in force, with the one before and why. */
function follow(mark, told) {
  if (!told) return;
  const wasOver = mark.querySelector("[data-left]").textContent === words.over;
  if (Date.parse(told.closes) !== Date.parse(mark.dataset.countdown)) {
    mark.dataset.countdown = told.closes;
    const time = mark.querySelector("[data-closes]");
    time.dateTime = told.closes;
    time.textContent = said(told.says);
  }
  const moved = mark.querySelector("[data-moved]");
  if (told.old && moved.hidden) {
    const name = document.createElement("b");
    name.textContent = words.extended;
    moved.replaceChildren(name, ` ${words.moved(said(told.old), said(told.reason))}`);
    moved.hidden = false;
    if (wasOver) moved.append(" ", reload());
  }
}

/** Every window that this page shows; without cookies, so that one answer serves everybody. */
async function look() {
  for (const address of new Set(marks.map((mark) => mark.dataset.watch).filter(Boolean))) {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "omit", cache: "no-cache" });
    if (!answer.ok) continue;
    const told = await answer.json();
    for (const mark of marks) if (mark.dataset.watch === address) follow(mark, told[mark.dataset.window]);
  }
}

if (marks.length) {
  const looked = () => look().catch(() => {}); // away for a moment: the next look comes by itself
  setTimeout(() => { looked(); setInterval(looked, LOOK_EVERY); }, LOOK_EVERY * Math.random());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && looked());
  const run = (ahead) => {
    show(performance.now() + ahead);
    setInterval(() => show(performance.now() + ahead), 1000);
  };
  const again = (wait) => offset().then(run, () => setTimeout(() => again(Math.min(wait * 2, 60000)), wait));
  again(2000);
}
