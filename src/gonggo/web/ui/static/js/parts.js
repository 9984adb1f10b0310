// Parts of a page that htmx asks for again and again: a status is swapped only when it says something new, or a screen
// reader would hear the same words every time.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { target, serverResponse: said } = detail;
  if (!target.matches("[role=status]")) return;
  detail.shouldSwap &&= target.dataset.said !== said;
  target.dataset.said = said;
});
