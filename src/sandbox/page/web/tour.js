// The guided tour: six steps, each with who one has to be and where; a step ticks itself off when it was taken.

import { el, iconButton } from "./dom.js";
import { state, userOf } from "./state.js";
import { inline } from "./text.js";
import { either, say } from "./words.js";

const kept = "aktor.tour";
const narrow = matchMedia("(max-width: 820px)");

/** The tour. `lead` goes to a step's person and place. */
export class Tour {
  constructor({ lead }) {
    this.lead = lead;
    this.folded = false;
    this.shown = sessionStorage.getItem(kept) !== "hidden";
    this.at = Math.max(0, Number(sessionStorage.getItem(`${kept}.at`) ?? 0));
    this.element = el("section", { class: "tour", id: "tour", tabindex: "-1" });
  }

  /** Shows the tour, or puts it away. */
  toggle(shown = !this.shown) {
    this.shown = shown;
    sessionStorage.setItem(kept, shown ? "shown" : "hidden");
    this.update();
    if (shown) this.element.focus();
  }

  /** Shows a step's text and buttons, or its title alone: on a phone the conversation needs the room. */
  fold(folded = !this.folded) {
    this.folded = folded;
    this.update();
  }

  go(step) {
    if (narrow.matches) this.fold(true);
    this.lead(step);
  }

  to(step) {
    this.at = step;
    this.folded = false;
    sessionStorage.setItem(`${kept}.at`, String(step));
    this.update();
    this.element.querySelector(".step[aria-current]")?.focus();
  }

  update() {
    this.element.hidden = !this.shown || !state.tour.length;
    if (this.element.hidden) return;
    const held = document.activeElement?.dataset?.step;
    const step = state.tour[this.at] ?? state.tour[0];
    const all = state.tour.length;
    const taken = Boolean(state.taken[this.at]);
    const there = state.me === step.person;
    const name = userOf(step.person)?.name ?? "";
    const complete = state.tour.every((_, n) => state.taken[n]);
    this.element.setAttribute("aria-label", say("tour"));
    const parts = [
      el(
        "header",
        {},
        el("h3", {}, either(step.title), taken && el("span", { class: "badge" }, `✓ ${say("taken")}`)),
        el(
          "div",
          { class: "steps" },
          state.tour.map((one, n) =>
            el(
              "button",
              {
                type: "button",
                class: `step${state.taken[n] ? " is-taken" : ""}`,
                "data-step": n,
                "aria-current": n === this.at ? "step" : null,
                "aria-label": `${say("step", n + 1, all)}: ${either(one.title)}${state.taken[n] ? ` (${say("taken")})` : ""}`,
                title: either(one.title),
                onclick: () => this.to(n),
              },
              state.taken[n] ? "✓" : String(n + 1),
            ),
          ),
        ),
        iconButton(this.folded ? "down" : "up", say(this.folded ? "unfoldTour" : "foldTour"), () => this.fold(), {
          "aria-expanded": String(!this.folded),
          "data-step": "fold",
        }),
        iconButton("close", say("hideTour"), () => this.toggle(false)),
      ),
      !this.folded && el("p", {}, inline(complete ? say("tourDone") : either(step.text))),
      !this.folded &&
        el(
          "div",
          { class: "acts" },
          el(
            "button",
            {
              type: "button",
              class: `button${taken ? "" : " is-main"}`,
              "data-step": "lead",
              onclick: () => this.go(step),
            },
            there ? say("here") : say("goThere", name),
          ),
          this.at + 1 < all &&
            el(
              "button",
              {
                type: "button",
                class: `button${taken ? " is-main" : ""}`,
                "data-step": "next",
                onclick: () => {
                  this.to(this.at + 1);
                  this.go(state.tour[this.at]);
                },
              },
              say("next"),
            ),
        ),
    ];
    this.element.replaceChildren(...parts.filter(Boolean));
    if (held) this.element.querySelector(`[data-step="${held}"]`)?.focus();
  }
}
