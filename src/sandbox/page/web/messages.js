// One message as an element: who, when, text, embeds, files, buttons, reactions, the thread on it.

import { deed } from "./deeds.js";
import { el, face, icon, iconButton } from "./dom.js";
import { closeMenu, messageMenu, personMenu, remove, spotOf } from "./menu.js";
import { isSelect, selectButton } from "./choice.js";
import { emojiSheet, pictureSheet } from "./sheet.js";
import { guildOf, messageById, messagesIn, nameIn, state, userOf } from "./state.js";
import { markdown, plainly } from "./text.js";
import { hour, say, wholeDay } from "./words.js";
import { picture } from "./wire.js";

const LOADING = 1 << 7;

/** What a message says in one line. */
export const gist = (message) =>
  plainly(
    [message?.content, message?.embeds?.[0]?.title, message?.embeds?.[0]?.description].filter(Boolean).join(" · "),
    message?.channel_id,
  ).slice(0, 160);

/** What somebody is called where a message stands. */
export const authorName = (message) => nameIn(guildOf(message.channel_id), message.author?.id);

/** Whether a message goes on where the one before ended. */
export function goesOn(message, before) {
  if (
    !before ||
    before.author?.id !== message.author?.id ||
    (message.type !== 0 && message.type !== 20) ||
    before.type === 18
  )
    return false;
  if (message.interaction_metadata || before.interaction_metadata || message.only_me !== before.only_me) return false;
  return new Date(message.timestamp) - new Date(before.timestamp) < 7 * 60_000;
}

/** A message. `talk` is the conversation it is shown in; `next` goes on under the same name. */
export function messageElement(message, talk, next) {
  const author = userOf(message.author?.id);
  const name = authorName(message);
  const when = new Date(message.timestamp);
  const by = `by-${talk.id}-${message.id}`;
  const person = (event) =>
    personMenu(author?.id, message.channel_id, talk, {
      ...spotOf(event, event.currentTarget),
      from: event.currentTarget,
    });
  const personHas = {
    onclick: person,
    oncontextmenu: (event) => {
      event.preventDefault();
      event.stopPropagation();
      person(event);
    },
  };
  const made = el("li", {
    class: ["message", next && "is-next", message.only_me && "is-private", message.pings_me && "pings-me"]
      .filter(Boolean)
      .join(" "),
    "data-id": message.id,
    tabindex: "-1",
    "aria-labelledby": by,
    oncontextmenu: (event) => {
      if (event.target.closest("a, textarea, input")) return;
      event.preventDefault();
      open(event, made);
    },
  });
  const open = (event, from) =>
    messageMenu(message, talk, {
      ...spotOf(event, from === made ? (made.querySelector(".by") ?? made) : from),
      from,
      marked: made,
    });
  const badge = author?.bot && el("span", { class: "badge" }, say("bot"));
  made.append(el("span", { class: "visually-hidden", id: by }, `${name}, ${hour(when)}`));
  const used =
    message.interaction_metadata?.name && message.type === 20 && userOf(message.interaction_metadata.user?.id);
  if (message.referenced_message !== undefined && message.type === 19) made.append(answered(message, talk));
  else if (used)
    made.append(
      el(
        "div",
        { class: "answers" },
        icon("spark"),
        el(
          "span",
          {},
          say("used", nameIn(guildOf(message.channel_id), used.id), `/${message.used ?? message.interaction_metadata.name}`),
        ),
      ),
    );
  made.append(
    face(author),
    el(
      "div",
      { class: "content" },
      el(
        "div",
        { class: "by" },
        el("button", { type: "button", class: "author", "aria-haspopup": "menu", ...personHas }, name),
        badge,
        el("time", { datetime: message.timestamp, title: `${wholeDay(when)} ${hour(when)}` }, hour(when)),
      ),
      inner(message, talk),
    ),
  );
  made.append(tools(message, talk, open));
  return made;
}

