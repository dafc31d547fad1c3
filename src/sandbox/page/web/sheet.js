// Sheets: dialogs that ask something and give the focus back. What is typed is not lost by accident.

import { el, iconButton } from "./dom.js";
import { say } from "./words.js";

let count = 0;
/** An id that nothing else on the page has. */
export const fresh = (name) => `${name}-${++count}`;

/** Opens a dialog; resolves with what `done` was called with, null when it was closed. `dirty` asks before it closes. */
export function sheet(title, { from, body, foot, dirty = () => false, kind = "" }, submit) {
  const back = document.activeElement;
  const id = fresh("sheet");
  return new Promise((settle) => {
    let asked = false;
    const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
    const done = (value) => {
      made.close();
      made.remove();
      settle(value);
      if (back?.isConnected) back.focus();
    };
    const leave = async () => {
      if (!dirty()) return done(null);
      if (asked) return;
      asked = true;
      const yes = await sure(say("discardSure"), "", say("discard"), say("keepWriting"));
      asked = false;
      if (yes) done(null);
    };
    const tell = (words) => {
      wrong.textContent = words;
      wrong.hidden = false;
      wrong.scrollIntoView({ block: "nearest" });
    };
    const form = el(
      "form",
      {
        method: "dialog",
        novalidate: true,
        onsubmit: async (event) => {
          event.preventDefault();
          wrong.hidden = true;
          await submit?.(done, tell, event.submitter);
        },
      },
      el(
        "header",
        {},
        el("div", {}, el("h2", { id }, title), from && el("p", { class: "from" }, from)),
        iconButton("close", say("close"), leave),
      ),
      el("div", { class: "body" }, body, wrong),
      foot && el("footer", {}, foot(leave)),
    );
    const made = el(
      "dialog",
      {
        class: `sheet ${kind}`,
        "aria-labelledby": id,
        oncancel: (event) => {
          event.preventDefault();
          leave();
        },
      },
      form,
    );
    // Chromium closes on a second Escape whatever is answered to the first.
    made.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        leave();
      }
    });
    document.body.append(made);
    made.showModal();
    (
      form.querySelector(".body :is(textarea, input, select, [autofocus])") ??
      form.querySelector("footer .is-main, footer button")
    )?.focus();
  });
}

/** The button that closes a sheet. */
export const cancel = (leave) =>
  el("button", { type: "button", class: "button is-quiet", onclick: leave }, say("cancel"));

/** Asks whether something is meant. */
export const sure = (title, text, yes, no = say("cancel")) =>
  sheet(
    title,
    {
      body: text ? el("p", {}, text) : [],
      foot: (leave) => [
        el("button", { type: "button", class: "button", onclick: leave }, no),
        el("button", { type: "submit", class: "button is-danger" }, yes),
      ],
    },
    (done) => done(true),
  );

/** Asks for one line. */
export function ask(title, label, value, most) {
  const id = fresh("ask");
  const input = el("input", { class: "field", id, maxlength: most, value });
  return sheet(
    title,
    {
      body: el("div", { class: "asks" }, el("label", { for: id }, label), input),
      foot: (leave) => [cancel(leave), el("button", { type: "submit", class: "button is-main" }, say("save"))],
    },
    (done, tell) => (input.value.trim() ? done(input.value.trim()) : tell(say("needed"))),
  );
}

const emojis = "👍 ❤️ 🙏 😊 😂 👏 🎉 💡 💪 🤔 👀 ✅ ☕ 🌱 🌞 🚲 🧹 🫶".split(" ");
/** Lets somebody choose an emoji. */
export const emojiSheet = () =>
  new Promise((settle) => {
    let chosen = null;
    const body = el(
      "div",
      { class: "emoji" },
      emojis.map((emoji) =>
        el(
          "button",
          {
            type: "submit",
            "aria-label": emoji,
            onclick: () => {
              chosen = emoji;
            },
          },
          emoji,
        ),
      ),
    );
    sheet(say("reactions"), { body }, (done) => done(chosen)).then(settle);
  });

/** Shows a picture as large as there is room for. */
export const pictureSheet = (address, alt) =>
  sheet(say("picture"), {
    kind: "is-picture",
    body: el("img", { src: address, alt }),
    foot: (leave) => el("button", { type: "button", class: "button", onclick: leave }, say("close")),
  });
