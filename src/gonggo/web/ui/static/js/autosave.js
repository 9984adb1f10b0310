// Saves what is typed, 1.5 s after the last key. What the server has not got stays on this device and goes when it can.
//
// <form data-autosave data-capability data-base='{"field": revision}' data-unsaved='["field"]' data-keep="application.person.page"
//       data-people='{"id": "name"}'>; its state is written into [data-saved].
import { showConflict, showProblem } from "./conflict.js";
import { Edited, shownAside } from "./edited.js";
import { state } from "./glyphs.js";
import { Kept } from "./kept.js";
import { arrivesFirst } from "./leave.js";
import { clock, said, words } from "./words.js";

const PAUSE = 1500;
const PACE = 1100;
const SLOWEST = 30000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.people = JSON.parse(form.dataset.people || "{}");
    this.kept = new Kept(form.dataset.keep);
    this.text = new Edited(form, this.kept);
    this.wait = PACE;
    this.tab = sessionStorage.getItem("gonggo.tab") ?? crypto.randomUUID().replaceAll("-", "");
    sessionStorage.setItem("gonggo.tab", this.tab);
    form.addEventListener("input", () => this.changed());
    window.addEventListener("online", () => this.send());
    window.addEventListener("pagehide", () => this.send({ keepalive: true }));
    document.addEventListener("visibilitychange", () => document.hidden && this.send({ keepalive: true }));
    arrivesFirst(form, () => (this.sending || this.text.isPending) && !this.halted && !this.away, () => this.send());
    this.restore();
  }

  /** What an earlier visit could not save comes back into its field, or beside the text that was saved since. */
  restore() {
    const { saved, base: revisions } = this.text;
    for (const [name, { value, base }] of Object.entries(this.kept.read())) {
      const theirs = { revision: revisions[name] ?? 0, value: saved[name] };
      const isDone = !(name in saved) || saved[name] === value || shownAside(name) === value;
      if (isDone) this.kept.drop([name]);
      else if (theirs.revision !== base) this.conflict(name, theirs, { mine: value, base });
      if (!isDone) this.text.put(name, value);
    }
  }

  changed() {
    this.text.keep();
    if (this.text.isPending) this.after(PAUSE);
  }

  after(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), milliseconds);
  }

  async send(options = {}) {
    if (this.sending || this.halted || !this.text.isPending) return;
    const values = this.text.pending();
    clearTimeout(this.timer);
    this.sending = true;
    this.say("saving", words.saving);
    try {
      const answer = await fetch(this.form.dataset.url || "/intake/draft", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ capability: this.form.dataset.capability, base: this.text.base, values, tab: this.tab }),
        ...options,
      });
      await this.answered(answer, values);
    } catch {
      this.later(words.offline);
    } finally {
      this.sending = false;
    }
  }

  async answered(answer, values) {
    const body = await answer.json().catch(() => ({}));
    if (answer.status === 200 || answer.status === 409) this.took(body, values);
    else if (answer.status === 422) this.wrong(body, values);
    else if (answer.status === 429) this.after(PACE);
    else if (answer.status >= 500) this.later(words.later, Number(answer.headers.get("Retry-After")) * 1000);
    else this.halt(body);
  }

  took({ revisions = {}, conflicts = {}, saved_at: at }, values) {
    this.wait = PACE;
    this.away = false;
    for (const [name, revision] of Object.entries(revisions)) {
      this.text.begins(name, revision);
      this.text.saved[name] = values[name];
      this.problem(name);
    }
    for (const [name, theirs] of Object.entries(conflicts)) this.conflict(name, theirs);
    this.text.keep();
    if (this.text.isHeldUp) this.say("unsaved", words.marked);
    else this.say("saved", words.saved(clock(new Date(at))));
    if (Object.keys(revisions).length) this.form.dispatchEvent(new Event("saved")); // what is drawn of it is drawn anew
    if (this.text.isPending) this.after(PACE);
  }

  /** The text keeps the revision that it was begun from until one of both is chosen, also over a reload. */
  conflict(name, { revision, value, saved_by: by }, { mine = this.text.now(name), base = this.text.base[name] ?? 0 } = {}) {
    this.text.begins(name, base);
    const texts = { mine: this.text.read(name, mine), theirs: this.text.read(name, value), who: this.people[by] };
    const view = showConflict(this.text.place(name) ?? this.form, texts, (which) => {
      this.text.open.delete(name);
      this.text.begins(name, revision);
      this.text.saved[name] = null; // theirs is saved too: that is how the door knows what was chosen
      this.text.put(name, which === "mine" ? this.text.now(name) : value);
      this.after(0);
    });
    this.text.open.set(name, view);
  }

  /** One text that cannot be saved holds up no other: the rest goes without it until it is mended. */
  wrong(answer, values) {
    this.problem(answer.field, answer);
    this.say("unsaved", words.refused(said(answer.says)));
    if (!(answer.field in values)) return;
    this.text.refused[answer.field] = values[answer.field];
    if (this.text.isPending) this.after(PACE);
  }

  later(why, milliseconds = 0) {
    this.away = true;
    this.say("unsaved", why);
    this.wait = Math.min(this.wait * 2, SLOWEST);
    this.after(milliseconds || this.wait);
  }

  /** The right to save is gone (session over, role changed): the text stays here; the page opened anew goes on. */
  halt(answer) {
    this.halted = true;
    const link = Object.assign(document.createElement("a"), { href: location.href, textContent: words.reload });
    this.say("unsaved", words.refused(`${said(answer.says)} ${said(answer.remedy)}`), " ", link);
  }

  problem(name, answer = null) {
    const place = this.text.place(name);
    if (place) showProblem(place, answer);
  }

  say(kind, word, ...more) {
    for (const line of document.querySelectorAll("[data-saved]")) line.replaceChildren(state(kind, word), ...more);
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
