// What axe finds on the open page, as "rule: first places", with the colours whose contrast it measured.
//
// Contrast is three quarters of axe's work. It is measured once for each way in which text is drawn: its colour, size and
// weight on the grounds that lie under it. `known` holds the ways that were measured and good. Every other rule looks at
// every element.
async (known) => {
  const seen = (style) => [style.color, style.fontSize, style.fontWeight, style.textShadow, style.webkitTextStroke];
  const grounds = new Map();
  const ground = (element) => {
    if (!element) return "";
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const { backgroundColor, backgroundImage, opacity, position, mixBlendMode, filter } = style;
      const isPlain = backgroundColor === "rgba(0, 0, 0, 0)" && backgroundImage === "none" && opacity === "1";
      const isFlat = ["static", "relative"].includes(position) && mixBlendMode === "normal" && filter === "none";
      const drawn = isPlain && isFlat ? "" : `|${backgroundColor} ${backgroundImage} ${opacity} ${mixBlendMode} ${filter}`;
      const lifted = isFlat ? "" : ` ${position} ${innerWidth} ${element.localName} ${element.className}`;
      grounds.set(element, ground(element.parentElement) + drawn + lifted);
    }
    return grounds.get(element);
  };
  const way = (element) => `${seen(getComputedStyle(element))} on ${ground(element)}`;
  const before = new Set(known);
  const measured = new Set(known);
  const rule = axe._audit.rules.find((one) => one.id === "color-contrast");
  const check = axe._audit.checks["color-contrast"];
  const [{ matches }, { evaluate }] = [rule, check];
  rule.matches = (element, ...more) => !before.has(way(element)) && matches(element, ...more);
  check.evaluate = function (element, ...more) {
    const one = way(element);
    if (measured.has(one)) return true;
    const isEnough = evaluate.call(this, element, ...more); // undefined where it cannot be said
    if (isEnough === true && axe.commons.dom.isVisibleOnScreen(element)) measured.add(one);
    return isEnough;
  };
  const { violations } = await axe.run({ rules: { "target-size": { enabled: true } }, resultTypes: ["violations"], preload: { assets: ["media"] } });
  Object.assign(rule, { matches });
  Object.assign(check, { evaluate });
  return {
    found: violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target).join(", ")}`),
    measured: [...measured],
  };
}
