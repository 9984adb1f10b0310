// What of the open page does not fit: the page wider than its window with what sticks out of it, words that are cut off.
() => {
  const wide = document.documentElement.clientWidth;
  const words = (one) => one.innerText?.trim().slice(0, 20) ?? "";
  const called = (one) => `${one.localName}${one.id ? `#${one.id}` : ""}${[...one.classList].map((name) => `.${name}`).join("")} "${words(one)}"`;
  const isShown = (one) => one.checkVisibility({ checkVisibilityCSS: true }) && !one.closest(".sr, .sr-only");
  const scrolls = (one, axis) => ["auto", "scroll"].includes(getComputedStyle(one)[`overflow${axis}`]);
  const inOwnBox = (one) => {
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) if (scrolls(up, "X")) return true;
    return false;
  };
  const all = [...document.body.querySelectorAll("*")].filter((one) => !(one instanceof SVGElement) && isShown(one));
  const found = [];
  const over = document.documentElement.scrollWidth - wide;
  if (over > 0) {
    const out = all.filter((one) => one.getBoundingClientRect().right > wide + 1 && !inOwnBox(one));
    const least = out.filter((one) => !out.some((other) => other !== one && one.contains(other)));
    found.push(`${over} px wider than the window: ${least.slice(0, 3).map(called).join(", ")}`);
  }
  const hides = (one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    const [x, y] = [overflowX, overflowY].map((way) => ["hidden", "clip"].includes(way));
    return (x && one.scrollWidth > one.clientWidth + 1) || (y && one.scrollHeight > one.clientHeight + 1);
  };
  const isCut = (one) => one.clientWidth > 1 && one.innerText?.trim() && getComputedStyle(one).display !== "inline" && hides(one);
  const cut = all.filter((one) => one !== document.body && isCut(one));
  return cut.length ? [...found, `cut off: ${cut.slice(0, 3).map(called).join(", ")}`] : found;
}