function inner(message, talk) {
  if (talk.editing === message.id) return editor(message, talk);
  const parts = [];
  if (message.flags & LOADING) parts.push(el("p", { class: "waiting" }, say("thinking")));
  if (message.content) parts.push(markdown(message.content, message.channel_id));
  if (message.edited_timestamp && !author(message)?.bot) parts.push(el("span", { class: "edited" }, say("edited")));
  parts.push(...message.embeds.map((card) => embed(card, message)), ...message.attachments.map((one) => file(one)));
  parts.push(...message.components.map((row) => component(row, message)));
  if (message.reactions?.length)
    parts.push(
      el(
        "div",
        { class: "reactions" },
        message.reactions.map((one) => reaction(one, message)),
      ),
    );
  if (message.thread && talk.channel !== message.thread.id) parts.push(threadCard(message.thread.id, talk));
  if (message.only_me)
    parts.push(
      el(
        "div",
        { class: "only-you" },
        icon("eye"),
        say("onlyYou"),
        el("button", { type: "button", onclick: () => talk.dismiss(message.id) }, say("dismiss")),
      ),
    );
  return parts;
}

const author = (message) => userOf(message.author?.id);

function answered(message, talk) {
  const to = messageById(message.referenced_message?.id) ?? message.referenced_message;
  if (!to) return el("div", { class: "answers" }, icon("reply"), say("gone"));
  if (message.only_me) return "";
  return el(
    "div",
    { class: "answers" },
    icon("reply"),
    el(
      "button",
      { type: "button", onclick: () => talk.show(to.id) },
      el("b", {}, nameIn(guildOf(message.channel_id), to.author?.id)),
      ` ${gist({ ...to, channel_id: message.channel_id })}`,
    ),
  );
}

function shownPicture(url, alt, width, height) {
  const image = el("img", { class: "picture", alt: alt || say("picture"), width, height });
  const made = el(
    "button",
    {
      type: "button",
      class: "picture-button",
      "aria-label": `${alt || say("picture")} – ${say("enlarge")}`,
      onclick: () => pictureSheet(image.src, image.alt),
    },
    image,
  );
  picture(state.me, url).then((address) => {
    if (address) image.src = address;
    else made.hidden = true;
  });
  return made;
}

function embed(card, message) {
  const at = message.channel_id;
  const alt =
    card.image &&
    (card.image.description ?? message.attachments.find((one) => one.url === card.image.url)?.description);
  const made = el(
    "article",
    { class: "embed" },
    card.author?.name && el("p", { class: "overline" }, card.author.name),
    card.title && el("h3", {}, plainly(card.title, at)),
    card.description && markdown(card.description, at),
    card.fields?.length &&
      el(
        "dl",
        { class: "fields" },
        card.fields.map((one) =>
          el(
            "div",
            { class: one.inline ? "is-inline" : "" },
            el("dt", {}, plainly(one.name, at)),
            el("dd", {}, markdown(one.value, at)),
          ),
        ),
      ),
    card.image && shownPicture(card.image.url, alt, card.image.width, card.image.height),
    (card.footer || card.timestamp) &&
      el(
        "p",
        { class: "foot" },
        [card.footer?.text, card.timestamp && wholeDay(new Date(card.timestamp))].filter(Boolean).join(" · "),
      ),
  );
  if (Number.isInteger(card.color)) made.style.setProperty("--tone", `#${card.color.toString(16).padStart(6, "0")}`);
  return made;
}

function file(one) {
  if (one.content_type?.startsWith("image/")) return shownPicture(one.url, one.description, one.width, one.height);
  return el(
    "div",
    {},
    el("button", { type: "button", class: "file", onclick: () => save(one) }, icon("file"), one.filename),
  );
}

async function save(one) {
  const address = await picture(state.me, one.url);
  if (address) el("a", { href: address, download: one.filename }).click();
}

