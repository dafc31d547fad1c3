// Dialogs: the forms that the bot asks people to fill in, choices, questions. What is typed is not lost by accident.

import { deed } from "./deeds.js";
import { el, icon, iconButton } from "./dom.js";
import { guildOf, membersOf, state, userOf } from "./state.js";
import { markdown } from "./text.js";
import { say } from "./words.js";

let count = 0;
const fresh = (name) => `${name}-${++count}`;

/** Opens a dialog; resolves with what `done` was called with, null when it was closed. `dirty` asks before it closes. */
function sheet(title, { from, body, foot, dirty = () => false, kind = "" }, submit) {
  const back = document.activeElement;
  const id = fresh("sheet");
  return new Promise((settle) => {
    let asked = false;
    const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
    const done = (value) => { made.close(); made.remove(); settle(value); if (back?.isConnected) back.focus(); };
    const leave = async () => {
      if (!dirty()) return done(null);
      if (asked) return;
      asked = true;
      const yes = await sure(say("discardSure"), "", say("discard"), say("keepWriting"));
      asked = false;
      if (yes) done(null);
    };
    const tell = (words) => { wrong.textContent = words; wrong.hidden = false; wrong.scrollIntoView({ block: "nearest" }); };
    const form = el("form", { method: "dialog", novalidate: true, onsubmit: async (event) => { event.preventDefault(); wrong.hidden = true; await submit?.(done, tell, event.submitter); } },
      el("header", {}, el("div", {}, el("h2", { id }, title), from && el("p", { class: "from" }, from)), iconButton("close", say("close"), leave)),
      el("div", { class: "body" }, body, wrong),
      foot && el("footer", {}, foot(leave)));
    const made = el("dialog", { class: `sheet ${kind}`, "aria-labelledby": id, oncancel: (event) => { event.preventDefault(); leave(); } }, form);
    // Chromium closes on a second Escape whatever is answered to the first.
    made.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); leave(); } });
    document.body.append(made);
    made.showModal();
    (form.querySelector(".body :is(textarea, input, select, [autofocus])") ?? form.querySelector("footer .is-main, footer button"))?.focus();
  });
}

const cancel = (leave) => el("button", { type: "button", class: "button is-quiet", onclick: leave }, say("cancel"));

/** Asks whether something is meant. */
export const sure = (title, text, yes, no = say("cancel")) => sheet(title, {
  body: text ? el("p", {}, text) : [],
  foot: (leave) => [el("button", { type: "button", class: "button", onclick: leave }, no), el("button", { type: "submit", class: "button is-danger" }, yes)],
}, (done) => done(true));

/** Asks for one line. */
export function ask(title, label, value, most) {
  const id = fresh("ask");
  const input = el("input", { class: "field", id, maxlength: most, value });
  return sheet(title, { body: el("div", { class: "asks" }, el("label", { for: id }, label), input), foot: (leave) => [cancel(leave), el("button", { type: "submit", class: "button is-main" }, say("save"))] }, (done, tell) => (input.value.trim() ? done(input.value.trim()) : tell(say("needed"))));
}

const emojis = ["👍", "❤️", "🙏", "😊", "😂", "👏", "🎉", "💡", "💪", "🤔", "👀", "✅", "☕", "🌱", "🌞", "🚲", "🧹", "🫶"];
/** Lets somebody choose an emoji. */
export const emojiSheet = () => new Promise((settle) => {
  let chosen = null;
  const body = el("div", { class: "emoji" }, emojis.map((emoji) => el("button", { type: "submit", "aria-label": emoji, onclick: () => { chosen = emoji; } }, emoji)));
  sheet(say("reactions"), { body }, (done) => done(chosen)).then(settle);
});

/** Shows a picture as large as there is room for. */
export const pictureSheet = (address, alt) => sheet(say("picture"), { kind: "is-picture", body: el("img", { src: address, alt }), foot: (leave) => el("button", { type: "button", class: "button", onclick: leave }, say("close")) });

/** What can be chosen in a select: its options, or the people, roles and channels of the place. */
export function choicesOf(select, channel) {
  const guild = guildOf(channel);
  const people = () => (guild ? membersOf(guild) : [...state.channel.get(channel)?.with ? [userOf(state.channel.get(channel).with), userOf(state.me)] : []]).map((one) => ({ value: one.id, label: one.name, description: (one.roles ?? []).join(" · ") }));
  const roles = () => [...state.role.values()].filter((one) => one.guild === guild).map((one) => ({ value: one.id, label: `@${one.name}` }));
  const channels = () => [...state.channel.values()].filter((one) => one.guild_id === guild && (select.channel_types?.length ? select.channel_types.includes(one.type) : one.type < 10 || one.type > 12)).map((one) => ({ value: one.id, label: `#${one.name}` }));
  return { 3: () => select.options ?? [], 5: people, 6: roles, 7: () => [...people(), ...roles()], 8: channels }[select.type]?.() ?? [];
}

