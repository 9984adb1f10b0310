// Submits (and withdraws) through the door: "received" is said only with a receipt in hand. While the door's store is
// away the stamp of arrival is kept as a slip and the same request goes again by itself. Without script the plain form
// does the same with the door's own pages.
//
// <form method="post" action="/intake/submit" data-submit><input type="hidden" name="capability" …>; words go into [data-sent].
import { said, words } from "./words.js";

const SLOWEST = 15000;
const SLIP = "gonggo.slip"; // survives a reload of the tab: {action, capability, slip}

class Submission {
  constructor(form) {
    this.form = form;
    this.place = form.querySelector("[data-sent]") ?? form.appendChild(document.createElement("div"));
    this.place.setAttribute("role", "status");
    this.wait = 1000;
    this.words = form.action.endsWith("/withdraw") ? words.withdraw : words.submit;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.busy) this.start();
    });
    window.addEventListener("beforeunload", (event) => this.busy && event.preventDefault());
    const kept = JSON.parse(sessionStorage.getItem(SLIP) ?? "null");
    if (kept?.action === form.action) {
      [this.capability, this.slip] = [kept.capability, kept.slip];
      this.start();
    }
  }

  start() {
    this.busy = true;
    this.capability ??= this.form.elements.capability.value;
    this.form.setAttribute("aria-busy", "true");
    this.say("", words.sending);
    this.send();
  }

  async send() {
    let answer;
    try {
      answer = await fetch(this.form.action, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(this.slip ? { capability: this.capability, slip: this.slip } : { capability: this.capability }),
      });
    } catch {
      this.again(words.no_answer);
      return;
    }
    this.answered(answer, await answer.json().catch(() => null));
  }

  answered(answer, body) {
    if (body?.receipt) this.open(body, answer.ok);
    else if (answer.status === 503 || answer.status === 429 || body === null) this.away(answer, body);
    else this.stop(body);
  }

  /** A receipt, of what was done or of a refusal: its page says which. */
  open({ done }, received) {
    this.over();
    if (received) this.say("ok", this.words.done);
    location.assign(done);
  }

  /** The store is away: the door's own words name the stamp of arrival; its slip goes along from now on. */
  away(answer, body) {
    if (body?.slip) {
      this.slip = body.slip;
      sessionStorage.setItem(SLIP, JSON.stringify({ action: this.form.action, capability: this.capability, slip: this.slip }));
    }
    this.again(body?.slip && body.says ? said(body.says) : words.no_answer, Number(answer.headers.get("Retry-After")) * 1000);
  }

  again(why, milliseconds = 0) {
    this.say("warn", why, `${this.words.not_yet} ${words.again}`);
    this.wait = Math.min(this.wait * 2, SLOWEST);
    setTimeout(() => this.send(), milliseconds || this.wait);
  }

  over() {
    this.busy = false;
    this.capability = this.slip = undefined;
    sessionStorage.removeItem(SLIP);
    this.form.removeAttribute("aria-busy");
  }

  stop(body) {
    this.over();
    this.say("bad", said(body.says), said(body.remedy));
  }

  say(kind, ...sentences) {
    this.place.className = `g-note ${kind}`;
    this.place.replaceChildren(...sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence })));
  }
}

for (const form of document.querySelectorAll("form[data-submit]")) new Submission(form);
