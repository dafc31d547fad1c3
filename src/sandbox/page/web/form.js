// Forms: those that the bot asks people to fill in, and the one for a new post in a forum. What was typed and not sent
// is there again when the same form opens again.

import { choiceList, isSelect } from "./choice.js";
import { deed } from "./deeds.js";
import { el } from "./dom.js";
import { cancel, fresh, sheet } from "./sheet.js";
import { state, userOf } from "./state.js";
import { markdown } from "./text.js";
import { say } from "./words.js";

const MOST = 4000;
const REQUIRES_TAG = 1 << 4;

/** What was typed into forms that were closed or refused. */
const kept = new Map();

const star = () => el("span", { class: "must", "aria-hidden": "true" }, " *");

/** A field for text. `about` is as Discord describes one. */
function textField(about, label, hint, key) {
  const id = fresh("field");
  const must = about.required !== false;
  const most = about.max_length ?? MOST;
  const input = el(about.style === 2 ? "textarea" : "input", {
    class: "field",
    id,
    maxlength: most,
    placeholder: about.placeholder,
    autocomplete: "off",
    "aria-required": must ? "true" : null,
    "aria-describedby": hint ? `${id}-hint` : null,
    value: about.value || kept.get(key) || "",
  });
  const left = about.style === 2 && el("span", { class: "left" });
  const count = () => {
    if (left) left.textContent = say("charsLeft", most - [...input.value].length);
  };
  input.addEventListener("input", () => {
    kept.set(key, input.value);
    count();
  });
  count();
  const first = about.value ?? "";
  return {
    element: el(
      "div",
      { class: "asks" },
      el("label", { for: id }, label, must && star()),
      hint && el("span", { class: "hint", id: `${id}-hint` }, hint),
      input,
      left,
    ),
    answers: () => [[about.custom_id, input.value]],
    changed: () => input.value !== first,
    sent: () => kept.delete(key),
    focus: () => input.focus(),
    wrong() {
      const length = [...input.value].length;
      const short = length > 0 && length < (about.min_length ?? 0);
      const why = must && !input.value.trim() ? say("needed") : short ? say("atLeast", about.min_length) : null;
      if (why) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      return why;
    },
  };
}

/** A select inside a form. */
function choiceField(select, label, hint, channel) {
  const list = choiceList(select, channel, label);
  const before = list.values().join();
  return {
    element: el(
      "div",
      { class: "asks" },
      el("p", { class: "label", "aria-hidden": "true" }, label, select.required !== false && star()),
      hint && el("span", { class: "hint" }, hint),
      list.elements,
    ),
    answers: () => list.values().map((value) => [select.custom_id, value]),
    changed: () => list.values().join() !== before,
    sent: () => {},
    focus: list.focus,
    wrong: list.wrong,
  };
}

/** A sheet of fields; `send` is called with their answers and says whether they were taken. */
function fieldSheet(title, { from, body, fields }, send) {
  const foot = (leave) => [cancel(leave), el("button", { type: "submit", class: "button is-main" }, say("send"))];
  const dirty = () => fields.some((field) => field.changed());
  return sheet(title, { from, body, foot, dirty }, async (done, tell, button) => {
    const wrongs = fields.map((field) => [field, field.wrong()]).filter(([, why]) => why);
    if (wrongs.length) {
      const [[field, why]] = wrongs;
      field.focus();
      return tell(why);
    }
    if (button) button.disabled = true;
    const taken = await send(
      fields.flatMap((field) => field.answers()),
      tell,
    );
    if (button) button.disabled = false;
    if (!taken) return;
    for (const field of fields) field.sent();
    done(taken);
  });
}

/** A form of the bot's, on a person's screen until it is sent or closed. */
export function formSheet(interaction, modal, channel) {
  const fields = [];
  const body = (modal.components ?? []).map((part) => {
    if (part.type === 10) return markdown(part.content);
    const about = part.type === 18 ? part.component : part.components?.[0];
    const label = part.type === 18 ? part.label : about?.label;
    const key = `${state.me}:${modal.title}:${label}`;
    if (about?.type === 4) fields.push(textField(about, label, part.description, key));
    else if (isSelect(about)) fields.push(choiceField(about, label, part.description, channel));
    else return null;
    return fields.at(-1).element;
  });
  const from = say("from", userOf(state.bot)?.name ?? "Aktør");
  return fieldSheet(modal.title, { from, body, fields }, async (answers, tell) => {
    const came = await deed({ do: "submit", interaction, fields: answers }, tell);
    return came && !came.silent;
  });
}

/** Opens a post in a forum; the id of its thread, null when it was given up. */
export function postSheet(forum) {
  const { id, name, available_tags: tags = [], flags = 0, may } = state.channel.get(forum);
  const key = `${state.me}:${id}`;
  const title = textField({ style: 1, max_length: 100, custom_id: "title" }, say("postTitle"), null, `${key}:title`);
  const text = textField({ style: 2, max_length: 2000, custom_id: "text" }, say("postText"), null, `${key}:text`);
  const free = tags.filter((tag) => !tag.moderated || may.moderate);
  const required = Boolean(flags & REQUIRES_TAG);
  const options = free.map((tag) => ({ value: tag.name, label: tag.name }));
  const select = { type: 3, custom_id: "tag", options, required, min_values: Number(required), max_values: 5 };
  const fields = [title, text, ...(free.length ? [choiceField(select, say("postTags"), null, id)] : [])];
  const body = fields.map((field) => field.element);
  return fieldSheet(say("newPost"), { from: `#${name}`, body, fields }, async (answers, tell) => {
    const all = (wanted) => answers.filter(([field]) => field === wanted).map(([, value]) => value);
    const [typed, said] = [all("title")[0].trim(), all("text")[0]];
    const came = await deed({ do: "post", forum: id, title: typed, text: said, tags: all("tag") }, tell);
    return came?.made;
  });
}
