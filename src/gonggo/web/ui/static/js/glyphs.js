// States that a script changes: saving, uploading, a limit. Line drawings of the same shapes as the server draws.
const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  saving: ["go", "M1 8a1.6 1.6 0 103.2 0A1.6 1.6 0 001 8zM6.4 8a1.6 1.6 0 103.2 0 1.6 1.6 0 00-3.2 0zM11.8 8a1.6 1.6 0 103.2 0 1.6 1.6 0 00-3.2 0z"],
  saved: ["ok", "M1.5 1.5h10.6l2.4 2.4v10.6h-13zM4.8 8.2l2.3 2.3 4.3-4.7"],
  unsaved: ["wait", "M1.5 1.5h10.6l2.4 2.4v10.6h-13zM8 4.6v4.6M8 10.8v1.8"],
  uploading: ["go", "M8 11V2M4 5.8L8 1.8l4 4M2 11v3.2h12V11"],
  cut: ["wait", "M1.5 5h4.6M1.5 11h4.6M9.9 5h4.6M9.9 11h4.6M9.4 2.2l-2.8 11.6"],
  scanning: ["wait", "M3.4 1.4h9.2M3.4 14.6h9.2M4.6 1.4c0 4.2 6.8 5 6.8 6.6 0 1.6-6.8 2.4-6.8 6.6M11.4 1.4c0 4.2-6.8 5-6.8 6.6 0 1.6 6.8 2.4 6.8 6.6"],
  bad: ["bad", "M5 1h6l4 4v6l-4 4H5l-4-4V5zM5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"],
  noted: ["wait", "M1 8s2.6-4.6 7-4.6S15 8 15 8s-2.6 4.6-7 4.6S1 8 1 8zM6 8a2 2 0 104 0A2 2 0 006 8z"],
  good: ["ok", "M1 8a7 7 0 1014 0A7 7 0 001 8zM4.6 8.2l2.3 2.3 4.5-4.8"],
};

/** A glyph with its word, as the component `state` draws it. */
export function state(kind, word) {
  const [tone, path] = SHAPES[kind];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "i line");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const drawn = document.createElementNS(SVG, "path");
  drawn.setAttribute("d", path);
  svg.append(drawn);
  const shown = document.createElement("span");
  shown.className = `g-st ${tone}`;
  shown.append(svg, word);
  return shown;
}
