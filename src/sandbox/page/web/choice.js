// Choosing: what a select offers, as a list to tick, on a sheet of its own or inside a form.

import { deed } from "./deeds.js";
import { el, icon } from "./dom.js";
import { cancel, fresh, sheet } from "./sheet.js";
import { guildOf, membersOf, state, userOf } from "./state.js";
import { say } from "./words.js";

const MANY = 9;

/** Whether a component is a select of any kind. */
export const isSelect = (part) => [3, 5, 6, 7, 8].includes(part?.type);

/** What can be chosen in a select: its options, or the people, roles and channels of the place. */
export function choicesOf(select, channel) {
  const guild = guildOf(channel);
  const pair = () => [userOf(state.channel.get(channel)?.with), userOf(state.me)].filter(Boolean);
  const people = () =>
    (guild ? membersOf(guild) : pair()).map((one) => ({
      value: one.id,
      label: one.name,
      description: (one.roles ?? []).join(" · "),
    }));
  const roles = () =>
    [...state.role.values()]
      .filter((one) => one.guild === guild)
      .map((one) => ({ value: one.id, label: `@${one.name}` }));
  const kinds = select.channel_types ?? [];
  const fits = (one) => (kinds.length ? kinds.includes(one.type) : one.type < 10 || one.type > 12);
  const channels = () =>
    [...state.channel.values()]
      .filter((one) => one.guild_id === guild && fits(one))
      .map((one) => ({ value: one.id, label: `#${one.name}` }));
  switch (select.type) {
    case 3:
      return select.options ?? [];
    case 5:
      return people();
    case 6:
      return roles();
    case 7:
      return [...people(), ...roles()];
    case 8:
      return channels();
    default:
      return [];
  }
}

/** The choices of a select as a list to tick: the elements, what is ticked, and what is wrong with it. */
export function choiceList(select, channel, label) {
  const most = select.max_values ?? 1;
  const least = select.required === false ? 0 : (select.min_values ?? 1);
  const name = fresh("choice");
  const preset = (select.default_values ?? []).map((one) => one.id);
  const box = (one) =>
    el(
      "label",
      { class: "choice" },
      el("input", {
        type: most > 1 ? "checkbox" : "radio",
        name,
        value: one.value,
        checked: Boolean(one.default) || preset.includes(one.value),
      }),
      one.emoji?.name && el("span", { "aria-hidden": "true" }, one.emoji.name),
      el("span", {}, one.label, one.description && el("small", {}, one.description)),
    );
  const all = choicesOf(select, channel);
  const list = el("fieldset", { class: "choices" }, el("legend", { class: "visually-hidden" }, label), all.map(box));
  const seek = ({ target }) => {
    const wanted = target.value.toLowerCase();
    for (const one of list.querySelectorAll("label")) one.hidden = !one.textContent.toLowerCase().includes(wanted);
  };
  const search =
    all.length > MANY &&
    el("input", {
      class: "field",
      type: "search",
      placeholder: say("searchPeople"),
      "aria-label": say("searchPeople"),
      oninput: seek,
    });
  const values = () => [...list.querySelectorAll("input:checked")].map((one) => one.value);
  return {
    elements: [search, list].filter(Boolean),
    values,
    focus: () => list.querySelector("input")?.focus(),
    wrong() {
      const count = values().length;
      if (count < least) return say("chooseAtLeast", least);
      return count > most ? say("chooseAtMost", most) : null;
    },
  };
}

/** Lets somebody choose in a select, and sends it. */
export async function selectSheet(select, message) {
  const title = select.placeholder ?? say("chooseOne");
  const list = choiceList(select, message.channel_id, title);
  const foot = (leave) => [cancel(leave), el("button", { type: "submit", class: "button is-main" }, say("chooseOne"))];
  // The form that may follow opens once this one has closed.
  const values = await sheet(title, { body: list.elements, foot }, (done, tell) => {
    const wrong = list.wrong();
    return wrong ? tell(wrong) : done(list.values());
  });
  if (values) await deed({ do: "choose", message: message.id, select: select.custom_id, values });
}

/** The button that opens a select. */
export function selectButton(select, message) {
  const chosen = (select.options ?? []).filter((one) => one.default).map((one) => one.label);
  const has = {
    type: "button",
    class: "button select",
    "aria-haspopup": "dialog",
    disabled: select.disabled,
    onclick: () => selectSheet(select, message),
  };
  return el("button", has, chosen.join(", ") || select.placeholder || say("choosePlaceholder"), icon("down"));
}
