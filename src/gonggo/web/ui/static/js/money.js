// Amounts while they are typed: thousands, the sum, the share and the cap. The server decides; this only shows.
//
// <form data-budget data-government="FIELD" data-private="FIELD FIELD" data-cap="60000000" data-share="1/2"
//      data-cash="FIELD" data-least-cash="1/10" data-watched="COLUMN" data-watched-choices="KEY KEY"
//      data-watched-above="1/2" data-beside='{"government": 0, "FIELD": 0, "watched": 0}'> (what others add) round inputs with data-money, each a field or a cell of a table's column; sums go into
// [data-total], bars are the gauges named share, cap, least_cash and watched.
import { state } from "./glyphs.js";
import { amountIn } from "./table.js";
import { amountRead, words } from "./words.js";

const TICK = 800;
const whole = (text) => Number((text ?? "").replace(/[^0-9]/g, "") || 0);
const digits = (amount) => amount.toLocaleString("en");
/** Cut off after two decimals, never rounded up past a limit: 49.15%. */
const percent = (part, all) => {
  const hundredths = all ? Number((BigInt(part) * 10000n) / BigInt(all)) : 0;
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}%`;
};

const plain = (text) => percent(...text.split("/").map(Number)).replace(".00", "");

function drawn(box, key, { value, filled, isOver, isNoted = false, says, detail = "" }) {
  const row = box.querySelector(`[data-gauge="${key}"]`);
  if (!row) return;
  row.classList.toggle("over", isOver);
  row.classList.toggle("noted", isNoted);
  row.querySelector("[data-gauge-value]").textContent = value;
  row.querySelector(".fg").setAttribute("width", String(Math.min(Math.round(filled), 1000)));
  row.querySelector("[data-gauge-words]").replaceChildren(state(isOver ? "bad" : isNoted ? "noted" : "good", says));
  row.querySelector("[data-gauge-detail]").textContent = detail;
}

const fields = (form, name) => form.querySelectorAll(`[name="${CSS.escape(name)}"], [data-entry] [data-cell="${CSS.escape(name)}"]`);

function shown(box) {
  const beside = JSON.parse(box.dataset.beside ?? "{}");
  const amount = (name) => [...fields(box, name)].reduce((sum, field) => sum + amountIn(field), beside[name] ?? 0);
  const government = amount(box.dataset.government);
  const rest = box.dataset.private.split(" ").reduce((sum, name) => sum + amount(name), 0);
  const total = government + rest;
  const [over, under] = box.dataset.share.split("/").map(Number);
  const cap = Number(box.dataset.cap);
  for (const place of box.querySelectorAll("[data-total]")) place.textContent = `${digits(total)}${words.won}`;
  for (const place of box.querySelectorAll("[data-total-read]")) place.textContent = amountRead(total);
  const limit = plain(box.dataset.share);
  const isOverShare = government * under > total * over;
  drawn(box, "share", {
    value: percent(government, total),
    filled: total ? (government * under * TICK) / (total * over) : 0,
    isOver: isOverShare,
    says: (isOverShare ? words.over_share : words.within_share)(limit),
    detail: `${digits(government)} ÷ ${digits(total)}`,
  });
  drawn(box, "cap", {
    value: amountRead(government),
    filled: (government * TICK) / cap,
    isOver: government > cap,
    says: government > cap ? words.over_cap(amountRead(government - cap)) : words.room(amountRead(cap - government)),
  });
  if (box.dataset.cash) shownCash(box, amount(box.dataset.cash), rest);
  if (box.dataset.watched) shownWatched(box, total, beside.watched ?? 0);
}

/** How much of the companies' own part is cash. */
function shownCash(box, cash, rest) {
  const [least, under] = box.dataset.leastCash.split("/").map(Number);
  const limit = plain(box.dataset.leastCash);
  const isShort = rest > 0 && cash * under < rest * least;
  drawn(box, "least_cash", {
    value: percent(cash, rest),
    filled: rest ? (cash * TICK) / rest : 0,
    isOver: isShort,
    says: rest ? (isShort ? words.below_cash : words.enough_cash)(limit) : words.no_cash,
    detail: words.cash(amountRead(cash), amountRead(rest - cash)),
  });
}

/** How much of the whole is what somebody will look at: a mark, no limit. */
function shownWatched(box, total, others) {
  const [above, under] = box.dataset.watchedAbove.split("/").map(Number);
  const choices = box.dataset.watchedChoices.split(" ");
  const entries = [...fields(box, box.dataset.watched)].filter((field) => choices.includes(field.value));
  const amounts = entries.flatMap((field) => [...field.closest("[data-entry]").querySelectorAll("[data-sums]")]);
  const part = amounts.reduce((sum, cell) => sum + amountIn(cell), others);
  const isAbove = part * under > total * above;
  drawn(box, "watched", {
    value: percent(part, total),
    filled: total ? (part * under * TICK) / (total * above) : 0,
    isOver: false,
    isNoted: isAbove,
    says: (isAbove ? words.above_watched : words.within_share)(plain(box.dataset.watchedAbove)),
    detail: `${digits(part)} ÷ ${digits(total)}`,
  });
}

function units(field) {
  const place = document.querySelector(`[data-units-of="${CSS.escape(field.id)}"]`);
  if (place) place.textContent = field.value ? amountRead(whole(field.value)) : "";
}

document.addEventListener("input", ({ target }) => {
  if (target.matches("input[data-money]")) units(target);
  const box = target.closest("[data-budget]");
  if (box) shown(box);
});
document.addEventListener("focusout", ({ target }) => {
  if (target.matches("input[data-money]") && /^[0-9, ]+원?$/.test(target.value)) target.value = digits(whole(target.value));
});
for (const field of document.querySelectorAll("input[data-money]")) units(field);
for (const box of document.querySelectorAll("[data-budget]")) shown(box);
