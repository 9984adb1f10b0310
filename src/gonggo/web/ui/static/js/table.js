// A question that is answered in rows: its cells as one text, the same as the server keeps, and a text back in its cells.
//
// <fieldset data-table="field" data-most="20"> holds [data-rows] with an [data-entry] for each row, its inputs marked
// data-cell="column" data-kind="won"; <template data-blank> is a row to add; sums go into [data-sum="column"].
import { amountRead, words } from "./words.js";

const NUMBERS = new Set(["whole", "won", "month"]);
const plain = (text) => text.replace(/[, ]/g, "").replace(/원$/, "");
const entries = (box) => [...box.querySelectorAll("[data-entry]")];
const cells = (entry) => [...entry.querySelectorAll("[data-cell]")];

export const tablesOf = (form) => [...form.querySelectorAll("[data-table]")];
export const tableOf = (form, name) => form.querySelector(`[data-table="${CSS.escape(name)}"]`);
/** What a cell comes to in a sum: 0 where there is no number yet. */
export const amountIn = (cell) => Number(plain(cell.value).replace(/[^0-9]/g, "") || 0);

function said(cell) {
  if (!NUMBERS.has(cell.dataset.kind)) return cell.value;
  const text = plain(cell.value);
  return /^[0-9]{1,15}$/.test(text) ? String(Number(text)) : text;
}

/** The rows as canonical JSON: empty cells and rows are left out, no row is an empty text. */
export function tableText(box) {
  const rows = entries(box)
    .map((entry) => cells(entry).map((cell) => [cell.dataset.cell, said(cell)]).filter(([, text]) => text))
    .filter((row) => row.length)
    .map((row) => Object.fromEntries(row.sort(([a], [b]) => (a < b ? -1 : 1))));
  return rows.length ? JSON.stringify(rows) : "";
}

function rowsIn(text) {
  try {
    return JSON.parse(text || "[]");
  } catch {
    return [];
  }
}

/** Put a text back into the cells. */
export function putTable(box, text) {
  for (const entry of entries(box)) entry.remove();
  for (const row of [...rowsIn(text), {}]) {
    const entry = added(box);
    for (const cell of cells(entry)) cell.value = row[cell.dataset.cell] ?? "";
  }
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A text as people read it: a row a line. */
export function readable(box, text) {
  const labels = Object.fromEntries(cells(box.querySelector("[data-blank]").content).map((cell) => [cell.dataset.cell, cell]));
  const word = (key, value) => [...(labels[key]?.options ?? [])].find((one) => one.value === value)?.text ?? value;
  return rowsIn(text).map((row) => Object.keys(labels).filter((key) => row[key]).map((key) => word(key, row[key])).join(" · ")).join("\n");
}

function added(box) {
  const number = 1 + Math.max(-1, ...entries(box).map((entry) => Number(entry.dataset.entry)));
  const copy = box.querySelector("[data-blank]").content.cloneNode(true);
  for (const part of copy.querySelectorAll("*")) {
    for (const { name, value } of [...part.attributes]) part.setAttribute(name, value.replaceAll("__row__", number));
  }
  const entry = copy.querySelector("[data-entry]");
  box.querySelector("[data-rows]").append(copy);
  return entry;
}

function counted(box) {
  const rows = entries(box);
  rows.forEach((entry, place) => {
    for (const spot of entry.querySelectorAll("[data-number]")) spot.textContent = place + 1;
    entry.setAttribute("aria-label", words.row(place + 1));
  });
  box.querySelector("[data-add]").disabled = rows.length >= Number(box.dataset.most);
}

function summed(box) {
  for (const place of box.querySelectorAll("[data-sum]")) {
    const amounts = box.querySelectorAll(`[data-entry] [data-cell="${CSS.escape(place.dataset.sum)}"]`);
    const sum = [...amounts].reduce((total, cell) => total + amountIn(cell), 0);
    place.textContent = `${sum.toLocaleString("en")}${words.won}`;
    const read = box.querySelector(`[data-sum-read="${CSS.escape(place.dataset.sum)}"]`);
    if (read) read.textContent = amountRead(sum);
  }
  for (const entry of entries(box)) {
    const place = entry.querySelector("[data-row-total]");
    const sum = [...entry.querySelectorAll("[data-sums]")].reduce((total, cell) => total + amountIn(cell), 0);
    if (place) place.textContent = `${sum.toLocaleString("en")}${words.won}`;
  }
}

function pressed(box, button) {
  const rows = entries(box);
  if (button.matches("[data-add]")) {
    if (rows.length < Number(box.dataset.most)) cells(added(box))[0].focus();
  } else {
    const entry = button.closest("[data-entry]");
    const next = rows[rows.indexOf(entry) + 1] ?? rows[rows.indexOf(entry) - 1];
    entry.remove();
    (next ? cells(next)[0] : cells(added(box))[0]).focus();
  }
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const box of document.querySelectorAll("[data-table]")) {
  box.addEventListener("input", () => {
    counted(box);
    summed(box);
  });
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-drop]");
    if (!button) return;
    event.preventDefault();
    pressed(box, button);
  });
  counted(box);
  summed(box);
}
