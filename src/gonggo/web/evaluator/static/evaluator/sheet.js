// <form data-sheet>: the points in [data-points] add up in [data-sum] while they are typed; who leaves with text that is
// not saved is asked. The server adds up and keeps what is sent; this only shows.
const form = document.querySelector("form[data-sheet]");
const sum = form.querySelector("[data-sum]");
const points = [...form.querySelectorAll("[data-points]")];
const whole = (text) => (/^[0-9]+$/.test(text.trim()) ? Number(text) : 0);
let isTouched = form.querySelector(".is-bad") !== null;

form.addEventListener("input", () => {
  isTouched = true;
  sum.value = String(points.reduce((all, field) => all + whole(field.value), 0));
});
form.addEventListener("submit", () => { isTouched = false; });
window.addEventListener("beforeunload", (event) => { if (isTouched) event.preventDefault(); });
