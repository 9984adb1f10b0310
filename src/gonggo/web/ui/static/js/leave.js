// A page that is sent by its button: what is still on its way arrives first, so that the page begins from it.
const AT_MOST = 3000;
const soon = () => new Promise((done) => setTimeout(done, 50));

/** `isUnderway` says whether waiting helps; `send` starts what has not started. */
export function arrivesFirst(form, isUnderway, send) {
  let leaving = false;
  form.addEventListener("submit", async (event) => {
    if (leaving === "now") return;
    if (leaving || isUnderway()) event.preventDefault();
    if (leaving || !event.defaultPrevented) return;
    leaving = true;
    const until = Date.now() + AT_MOST;
    send();
    while (isUnderway() && Date.now() < until) await soon();
    leaving = "now";
    form.requestSubmit(event.submitter);
    leaving = false;
  });
}
