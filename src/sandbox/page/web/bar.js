// The bar above: the page's clock, leaps in time, company, language and look.

import { el, iconButton, toast } from "./dom.js";
import { openMenu } from "./menu.js";
import { anythingNew, state } from "./state.js";
import { either, hour, language, say, shortMoment, speak, wholeDay } from "./words.js";
import { wish } from "./wire.js";

/** The look that is shown: chosen, else the machine's. */
const chosenLook = () => localStorage.getItem("aktor.look");
const machine = matchMedia("(prefers-color-scheme: dark)");
const look = () => chosenLook() ?? (machine.matches ? "dark" : "light");
/** Shows the look from the first moment on. */
export function dress() {
  document.documentElement.dataset.look = look();
}
machine.addEventListener("change", dress);

/** The bar. `retell` shows everything in another language, `drawer` opens the left side on narrow screens. */
export class Bar {
  constructor({ retell, drawer, tour, spot }) {
    Object.assign(this, { retell, drawer, tour, spot, company: true });
    this.element = document.getElementById("bar");
    this.render();
  }

  render() {
    this.element.setAttribute("aria-label", say("bar"));
    this.clock = el("span", { class: "clock" });
    const leap = (far, hint) =>
      el(
        "button",
        {
          type: "button",
          class: `button ${far === "letter" || far === "question" ? "is-good" : "only-wide"}`,
          title: hint,
          "data-leap": far,
          onclick: () => this.leap(far),
        },
        say(far),
      );
    this.leaps = el(
      "div",
      { class: "leaps", role: "group", "aria-label": say("bar"), tabindex: "-1" },
      leap("day", say("dayHint")),
      leap("week", say("weekHint")),
      leap("question"),
      leap("letter"),
      el(
        "button",
        {
          type: "button",
          class: "button only-wide",
          title: say("fillHint"),
          "data-leap": "fill",
          onclick: () => this.fill(),
        },
        say("fill"),
      ),
      el(
        "label",
        { class: "button is-quiet only-wide" },
        el("input", {
          type: "checkbox",
          checked: this.company,
          onchange: ({ target }) => {
            this.company = target.checked;
          },
        }),
        say("company"),
      ),
      iconButton("more", say("moreTime"), (event) => this.more(event.currentTarget), {
        class: "icon-button only-narrow",
        "aria-haspopup": "menu",
      }),
    );
    const dark = look() === "dark";
    this.element.replaceChildren(
      iconButton("menu", say("openSide"), this.drawer, {
        class: "icon-button only-narrow",
        "aria-expanded": "false",
        id: "drawer",
      }),
      el("div", { class: "brand" }, el("img", { src: "icon.svg", alt: "" }), el("h1", {}, "Aktør")),
      el("span", { class: "visually-hidden" }, `${say("now")}: `),
      this.clock,
      this.leaps,
      el(
        "span",
        { class: "ends" },
        iconButton("map", say("openTour"), this.tour),
        el(
          "button",
          {
            type: "button",
            class: "icon-button small",
            lang: language() === "da" ? "en" : "da",
            "aria-label": say("language"),
            title: say("language"),
            id: "language",
            onclick: () => {
              speak(language() === "da" ? "en" : "da");
              this.retell();
              document.getElementById("language").focus();
            },
          },
          el("b", {}, say("languageShort")),
        ),
        iconButton(
          dark ? "sun" : "moon",
          say(dark ? "light" : "dark"),
          () => {
            localStorage.setItem("aktor.look", dark ? "light" : "dark");
            dress();
            this.render();
            document.getElementById("look").focus();
          },
          { id: "look" },
        ),
      ),
    );
    this.update();
  }

  /** What there is no room for on narrow screens. */
  more(from) {
    const { left, bottom } = from.getBoundingClientRect();
    const toggle = () => {
      this.company = !this.company;
      this.render();
    };
    const rows = [
      { words: say("day"), icon: "next", then: () => this.leap("day") },
      { words: say("week"), icon: "last", then: () => this.leap("week") },
      { words: say("fill"), icon: "spark", then: () => this.fill() },
      "-",
      { words: say(this.company ? "companyOff" : "companyOn"), icon: "people", then: toggle },
    ];
    openMenu(rows, { x: left, y: bottom + 4, label: say("moreTime"), from });
  }

  update() {
    const drawer = document.getElementById("drawer");
    const news = anythingNew();
    drawer.classList.toggle("has-news", news);
    drawer.setAttribute("aria-label", news ? `${say("openSide")}, ${say("unread")}` : say("openSide"));
    const moment = shortMoment(state.clock);
    this.clock.textContent = moment.slice(0, 1).toUpperCase() + moment.slice(1);
    this.clock.title = `${wholeDay(state.clock)} ${hour(state.clock)}`;
    for (const button of this.leaps.querySelectorAll("[data-leap]")) {
      const busy = state.busy === button.dataset.leap;
      button.disabled = state.busy !== null;
      button.setAttribute("aria-busy", String(busy));
      button.textContent = busy ? say(state.busy === "fill" ? "filling" : "leaping") : say(button.dataset.leap);
    }
  }

  async wish(what, body) {
    if (state.busy) return;
    const held = document.activeElement?.dataset?.leap;
    state.busy = body.leap ?? "fill";
    this.update();
    try {
      const came = await wish(what, { me: state.me, ...body });
      toast(either(came.told ?? came.failed));
    } catch {
      toast(say("failed"));
    }
    state.busy = null;
    this.update();
    if (held) this.leaps.querySelector(`[data-leap="${held}"]`)?.focus();
  }

  leap(far) {
    return this.wish("leap", { leap: far, channel: this.spot(), company: this.company });
  }
  fill() {
    return this.wish("fill", { channel: this.spot() });
  }
}
