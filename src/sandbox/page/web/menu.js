// Menus that open where one asked for them: with the right button, a long press, Shift+F10 or a button.

import { deed, offers } from "./deeds.js";
import { el, face, icon, toast } from "./dom.js";
import { guildOf, nameIn, state, userOf } from "./state.js";
import { localised, say } from "./words.js";
import { ask, emojiSheet, sure } from "./sheet.js";
import { plainly } from "./text.js";

let shown = null;
/** Closes the menu that is open. */
export function closeMenu(back = true) {
  if (!shown) return;
  const { made, from, marked } = shown;
  shown = null;
  made.remove();
  marked?.classList.remove("has-menu");
  if (back && from?.isConnected) from.focus();
}

/** Opens a menu at a place on the screen. `rows` are items, "-" for a line, or elements. */
export function openMenu(rows, { x, y, label, from, marked }) {
  closeMenu(false);
  const items = rows.map((row) => {
    if (row === "-") return el("hr", { role: "separator" });
    if (row instanceof Element) return row;
    return el(
      "button",
      {
        type: "button",
        role: "menuitem",
        tabindex: "-1",
        class: `item${row.danger ? " is-danger" : ""}`,
        onclick: () => {
          closeMenu(!row.moves);
          row.then();
        },
      },
      icon(row.icon),
      row.words,
    );
  });
  const made = el("div", { class: "menu", role: "menu", "aria-label": label, onkeydown: walk }, items);
  document.getElementById("main").append(made);
  const { width, height } = made.getBoundingClientRect();
  made.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  made.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`;
  marked?.classList.add("has-menu");
  shown = { made, from, marked };
  made.querySelector("[role=menuitem]")?.focus();
}

function walk(event) {
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) items.at(to % items.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") closeMenu();
  else if (event.key.length === 1)
    items.find((item, n) => n > at && item.textContent.toLowerCase().startsWith(event.key))?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

addEventListener("pointerdown", (event) => {
  if (shown && !shown.made.contains(event.target)) closeMenu(false);
});
addEventListener("resize", () => closeMenu(false));

/** Where a menu belongs: at the pointer, or below what has the focus. */
export function spotOf(event, element) {
  if (event.type === "contextmenu" && (event.clientX || event.clientY) && event.pointerType)
    return { x: event.clientX, y: event.clientY };
  const box = element.getBoundingClientRect();
  return event.clientX && event.type === "contextmenu"
    ? { x: event.clientX, y: event.clientY }
    : { x: box.left + Math.min(60, box.width / 2), y: Math.min(box.bottom, innerHeight - 60) };
}

/** The menu of a message. `talk` is the conversation in which it stands. */
export async function messageMenu(message, talk, spot) {
  const channel = state.channel.get(message.channel_id);
  const mine = message.author?.id === state.me;
  const plain = [0, 19, 20, 23].includes(message.type) && !message.only_me;
  const quick = el(
    "div",
    { class: "quick" },
    ["👍", "❤️", "🙏", "😊"].map((emoji) =>
      el(
        "button",
        {
          type: "button",
          role: "menuitem",
          tabindex: "-1",
          "aria-label": say("reacted", emoji, 1),
          onclick: () => {
            closeMenu();
            deed({ do: "react", message: message.id, emoji });
          },
        },
        emoji,
      ),
    ),
  );
  const rows = [];
  if (plain && channel?.may.react)
    rows.push(quick, {
      words: say("react"),
      icon: "smile",
      then: async () => {
        const emoji = await emojiSheet();
        if (emoji) deed({ do: "react", message: message.id, emoji });
      },
    });
  if (plain && channel?.may.say)
    rows.push({ words: say("reply"), icon: "reply", moves: true, then: () => talk.reply(message) });
  if (plain && mine)
    rows.push({ words: say("editMessage"), icon: "edit", moves: true, then: () => talk.edit(message) });
  if (plain && channel?.may.thread && channel.type === 0 && !message.thread)
    rows.push({ words: say("startThread"), icon: "thread", then: () => startThread(message, talk) });
  rows.push({ words: say("copy"), icon: "copy", then: () => copy(message) });
  if (plain && (mine || (channel?.may.moderate && channel.type !== 1)))
    rows.push({ words: say("deleteMessage"), icon: "bin", danger: true, then: () => remove(message) });
  const apps = message.only_me ? [] : (await offers(message.channel_id)).filter((one) => one.type === 3);
  rows.push(...appRows(apps, ({ name }) => ({ do: "message_menu", message: message.id, name })));
  openMenu(rows, { ...spot, label: say("messageMenu") });
}

/** The rows for what apps offer here, under a heading of their own; none without an offer. */
function appRows(apps, deedOf) {
  if (!apps.length) return [];
  const rows = apps.map((one) => ({
    words: localised(one, "name"),
    icon: "spark",
    moves: true,
    then: () => deed(deedOf(one)),
  }));
  return ["-", el("div", { class: "group" }, say("apps")), ...rows];
}

/** The menu of a person: who it is, and what can be done about them. */
export async function personMenu(id, channel, talk, spot) {
  const user = userOf(id);
  if (!user) return;
  const guild = guildOf(channel);
  const roles = state.member.get(`${guild}:${id}`)?.roles ?? [];
  const job = state.people.find((one) => one.id === id)?.job;
  const who = el(
    "div",
    { class: "who" },
    face(user),
    el(
      "div",
      {},
      el("b", {}, nameIn(guild, id), user.bot && " ", user.bot && el("span", { class: "badge" }, say("bot"))),
      el("span", { class: "small soft" }, job ? (job[document.documentElement.lang] ?? "") : roles.join(" · ")),
    ),
  );
  const rows = [who];
  if (talk && state.channel.get(channel)?.may.say)
    rows.push({ words: say("mention"), icon: "at", moves: true, then: () => talk.mention(nameIn(guild, id)) });
  const apps = user.bot || isNaN(Number(channel)) ? [] : (await offers(channel)).filter((one) => one.type === 2);
  rows.push(...appRows(apps, ({ name }) => ({ do: "user_menu", channel, user: id, name })));
  openMenu(rows, { ...spot, label: say("profile", user.name) });
}

async function copy(message) {
  const parts = [message.content, ...message.embeds.flatMap((card) => [card.title, card.description])].filter(Boolean);
  await navigator.clipboard
    ?.writeText(parts.map((part) => plainly(part, message.channel_id)).join("\n"))
    .catch(() => {});
  toast(say("copied"));
}

/** Deletes a message once it was asked whether that is meant. */
export async function remove(message) {
  if (await sure(say("deleteSure"), say("deleteText"), say("delete"))) deed({ do: "delete", message: message.id });
}

async function startThread(message, talk) {
  const name = await ask(
    say("startThread"),
    say("threadName"),
    plainly(message.content, message.channel_id).slice(0, 60),
    100,
  );
  if (!name) return;
  const came = await deed({ do: "thread", message: message.id, name });
  if (came?.made) talk.openThread(came.made);
}
