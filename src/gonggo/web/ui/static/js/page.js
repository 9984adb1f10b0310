// What every page does with a script: menus close, the error summary takes focus, what cannot be undone is confirmed.
import "./countdown.js";
import { words } from "./words.js";

document.documentElement.classList.add("g-scripted");
document.querySelector("[data-focus]")?.focus();

const menus = () => document.querySelectorAll("details.g-sub[open], details.g-menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-confirm]");
  const dialog = button && document.getElementById(button.dataset.confirm);
  if (!dialog || button.dataset.confirmed) return;
  event.preventDefault();
  dialog.querySelector("[data-keep]").onclick = () => dialog.close();
  dialog.querySelector("[data-go]").onclick = () => {
    dialog.close();
    button.dataset.confirmed = "1";
    button.form.requestSubmit(button);
    delete button.dataset.confirmed;
  };
  dialog.showModal();
  dialog.querySelector("[data-keep]").focus();
});

function count(line) {
  const field = document.getElementById(line.dataset.counts);
  const show = () => { line.textContent = words.counted([...field.value].length, line.dataset.atMost); };
  field.addEventListener("input", show);
  show();
}
for (const line of document.querySelectorAll("[data-counts]")) count(line);

