// The face of the open page: all of it that can decide whether it has a barrier, without what it happens to say.
//
// Elements with their attributes and their state; which ids are the same and which headings; whether there is text and
// whether it is more than a letter; what has to scroll. Numbers and keys count as any other number or key.
() => {
  const TEXTS = new Set(["value", "datetime", "action", "formaction", "href", "src", "nonce"]);
  const POINTERS = new Set(["id", "for", "headers", "list", "form"]);
  const STATES = [":focus", ":checked", ":disabled", ":user-invalid", ":indeterminate", ":target", ":modal"];
  const places = new Map();
  const place = (name) => places.get(name) ?? places.set(name, places.size).get(name);
  const any = (text) => text.replace(/[\w-]{20,}/g, "k").replace(/\d+/g, "0");
  const attribute = (element, { name, value }) => {
    if (POINTERS.has(name) || (name.startsWith("aria-") && value.split(/\s+/).every((id) => id && document.getElementById(id))))
      return `${name}=${value.split(/\s+/).map(place)}`;
    if (name === "href" && element.localName === "link") return `${name}=${value}`;
    if (name === "href" && value.startsWith("#")) return `${name}=${place(value.slice(1))}`;
    return TEXTS.has(name) ? `${name}=${Boolean(value.trim())}` : `${name}=${any(value)}`;
  };
  const drawn = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return ["", "1"][node.data.trim().length] ?? "t";
    if (node.nodeType !== Node.ELEMENT_NODE || node.localName === "script") return "";
    const said = [node.localName, ...[...node.attributes].map((one) => attribute(node, one)).sort()];
    said.push(...STATES.filter((state) => node.matches(state)));
    if (node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight) said.push("scrolls");
    if (/^h[1-6]$/.test(node.localName)) said.push(`says=${place(node.textContent)}`);
    return `<${said.join(" ")}${[...node.childNodes].map(drawn).join("")}>`;
  };
  return `${innerWidth} ${Boolean(document.title)} ${drawn(document.documentElement)}`;
}
