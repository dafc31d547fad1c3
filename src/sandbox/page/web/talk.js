// A conversation: a channel, a thread or the private messages; its messages and the field below them.

import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { forumLines, isForum } from "./forum.js";
import { authorName, gist, goesOn, messageElement } from "./messages.js";
import {
  byId,
  guildOf,
  isThread,
  lastRead,
  markRead,
  membersOf,
  messageById,
  messagesIn,
  newer,
  state,
  userOf,
  withoutBot,
} from "./state.js";
import { say, shortMoment, wholeDay } from "./words.js";

const dayOf = (message) =>
  new Intl.DateTimeFormat("sv", { timeZone: "Europe/Copenhagen" }).format(new Date(message.timestamp));
let made = 0;

/** A conversation in a column of the page. */
export class Talk {
  constructor({ openThread, goTo, read, become }) {
    Object.assign(this, {
      become,
      openThread,
      goTo,
      read,
      id: ++made,
      channel: null,
      editing: null,
      lines: new Map(),
      newFrom: null,
    });
    this.list = el("ol", {
      class: "messages",
      role: "list",
      onkeydown: (event) => this.walk(event),
      onclick: (event) => this.lead(event),
    });
    this.scroll = el("div", { class: "scroll", tabindex: "-1", onscroll: () => this.seen() }, this.list);
    this.down = el(
      "button",
      {
        type: "button",
        class: "button is-main to-newest",
        hidden: true,
        onclick: () => {
          this.bottom();
          this.composer.focus();
        },
      },
      say("newMessages"),
    );
    this.composer = new Composer(this);
    this.element = [this.scroll, this.composer.element];
    this.composer.element.prepend(this.down);
  }

  /** Shows another conversation. */
  open(channel) {
    this.channel = channel;
    this.editing = null;
    this.lines.clear();
    this.newFrom = lastRead(channel);
    this.render();
    this.composer.open(channel);
    this.bottom();
    this.seen();
  }

  /** Something changed: what is shown follows. Messages that did not change stay as they are. */
  update(changed) {
    if (!this.channel || !state.channel.has(this.channel)) return;
    const stuck = this.atBottom();
    for (const key of changed) {
      const [kind, id] = key.split(":");
      if (kind === "message") {
        this.lines.delete(id);
        for (const one of messagesIn(this.channel)) if (one.referenced_message?.id === id) this.lines.delete(one.id);
        const home = messageById(id)?.channel_id;
        if (home) this.lines.delete(home);
      } else if (kind === "channel") this.lines.delete(id);
      else if (kind === "member" || kind === "user" || kind === "guild") this.lines.clear();
    }
    this.render();
    this.composer.update();
    const own = [...changed]
      .map((key) => key.startsWith("message:") && state.message.get(this.channel)?.get(key.slice(8)))
      .filter((one) => one && one.only_me && newer(one.id, lastRead(this.channel)))
      .sort(byId)
      .at(-1);
    if (own) this.reveal(own.id);
    else if (stuck) this.bottom();
    else if (
      [...changed].some(
        (key) =>
          key.startsWith("message:") &&
          state.message.get(this.channel)?.has(key.slice(8)) &&
          newer(key.slice(8), lastRead(this.channel)),
      )
    )
      this.down.hidden = false;
    this.seen();
  }

  /** Words, times and names in another language. */
  retell() {
    this.away = null;
    this.lines.clear();
    this.down.textContent = say("newMessages");
    this.render();
    this.composer.open(this.channel);
  }

  render() {
    const channel = state.channel.get(this.channel);
    if (!channel) return this.list.replaceChildren();
    this.list.setAttribute("aria-label", say("message"));
    if (isForum(channel)) return this.forum(channel);
    const shown = [];
    let before = null;
    let marked = false;
    for (const message of messagesIn(this.channel)) {
      if (!before || dayOf(before) !== dayOf(message))
        shown.push(el("li", { class: "day" }, wholeDay(new Date(message.timestamp))));
      if (!marked && before && this.newFrom && newer(message.id, this.newFrom) && message.author?.id !== state.me) {
        marked = true;
        shown.push(el("li", { class: "day is-new" }, say("newSince")));
        before = null;
      }
      shown.push(this.line(message, before));
      before = message;
    }
    if (!shown.length) shown.push(this.nothing(channel));
    if (withoutBot(channel)) shown.push(this.elsewhere());
    const held = document.activeElement?.closest?.(".message")?.dataset.id;
    const same = this.list.children.length === shown.length && shown.every((one, n) => this.list.children[n] === one);
    if (!same) this.list.replaceChildren(...shown);
    if (held && !this.list.contains(document.activeElement))
      this.list.querySelector(`[data-id="${held}"]`)?.focus({ preventScroll: true });
    const lines = this.list.querySelectorAll(".message");
    if (![...lines].some((one) => one.tabIndex === 0)) lines[lines.length - 1]?.setAttribute("tabindex", "0");
  }

  line(message, before) {
    const next = goesOn(message, before);
    const known = this.lines.get(message.id);
    if (known && known.next === next) return known.element;
    const element = this.special(message) ?? messageElement(message, this, next);
    this.lines.set(message.id, { element, next });
    return element;
  }