const styles = { 1: "is-main", 2: "", 3: "is-good", 4: "is-danger", 5: "" };
function component(part, message) {
  if (part.type === 1)
    return el(
      "div",
      { class: "row" },
      part.components.map((one) => component(one, message)),
    );
  if (part.type === 2) {
    const act = async ({ currentTarget }) => {
      currentTarget.setAttribute("aria-busy", "true");
      await deed({ do: "click", message: message.id, button: part.custom_id });
      currentTarget.removeAttribute("aria-busy");
    };
    return el(
      "button",
      {
        type: "button",
        class: `button ${styles[part.style] ?? ""}`,
        disabled: part.disabled || !part.custom_id,
        "data-button": part.custom_id,
        onclick: act,
      },
      part.emoji?.name && el("span", { "aria-hidden": "true" }, part.emoji.name),
      part.label,
    );
  }
  if (isSelect(part)) return selectButton(part, message);
  if (part.type === 10) return markdown(part.content, message.channel_id);
  if (part.type === 9)
    return el(
      "div",
      { class: "section" },
      part.components.map((one) => component(one, message)),
      part.accessory && component(part.accessory, message),
    );
  if (part.type === 14) return el("hr", { class: "separator" });
  if (part.type === 17)
    return el(
      "div",
      { class: "embed" },
      part.components.map((one) => component(one, message)),
    );
  return null;
}

function reaction(one, message) {
  const emoji = one.emoji.id ? `${one.emoji.name}:${one.emoji.id}` : one.emoji.name;
  return el(
    "button",
    {
      type: "button",
      class: "reaction",
      "aria-pressed": String(one.me),
      "aria-label": say("reacted", one.emoji.name, one.count),
      onclick: () => deed({ do: one.me ? "unreact" : "react", message: message.id, emoji }),
    },
    `${one.emoji.name} ${one.count}`,
  );
}

/** The card that leads into a thread. */
export function threadCard(id, talk) {
  const thread = state.channel.get(id);
  if (!thread) return null;
  const said = messagesIn(id).filter((one) => one.type !== 21);
  const last = said.at(-1);
  return el(
    "button",
    { type: "button", class: "thread-card", "data-thread": id, onclick: () => talk.openThread(id) },
    icon("thread"),
    el("strong", {}, thread.name),
    el("span", { class: "open" }, `${say("answersCount", said.length)} ›`),
    last && el("span", { class: "last" }, say("messageFrom", authorName(last), gist(last))),
  );
}

function tools(message, talk, open) {
  const channel = state.channel.get(message.channel_id);
  const plain = [0, 19, 20, 23].includes(message.type) && !message.only_me;
  const mine = message.author?.id === state.me;
  const react = async () => {
    const emoji = await emojiSheet();
    if (emoji) deed({ do: "react", message: message.id, emoji });
  };
  return el(
    "div",
    { class: "tools-bar", role: "group", "aria-label": say("messageMenu") },
    plain && channel?.may.react && iconButton("smile", say("react"), react),
    plain && channel?.may.say && iconButton("reply", say("reply"), () => talk.reply(message)),
    plain && mine && iconButton("edit", say("editMessage"), () => talk.edit(message)),
    plain && mine && iconButton("bin", say("deleteMessage"), () => remove(message)),
    iconButton("more", say("more"), (event) => open(event, event.currentTarget), { "aria-haspopup": "menu" }),
  );
}

function editor(message, talk) {
  const names = (text) =>
    text.replace(/<@!?(\d+)>/g, (all, id) => (userOf(id) ? `@${nameIn(guildOf(message.channel_id), id)}` : all));
  const input = el("textarea", {
    class: "field",
    "aria-label": say("editMessage"),
    value: names(message.content),
    rows: Math.min(8, message.content.split("\n").length + 1),
  });
  const save = async () => {
    const text = talk.withMentions(input.value);
    if (!text.trim()) return remove(message);
    if (text === message.content || (await deed({ do: "edit", message: message.id, text }))) talk.edit(null);
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      save();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      talk.edit(null);
    }
  });
  queueMicrotask(() => {
    if (input.isConnected && document.activeElement !== input) {
      input.focus();
      input.setSelectionRange(input.value.length, input.value.length);
    }
  });
  closeMenu(false);
  return el(
    "div",
    {},
    input,
    el(
      "div",
      { class: "row" },
      el("button", { type: "button", class: "button is-main", onclick: save }, say("save")),
      el("button", { type: "button", class: "button is-quiet", onclick: () => talk.edit(null) }, say("cancel")),
      el("span", { class: "small soft" }, say("editHint")),
    ),
  );
}
