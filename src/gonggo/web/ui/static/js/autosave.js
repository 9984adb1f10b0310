// Saves what is typed, 1.5 s after the last key. What the server has not got stays on this device and goes when it can.
//
// <form data-autosave data-capability data-base='{"field": revision}' data-keep="application.person.page"
//       data-people='{"id": "name"}'>; its state is written into [data-saved].
import { showConflict, showProblem } from "./conflict.js";
import { state } from "./glyphs.js";
import { Kept, put, typed } from "./kept.js";
import { clock, said, words } from "./words.js";

const PAUSE = 1500;
const PACE = 1100;
const SLOWEST = 30000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.base = JSON.parse(form.dataset.base || "{}");
    this.people = JSON.parse(form.dataset.people || "{}");
    this.kept = new Kept(form.dataset.keep);
    this.saved = typed(form);
    this.open = new Set();
    this.wait = PACE;
    this.tab = sessionStorage.getItem("gonggo.tab") ?? crypto.randomUUID().replaceAll("-", "");
    sessionStorage.setItem("gonggo.tab", this.tab);
    form.addEventListener("input", () => this.changed());
    window.addEventListener("online", () => this.send());
    window.addEventListener("pagehide", () => this.send({ keepalive: true }));
    document.addEventListener("visibilitychange", () => document.hidden && this.send({ keepalive: true }));
    this.restore();
  }

  /** What an earlier visit could not save comes back into its field, or beside the text that was saved since. */
  restore() {
    for (const [name, { value, base }] of Object.entries(this.kept.read())) {
      if (!(name in this.saved) || this.saved[name] === value) this.kept.drop([name]);
      else if ((this.base[name] ?? 0) === base) put(this.form, name, value);
      else this.conflict(name, { revision: this.base[name], value: this.saved[name], mine: value });
    }
  }

  pending() {
    const now = typed(this.form);
    return Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== this.saved[name] && !this.open.has(name)));
  }

  changed() {
    const pending = this.pending();
    for (const [name, value] of Object.entries(pending)) this.kept.put(name, value, this.base[name] ?? 0);
    this.kept.drop(Object.keys(this.kept.read()).filter((name) => !(name in pending) && !this.open.has(name)));
    if (Object.keys(pending).length) this.after(PAUSE);
  }

  after(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), milliseconds);
  }

  async send(options = {}) {
    const values = this.pending();
    if (this.sending || this.halted || !Object.keys(values).length) return;
    clearTimeout(this.timer);
    this.sending = true;
    this.say("saving", words.saving);
    try {
      const answer = await fetch(this.form.dataset.url || "/intake/draft", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ capability: this.form.dataset.capability, base: this.base, values, tab: this.tab }),
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
    else if (answer.status === 422) this.wrong(body);
    else if (answer.status === 429) this.after(PACE);
    else if (answer.status >= 500) this.later(words.later, Number(answer.headers.get("Retry-After")) * 1000);
    else this.halt(body);
  }

  took({ revisions = {}, conflicts = {}, saved_at: at }, values) {
    this.wait = PACE;
    for (const [name, revision] of Object.entries(revisions)) {
      this.base[name] = revision;
      this.saved[name] = values[name];
      this.problem(name);
    }
    this.kept.drop(Object.keys(revisions));
    for (const [name, theirs] of Object.entries(conflicts)) this.conflict(name, { ...theirs, mine: values[name] });
    if (Object.keys(conflicts).length) this.say("unsaved", words.unsaved);
    else this.say("saved", words.saved(clock(new Date(at))));
    if (Object.keys(this.pending()).length) this.after(PACE);
  }

  conflict(name, { revision, value, mine, saved_by: by }) {
    this.open.add(name);
    this.kept.put(name, mine, revision);
    showConflict(this.place(name), { mine, theirs: value, who: this.people[by] }, (which) => {
      this.open.delete(name);
      this.base[name] = revision;
      this.saved[name] = value;
      put(this.form, name, which === "mine" ? mine : value);
      this.after(0);
    });
  }

  wrong(answer) {
    this.problem(answer.field, answer);
    this.say("unsaved", words.refused(said(answer.says)));
  }

  later(why, milliseconds = 0) {
    this.say("unsaved", why);
    this.wait = Math.min(this.wait * 2, SLOWEST);
    this.after(milliseconds || this.wait);
  }

  /** The right to save is gone (session over, role changed): the text stays here; the page opened anew goes on. */
  halt(answer) {
    this.halted = true;
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = words.reload;
    this.say("unsaved", words.refused(`${said(answer.says)} ${said(answer.remedy)}`), " ", link);
  }

  place(name) {
    return this.form.querySelector(`[data-problem-of="${CSS.escape(name)}"]`) ?? this.form;
  }

  problem(name, answer = null) {
    const place = this.form.querySelector(`[data-problem-of="${CSS.escape(name)}"]`);
    if (place) showProblem(place, answer);
  }

  say(kind, word, ...more) {
    for (const line of document.querySelectorAll("[data-saved]")) line.replaceChildren(state(kind, word), ...more);
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
