// Making elements. Text goes in as text, never as HTML.

/** An element: tag, what it has, what is in it. `class`, `on…` handlers, `data`, `aria` and plain attributes. */
export function el(tag, has = {}, ...inner) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(has)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "value" || name === "checked") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inner.flat(9).filter((one) => one !== undefined && one !== null && one !== false));
  return made;
}

const paths = {
  hash: "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17",
  forum: "M4 5h16v10H9l-5 4z",
  chat: "M4 5h16v11H10l-6 4z",
  thread: "M5 4v9a3 3 0 0 0 3 3h11M15 12l4 4-4 4",
  reply: "M10 6 4 12l6 6M4 12h10a6 6 0 0 1 6 6",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5v.01M15 9.5v.01",
  edit: "M4 20h4L19 9l-4-4L4 16zM13.5 6.5l4 4",
  bin: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
  more: "M4.2 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M11.2 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M18.2 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0",
  close: "M6 6l12 12M18 6 6 18",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  menu: "M4 6h16M4 12h16M4 18h16",
  send: "M4 12 20 4l-5 16-3-7z",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  next: "M5 6l7 6-7 6zM17 6v12",
  last: "M3 6l7 6-7 6zM11 6l7 6-7 6zM21 6v12",
  map: "M4 6l5-2 6 2 5-2v14l-5 2-6-2-5 2zM9 4v14M15 6v14",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM16 8v5.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.5 7.1",
  spark: "M12 3l2 6 6 2-6 2-2 6-2-6-6-2 6-2z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
};
/** A small picture; it says nothing to a screen reader. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const made = document.createElementNS(space, "svg");
  for (const [key, value] of [
    ["class", "icon"],
    ["viewBox", "0 0 24 24"],
    ["aria-hidden", "true"],
  ])
    made.setAttribute(key, value);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", paths[name] ?? paths.chat);
  made.append(path);
  return made;
}

/** A button that shows a picture only, with its words for those who hear it. */
export const iconButton = (name, words, onclick, has = {}) =>
  el(
    "button",
    { type: "button", class: "icon-button", "aria-label": words, title: words, onclick, ...has },
    icon(name),
  );

const tones = ["#7a4a8c", "#2f6690", "#9a4c1f", "#3d6b35", "#8c3a4f", "#4a5a9a", "#6b5b1e", "#226d6d"];
/** The square with somebody's initial. */
export function face(user, small = false) {
  const name = user?.name ?? "?";
  const made = el(
    "span",
    { class: `face${small ? " is-small" : ""}${user?.bot ? " is-bot" : ""}`, "aria-hidden": "true" },
    user?.bot ? "" : name.slice(0, 1).toUpperCase(),
  );
  if (!user?.bot)
    made.style.setProperty(
      "--tone",
      tones[[...name].reduce((sum, c) => (sum * 131 + c.codePointAt(0)) % 9973, 7) % tones.length],
    );
  return made;
}

/** A line of words that goes away by itself, or when it is read. */
export function toast(words, act) {
  const close = () => made.remove();
  const made = el(
    "div",
    { class: "toast" },
    el("span", {}, words),
    act &&
      el(
        "button",
        {
          type: "button",
          onclick: () => {
            close();
            act.then();
          },
        },
        act.words,
      ),
  );
  const all = document.getElementById("toasts");
  while (all.childElementCount > 1) all.firstChild.remove();
  all.append(made);
  setTimeout(close, Math.max(6000, words.length * 90));
}
