// Two people changed the same answer: both texts are shown at the field, and the reader chooses.
import { said, words } from "./words.js";

const element = (tag, className, ...inside) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside);
  return made;
};

function side(title, text, label, choose) {
  const button = element("button", "krds-btn small secondary", label);
  button.type = "button";
  button.addEventListener("click", choose);
  return element("div", "", element("h3", "", title), element("p", "text", text || words.nothing), button);
}

/** The conflict at `place`; `taken` is called with "mine" or "theirs", after which the view is gone. Its `show` follows mine. */
export function showConflict(place, { mine, theirs, who }, taken) {
  place.parentElement.querySelector(".g-conflict-view")?.remove();
  const view = element("div", "g-conflict-view g-note warn");
  view.setAttribute("role", "alert");
  const choose = (which) => () => {
    view.remove();
    taken(which);
  };
  const both = element("div", "g-conflict", side(words.mine, mine, words.take_mine, choose("mine")), side(words.theirs, theirs, words.take_theirs, choose("theirs")));
  view.append(element("p", "", element("strong", "", words.both(who ? words.by(who) : words.someone))), both);
  place.after(view);
  return { show: (text) => { view.querySelector(".text").textContent = text || words.nothing; } };
}

/** The door's words at a field, and nothing when there are none. */
export function showProblem(place, answer) {
  place.replaceChildren();
  place.hidden = !answer;
  if (answer) place.append(element("p", "", element("span", "sr", `${words.error} `), `${said(answer.says)} ${said(answer.remedy)}`));
}
