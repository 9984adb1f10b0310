// Typing kept on this device until the server has it: survives a closed tab, a lost connection and an ended session.
import { putTable, tableOf, tablesOf, tableText } from "./table.js";

const PREFIX = "gonggo.draft.";

/** What is not yet saved of one page: {field: {value, base}}. */
export class Kept {
  constructor(name) {
    this.key = PREFIX + name;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "{}");
    } catch {
      return {};
    }
  }

  put(name, value, base) {
    this.#write({ ...this.read(), [name]: { value, base } });
  }

  drop(names) {
    const left = this.read();
    for (const name of names) delete left[name];
    this.#write(left);
  }

  #write(all) {
    try {
      if (Object.keys(all).length) localStorage.setItem(this.key, JSON.stringify(all));
      else localStorage.removeItem(this.key);
    } catch {
      // A browser that keeps nothing: the text is still on the page.
    }
  }
}

/** The fields of a form that are saved: by name, what is typed now. */
export function typed(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || field.dataset.cell || field.type === "hidden" || field.type === "file" || field.type === "submit") continue;
    if (field.type === "radio") values[field.name] = field.checked ? field.value : values[field.name] ?? "";
    else if (field.type === "checkbox") values[field.name] = field.checked ? field.value : "";
    else values[field.name] = field.value;
  }
  for (const box of tablesOf(form)) values[box.dataset.table] = tableText(box);
  return values;
}

/** Put a value into the field or the group of that name. */
export function put(form, name, value) {
  const box = tableOf(form, name);
  if (box) return putTable(box, value);
  const field = form.elements[name];
  if (!field) return;
  if (field.type === "checkbox") field.checked = field.value === value;
  else field.value = value;
  (field.length && !field.options ? field[0] : field).dispatchEvent(new Event("input", { bubbles: true }));
}
