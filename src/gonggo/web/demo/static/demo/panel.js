/* The bar of the demo: the program's clock, running, and the code of the person at hand. */
(() => {
  const clock = document.querySelector("[data-demo-clock]");
  const code = document.querySelector("[data-demo-code]");
  if (!clock || !code) return;
  const words = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "ko-KR", {
    timeZone: "Asia/Seoul", year: "numeric", month: "numeric", day: "numeric", weekday: "short",
    hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false,
  });
  let ahead = null;
  const show = () => {
    if (ahead !== null) clock.textContent = words.format(new Date(Date.now() + ahead));
  };
  const ask = async () => {
    if (document.hidden) return;
    try {
      const sent = Date.now();
      const said = await (await fetch("/intake/clock", { cache: "no-store" })).json();
      ahead = said.microseconds / 1000 - (sent + Date.now()) / 2;
      const now = await (await fetch("/demo/now", { cache: "no-store" })).json();
      code.textContent = now.code ? `${code.dataset.label} ${now.code}` : "";
      show();
    } catch {
      /* the server is away for a moment: asked again soon */
    }
  };
  ask();
  setInterval(show, 1000);
  setInterval(ask, 10000);
  document.addEventListener("visibilitychange", ask);
})();
