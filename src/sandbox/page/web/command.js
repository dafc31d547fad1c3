// Slash commands: what is offered, and the form with a command's options.

import { deed } from "./deeds.js";
import { el, iconButton } from "./dom.js";
import { choicesOf } from "./choice.js";
import { localised, say } from "./words.js";

/** Commands with their subcommands, as one list of what can be used. */
export function leaves(commands) {
  const found = [];
  const walk = (body, path, shown) => {
    const inner = (body.options ?? []).filter((one) => one.type === 1 || one.type === 2);
    if (inner.length) for (const one of inner) walk(one, [...path, one.name], [...shown, localised(one, "name")]);
    else
      found.push({
        path: path.join(" "),
        shown: shown.join(" "),
        hint: localised(body, "description"),
        options: body.options ?? [],
      });
  };
  for (const command of commands.filter((one) => one.type === 1))
    walk(command, [command.name], [localised(command, "name")]);
  return found.sort((a, b) => a.shown.localeCompare(b.shown, "da"));
}

// Kinds of options, as Discord numbers them, and the select that offers the same.
const pickers = { 6: 5, 7: 8, 8: 6, 9: 7 };
let made = 0;

/** The form of one command. */
export class CommandForm {
  constructor(leaf, talk, leave) {
    Object.assign(this, { leaf, talk, leave, id: ++made, fields: new Map() });
    this.options = el("div", { class: "options" });
    this.more = el("div", { class: "more" });
    this.wrong = el("p", { class: "wrong asks", role: "alert" });
    this.go = el("button", { type: "submit", class: "button is-main" }, say("run"));
    this.element = el(
      "form",
      {
        class: "command",
        novalidate: true,
        "aria-labelledby": `command-${this.id}`,
        onsubmit: (event) => {
          event.preventDefault();
          this.run();
        },
        onkeydown: (event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            leave();
          }
        },
      },
      el(
        "div",
        { class: "title" },
        el("strong", { id: `command-${this.id}` }, `/${leaf.shown}`),
        el("span", { class: "soft small" }, leaf.hint),
        iconButton("close", say("cancel"), leave),
      ),
      this.options,
      this.wrong,
      el("div", { class: "more" }, this.go, this.more),
    );
    for (const option of leaf.options.filter((one) => one.required)) this.add(option);
    this.offer();
  }

  /** The form stands on the screen: the first thing to fill in, or the button, has the focus. */
  ready() {
    (this.options.querySelector("input, textarea, select") ?? this.go).focus();
  }

  offer() {
    const left = this.leaf.options.filter((one) => !this.fields.has(one.name));
    this.more.replaceChildren(
      ...(left.length ? [el("span", { class: "small soft" }, say("addOption"))] : []),
      ...left.map((option) =>
        el(
          "button",
          {
            type: "button",
            class: "button",
            title: localised(option, "description"),
            onclick: () => {
              this.add(option).focus();
              this.offer();
            },
          },
          localised(option, "name"),
        ),
      ),
    );
  }

  add(option) {
    const id = `option-${this.id}-${option.name}`;
    const hint = localised(option, "description");
    const about = {
      id,
      class: "field",
      "aria-describedby": `${id}-hint`,
      "aria-required": option.required ? "true" : null,
    };
    const input = this.input(option, about);
    const wide = input.tagName === "TEXTAREA";
    const proposals =
      option.autocomplete &&
      el("div", {
        class: "proposals",
        id: `${id}-list`,
        role: "listbox",
        tabindex: "0",
        "aria-label": localised(option, "name"),
        hidden: true,
      });
    if (proposals) this.propose(option, input, proposals);
    const drop =
      !option.required &&
      el(
        "button",
        {
          type: "button",
          class: "button is-quiet small drop",
          "aria-label": `${say("remove")} ${localised(option, "name")}`,
          onclick: () => {
            this.fields.get(option.name).box.remove();
            this.fields.delete(option.name);
            this.offer();
            this.go.focus();
          },
        },
        say("remove"),
      );
    const box = el(
      "div",
      { class: `asks${wide ? " is-wide" : ""}` },
      el(
        "label",
        { for: id },
        localised(option, "name"),
        option.required && el("span", { class: "must", "aria-hidden": "true" }, " *"),
      ),
      el("span", { class: "hint", id: `${id}-hint` }, hint),
      input,
      proposals,
      drop,
    );
    this.fields.set(option.name, { option, input, box });
    this.options.append(box);
    return input;
  }

  input(option, about) {
    const pick = (choices) =>
      el(
        "select",
        about,
        el("option", { value: "" }, say("choose")),
        choices.map((one) => el("option", { value: String(one.value) }, one.label)),
      );
    if (option.choices?.length)
      return pick(option.choices.map((one) => ({ value: one.value, label: localised(one, "name") })));
    if (option.type === 5)
      return pick([
        { value: "true", label: say("yes") },
        { value: "false", label: say("no") },
      ]);
    if (pickers[option.type])
      return pick(choicesOf({ type: pickers[option.type], channel_types: option.channel_types }, this.talk.channel));
    if (option.type === 4 || option.type === 10)
      return el("input", {
        ...about,
        type: "number",
        min: option.min_value,
        max: option.max_value,
        step: option.type === 4 ? 1 : "any",
      });
    if ((option.max_length ?? 0) > 200) return el("textarea", { ...about, maxlength: option.max_length, rows: 3 });
    return el("input", {
      ...about,
      type: "text",
      maxlength: option.max_length,
      autocomplete: "off",
      ...(option.autocomplete
        ? {
            role: "combobox",
            "aria-expanded": "false",
            "aria-controls": `${about.id}-list`,
            "aria-autocomplete": "list",
          }
        : {}),
    });
  }

  /** What the bot proposes for what is half-typed. */
  propose(option, input, list) {
    let at = -1;
    const show = (choices) => {
      at = -1;
      list.hidden = !choices.length;
      input.setAttribute("aria-expanded", String(choices.length > 0));
      input.removeAttribute("aria-activedescendant");
      list.replaceChildren(
        ...choices.map((one, n) =>
          el(
            "div",
            {
              class: "option",
              role: "option",
              id: `${list.id}-${n}`,
              "aria-selected": "false",
              "data-value": one.value,
              onpointerdown: (event) => {
                event.preventDefault();
                take(one);
              },
            },
            localised(one, "name"),
          ),
        ),
      );
    };
    const take = (one) => {
      input.value = one.value;
      show([]);
    };
    const ask = async () => {
      const typed = input.value;
      const came = await deed(
        { do: "type", channel: this.talk.channel, path: this.leaf.path, option: option.name, typed },
        () => {},
      );
      if (input.value === typed && document.activeElement === input) show(came?.choices ?? []);
    };
    input.addEventListener("input", ask);
    input.addEventListener("focus", ask);
    input.addEventListener("blur", () => setTimeout(() => show([]), 150));
    input.addEventListener("keydown", (event) => {
      if (event.key === "Tab") show([]);
      const all = [...list.children];
      if (list.hidden || !all.length) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        at = (at + (event.key === "ArrowDown" ? 1 : all.length - 1 + (at < 0))) % all.length;
        all.forEach((one, n) => one.setAttribute("aria-selected", String(n === at)));
        input.setAttribute("aria-activedescendant", all[at].id);
        all[at].scrollIntoView({ block: "nearest" });
        event.preventDefault();
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        take({ value: all[at].dataset.value });
      } else if (event.key === "Escape") {
        event.stopPropagation();
        show([]);
      }
    });
  }

  value({ option, input }) {
    const typed = input.value;
    if (option.type === 5) return typed === "true";
    if (option.type === 4 || option.type === 10) return Number(typed);
    if (option.type === 3 && !option.choices?.length) return this.talk.withMentions(typed);
    const chosen = option.choices?.find((one) => String(one.value) === typed);
    return chosen ? chosen.value : typed;
  }

  async run() {
    this.wrong.textContent = "";
    for (const { option, input } of this.fields.values()) {
      input.removeAttribute("aria-invalid");
      if (option.required && !input.value.trim()) {
        input.setAttribute("aria-invalid", "true");
        input.focus();
        this.wrong.textContent = `${localised(option, "name")}: ${say("needed")}`;
        return;
      }
    }
    const filled = [...this.fields.values()].filter(({ input }) => input.value.trim());
    this.go.disabled = true;
    const came = await deed(
      {
        do: "command",
        channel: this.talk.channel,
        path: this.leaf.path,
        options: filled.map((field) => [field.option.name, this.value(field)]),
      },
      (words) => {
        this.wrong.textContent = words;
      },
    );
    this.go.disabled = false;
    if (came && !came.silent) {
      this.leave();
      this.talk.bottom();
    }
  }
}
