// What stands in a form's fields against what is saved of it: what is still to go, and over which revision.
import { put, typed } from "./kept.js";
import { readable, tableOf } from "./table.js";

export class Edited {
  constructor(form, kept) {
    this.form = form;
    this.kept = kept;
    this.base = JSON.parse(form.dataset.base || "{}");
    this.saved = typed(form);
    for (const name of JSON.parse(form.dataset.unsaved || "[]")) this.saved[name] = null; // shown, and nowhere saved
    this.open = new Map(); // fields with two texts to choose from: {name: the view}
    this.refused = {}; // texts that cannot be saved as they are: {name: text}
    this.held = new Set(); // fields of which this page keeps something on the device; another tab keeps its own
  }

  now(name) {
    return typed(this.form)[name];
  }

  /** A text as people read it. */
  read(name, value) {
    const box = tableOf(this.form, name);
    return box ? readable(box, value) : value;
  }

  /** Where the form says what is wrong with a field. */
  place(name) {
    return this.form.querySelector(`[data-problem-of="${CSS.escape(name)}"]`);
  }

  put(name, value) {
    put(this.form, name, value);
  }

  /** What is typed and not saved, also where there is something to choose or to mend first. */
  unsaved() {
    return Object.entries(typed(this.form)).filter(([name, value]) => value !== this.saved[name] || this.open.has(name));
  }

  /** What can be saved now. */
  pending() {
    return Object.fromEntries(this.unsaved().filter(([name, value]) => !this.open.has(name) && value !== this.refused[name]));
  }

  get isPending() {
    return Object.keys(this.pending()).length > 0;
  }

  get isHeldUp() {
    return this.unsaved().length > Object.keys(this.pending()).length;
  }

  /** The device keeps what is not saved. */
  keep() {
    const unsaved = this.unsaved();
    for (const [name, value] of unsaved) {
      this.kept.put(name, value, this.base[name] ?? 0);
      this.held.add(name);
      this.open.get(name)?.show(this.read(name, value));
    }
    const names = new Set(unsaved.map(([name]) => name));
    const gone = [...this.held].filter((name) => !names.has(name));
    this.kept.drop(gone);
    for (const name of gone) this.held.delete(name);
  }

  /** The field is edited over this revision; the page's own button says so too. */
  begins(name, revision) {
    this.base[name] = revision;
    const base = this.form.elements[`base.${name}`];
    if (base) base.value = revision;
  }
}

/** The text that the page itself shows as set aside for this field. */
export function shownAside(name) {
  const question = document.querySelector(`form input[name="question"][value="${CSS.escape(name)}"]`);
  return question?.form.querySelector(".text")?.textContent;
}