  special(message) {
    if (message.type === 21) {
      const first = messageById(message.referenced_message?.id);
      return first ? messageElement(first, this, false) : el("li", { class: "notice" }, say("gone"));
    }
    if (message.type === 18) {
      const thread = message.message_reference?.channel_id;
      return el(
        "li",
        { class: "notice" },
        `${say("startedThread", authorName(message), message.content)} `,
        state.channel.has(thread) &&
          el("button", { type: "button", onclick: () => this.openThread(thread) }, say("threadOpen")),
      );
    }
    return null;
  }

  forum(channel) {
    const held = document.activeElement?.dataset?.post;
    const lines = forumLines(channel, (post) => this.openThread(post));
    this.list.replaceChildren(...lines, withoutBot(channel) ? this.elsewhere() : "");
    if (held) this.list.querySelector(`[data-post="${held}"]`)?.focus({ preventScroll: true });
  }

  /** The way to somebody who has a team. */
  elsewhere() {
    const [{ id }] = state.people;
    this.away ??= el(
      "li",
      { class: "notice" },
      `${say("withoutBot")} `,
      el("button", { type: "button", onclick: () => this.become(id) }, say("goThere", userOf(id)?.name ?? "")),
    );
    return this.away;
  }

  nothing(channel) {
    const [title, text] = channel.type === 1 ? ["noLetters", "noLettersText"] : ["noMessages", "noMessagesText"];
    return el("li", { class: "empty" }, el("h3", {}, say(title)), el("p", {}, say(text)));
  }

  atBottom() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 90;
  }

  bottom() {
    this.down.hidden = true;
    this.pinned = true;
    this.scroll.scrollTop = this.scroll.scrollHeight;
    // Pictures come later and push what is above them.
    for (const image of this.list.querySelectorAll("img:not([data-waited])")) {
      image.dataset.waited = "";
      const stuck = () => {
        if (this.pinned && this.down.hidden) this.scroll.scrollTop = this.scroll.scrollHeight;
      };
      image.addEventListener("load", stuck, { once: true });
    }
  }

  /** Shows the newest thing the bot asks here, from its beginning. */
  asked() {
    const newest = messagesIn(this.channel).findLast(
      (one) => one.author?.id === state.bot && one.components.length && !one.only_me,
    );
    if (!newest) return;
    this.pinned = false;
    this.list.querySelector(`[data-id="${newest.id}"]`)?.scrollIntoView({ block: "start" });
  }

  /** Shows the answer to what somebody just did, from its beginning. */
  reveal(id) {
    this.bottom();
    const line = this.list.querySelector(`[data-id="${id}"]`);
    if (line && line.offsetHeight > this.scroll.clientHeight) line.scrollIntoView({ block: "start" });
    if (markRead(this.channel)) this.read();
  }

  seen() {
    if (!this.channel || document.hidden || !this.atBottom()) return;
    this.down.hidden = true;
    if (markRead(this.channel)) this.read();
  }

  /** Goes to a message of this conversation, or of another. */
  show(id) {
    const there = this.list.querySelector(`[data-id="${id}"]`);
    if (!there) return this.goTo(messageById(id)?.channel_id, id);
    there.scrollIntoView({ block: "center" });
    there.focus({ preventScroll: true });
  }

  reply(message) {
    this.composer.reply(message);
  }
  mention(name) {
    this.composer.insert(`@${name} `);
  }
  dismiss(id) {
    state.hidden.add(id);
    this.render();
    this.composer.focus();
  }

  edit(message) {
    const before = this.editing;
    this.editing = message?.id ?? null;
    this.lines.delete(before);
    this.lines.delete(message?.id);
    this.render();
    if (!message) return this.list.querySelector(`[data-id="${before}"]`)?.focus();
    // The editor is taller than the message was: its buttons are to be seen too.
    this.list.querySelector(`[data-id="${message.id}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** Text with `@names` of people turned into mentions, as clients do. */
  withMentions(text) {
    const people = membersOf(guildOf(this.channel)).sort((a, b) => b.name.length - a.name.length);
    return people.reduce(
      (now, one) =>
        now.replaceAll(
          new RegExp(`(?<![\\p{L}\\p{N}<])@${one.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "gu"),
          `<@${one.id}>`,
        ),
      text,
    );
  }

  walk(event) {
    const line = event.target.closest?.(".message");
    if (!line || event.target !== line) return;
    const lines = [...this.list.querySelectorAll(".message")];
    const at = lines.indexOf(line);
    const to = { ArrowUp: lines[at - 1], ArrowDown: lines[at + 1], Home: lines[0], End: lines.at(-1) }[event.key];
    if (to) {
      line.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
      event.preventDefault();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      this.composer.focus();
    }
  }

  lead(event) {
    const to = event.target.closest?.("[data-channel], [data-user]");
    if (!to) return;
    if (to.dataset.channel) this.goTo(to.dataset.channel, to.dataset.message);
    else this.mention(userOf(to.dataset.user)?.name ?? "");
  }
}

/** What somebody heard who cannot see: a new message in one line. */
export const heard = (message) => say("messageFrom", authorName(message), gist(message));
