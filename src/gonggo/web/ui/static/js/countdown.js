// The time left, by the server's clock: asked once, then counted on by the browser's steady clock.
import { clock, isEnglish, remaining, words } from "./words.js";

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

function show(now) {
  for (const mark of marks) {
    const left = Date.parse(mark.dataset.countdown) - now;
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

if (marks.length) {
  const run = (ahead) => {
    show(performance.now() + ahead);
    setInterval(() => show(performance.now() + ahead), 1000);
  };
  const again = (wait) => offset().then(run, () => setTimeout(() => again(Math.min(wait * 2, 60000)), wait));
  again(2000);
}
