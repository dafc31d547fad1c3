// The guided tour: six steps, each with who one has to be and where; a step ticks itself off when it was taken.

import { el, iconButton } from "./dom.js";
import { state, userOf } from "./state.js";
import { inline } from "./text.js";
import { either, say } from "./words.js";

const kept = "aktor.tour";

/** The tour. `lead` goes to a step's person and place. */
export class Tour {
  constructor({ lead }) {
    this.lead = lead;
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

  to(step) {
    this.at = step;
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
    this.element.replaceChildren(
      el("header", {}, el("h3", {}, either(step.title), taken && el("span", { class: "badge" }, `✓ ${say("taken")}`)),
        el("div", { class: "steps" }, state.tour.map((one, n) => el("button", { type: "button", class: `step${state.taken[n] ? " is-taken" : ""}`, "data-step": n, "aria-current": n === this.at ? "step" : null, "aria-label": `${say("step", n + 1, all)}: ${either(one.title)}${state.taken[n] ? ` (${say("taken")})` : ""}`, title: either(one.title), onclick: () => this.to(n) }, state.taken[n] ? "✓" : String(n + 1)))),
        iconButton("close", say("hideTour"), () => this.toggle(false))),
      el("p", {}, inline(complete ? say("tourDone") : either(step.text))),
      el("div", { class: "acts" },
        el("button", { type: "button", class: `button${taken ? "" : " is-main"}`, "data-step": "lead", onclick: () => this.lead(step) }, there ? say("here") : say("goThere", name)),
        this.at + 1 < all && el("button", { type: "button", class: `button${taken ? " is-main" : ""}`, "data-step": "next", onclick: () => { this.to(this.at + 1); this.lead(state.tour[this.at]); } }, say("next"))));
    if (held) this.element.querySelector(`[data-step="${held}"]`)?.focus();
  }
}
