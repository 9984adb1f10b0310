/* A day of the demo that is being made: how far it is; when the demo stands on it, on to the panel. */
(() => {
  const making = document.querySelector("[data-demo-making]");
  if (!making) return;
  const bar = making.querySelector("progress");
  const said = making.querySelector("[role=status]");
  const look = async () => {
    try {
      const { state, percent } = await (await fetch(making.dataset.demoMaking, { cache: "no-store" })).json();
      if (state === "standing") return location.assign(making.dataset.done);
      if (state !== "making") return location.reload();
      bar.value = percent;
      said.textContent = `${percent}%`;
    } catch {
      /* the demo is turning to the day: asked again soon */
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
})();