/** Lets somebody choose in a select, and sends it. */
export async function selectSheet(select, message) {
  const least = select.min_values ?? 1;
  const most = select.max_values ?? 1;
  const name = fresh("choice");
  const preset = (select.default_values ?? []).map((one) => one.id);
  const box = (one) => el("label", { class: "choice" }, el("input", { type: most > 1 ? "checkbox" : "radio", name, value: one.value, checked: Boolean(one.default) || preset.includes(one.value) }), one.emoji?.name && el("span", { "aria-hidden": "true" }, one.emoji.name), el("span", {}, one.label, one.description && el("small", {}, one.description)));
  const all = choicesOf(select, message.channel_id);
  const list = el("fieldset", { class: "choices" }, el("legend", { class: "visually-hidden" }, select.placeholder ?? say("chooseOne")), all.map(box));
  const search = all.length > 9 && el("input", { class: "field", type: "search", placeholder: say("searchPeople"), "aria-label": say("searchPeople"), oninput: ({ target }) => { for (const one of list.querySelectorAll("label")) one.hidden = !one.textContent.toLowerCase().includes(target.value.toLowerCase()); } });
  await sheet(select.placeholder ?? say("chooseOne"), { body: [search, list], foot: (leave) => [cancel(leave), el("button", { type: "submit", class: "button is-main" }, say("chooseOne"))] }, async (done, tell) => {
    const values = [...list.querySelectorAll("input:checked")].map((one) => one.value);
    if (values.length < least) return tell(say("chooseAtLeast", least));
    if (values.length > most) return tell(say("chooseAtMost", most));
    // The form that may follow opens once this one has closed.
    done(values);
  }).then((values) => values && deed({ do: "choose", message: message.id, select: select.custom_id, values }));
}

// Fields of forms that were closed or failed: what was typed comes back when the same form opens again.
const typed = new Map();

function question(label, hint, input, must, most) {
  const id = input.id;
  const left = most && most <= 4000 && input.tagName === "TEXTAREA" && el("span", { class: "left", "aria-live": "off" });
  const show = () => { if (left) left.textContent = say("charsLeft", most - [...input.value].length); };
  input.addEventListener("input", show);
  show();
  return el("div", { class: "asks" }, el("label", { for: id }, label, must && el("span", { class: "must", "aria-hidden": "true" }, " *")), hint && el("span", { class: "hint", id: `${id}-hint` }, hint), input, left);
}

/** A form of the bot's, on a person's screen until it is sent or closed. */
export function formSheet(interaction, modal) {
  const fields = [];
  const body = (modal.components ?? []).map((part) => {
    if (part.type === 10) return markdown(part.content);
    const input = part.type === 18 ? part.component : part.components?.[0];
    if (!input || input.type !== 4) return null;
    const id = fresh("field");
    const label = part.type === 18 ? part.label : input.label;
    const key = `${state.me}:${modal.title}:${label}`;
    const must = input.required !== false;
    const made = el(input.style === 2 ? "textarea" : "input", { class: "field", id, maxlength: input.max_length ?? 4000, placeholder: input.placeholder, "aria-required": must ? "true" : null, "aria-describedby": part.description ? `${id}-hint` : null, value: input.value || typed.get(key) || "" });
    fields.push({ input, made, must, key, first: input.value ?? "" });
    made.addEventListener("input", () => typed.set(key, made.value));
    return question(label, part.description, made, must, input.max_length);
  });
  return sheet(modal.title, {
    from: say("from", userOf(state.bot)?.name ?? "Aktør"), body,
    foot: (leave) => [cancel(leave), el("button", { type: "submit", class: "button is-main" }, say("send"))],
    dirty: () => fields.some(({ made, first }) => made.value !== first),
  }, async (done, tell, button) => {
    for (const { input, made, must } of fields) {
      const length = [...made.value].length;
      made.removeAttribute("aria-invalid");
      const wrong = must && !made.value.trim() ? say("needed") : length && length < (input.min_length ?? 0) ? say("atLeast", input.min_length) : null;
      if (wrong) { made.setAttribute("aria-invalid", "true"); made.focus(); return tell(wrong); }
    }
    if (button) button.disabled = true;
    const came = await deed({ do: "submit", interaction, fields: fields.map(({ input, made }) => [input.custom_id, made.value]) }, tell);
    if (button) button.disabled = false;
    if (came && !came.silent) { fields.forEach(({ key }) => typed.delete(key)); done(true); }
  });
}

/** The button that opens a select. */
export const selectButton = (select, message) => el("button", { type: "button", class: "button select", "aria-haspopup": "dialog", disabled: select.disabled, onclick: () => selectSheet(select, message) }, select.options?.filter((one) => one.default).map((one) => one.label).join(", ") || select.placeholder || say("choosePlaceholder"), icon("down"));
