// The field below a conversation: text, mentions, and commands with their options.

import { CommandForm, leaves } from "./command.js";
import { deed, offers } from "./deeds.js";
import { el, icon, iconButton } from "./dom.js";
import { isForum } from "./forum.js";
import { authorName } from "./messages.js";
import { draftAt, guildOf, isThread, messagesIn, readersOf, state, userOf } from "./state.js";
import { say } from "./words.js";

const MOST = 2000;

/** The field in which somebody writes. */
export class Composer {
  constructor(talk) {
    this.talk = talk;
    this.list = `suggest-${talk.id}`;
    this.element = el("div", { class: "composer", id: talk.id === 1 ? "composer" : null, tabindex: "-1" });
    this.input = el("textarea", {
      id: talk.id === 1 ? "write" : `write-${talk.id}`,
      rows: "1",
      "aria-controls": this.list,
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      autocomplete: "off",
      oninput: () => this.typed(),
      onkeydown: (event) => this.key(event),
      onblur: () => setTimeout(() => this.suggest([]), 150),
    });
    this.suggestions = el("div", { class: "suggest", id: this.list, role: "listbox", tabindex: "0", hidden: true });
    this.offered = [];
    this.at = 0;
  }

  get draft() {
    return draftAt(this.talk.channel);
  }

  /** The field of another conversation, with what was half-written there. */
  open(channel) {
    this.suggest([]);
    const place = state.channel.get(channel);
    const where =
      place?.type === 1
        ? say("writeTo", userOf(place.with)?.name ?? "")
        : say("writeIn", `${isThread(place) ? "" : "#"}${place?.name ?? ""}`);
    this.input.value = this.draft.text;
    this.input.placeholder = where;
    this.input.setAttribute("aria-label", where);
    this.suggestions.setAttribute("aria-label", say("commands"));
    this.may = null;
    this.update();
    this.grow();
  }

  /** What may be written here changed, or what the field is used for. */
  update() {
    const place = state.channel.get(this.talk.channel);
    const form = this.draft.command;
    const may = `${this.talk.channel}:${place?.may.say}:${place?.may.command}:${place?.thread_metadata?.archived}:${place?.type}:${form?.id ?? ""}:${this.draft.reply?.id ?? ""}:${this.draft.ping}`;
    if (may === this.may) return;
    this.may = may;
    const keep = [this.talk.down];
    this.element.classList.toggle("is-bare", isForum(place));
    if (isForum(place)) return this.element.replaceChildren(...keep);
    if (!place?.may.say) return this.element.replaceChildren(...keep, el("p", { class: "closed" }, say("cannotWrite")));
    if (form) return this.element.replaceChildren(...keep, form.element);
    this.element.replaceChildren(
      ...keep,
      this.suggestions,
      ...this.replying(),
      place.thread_metadata?.archived ? el("p", { class: "closed small" }, say("archived")) : "",
      el(
        "div",
        { class: "box" },
        this.input,
        iconButton("send", say("send"), () => this.send()),
      ),
      (this.wrong = el("p", { class: "wrong", role: "alert", hidden: true })),
    );
  }

  replying() {
    const { reply, ping } = this.draft;
    if (!reply) return [];
    const change = (to) => {
      this.draft.ping = to;
      this.update();
    };
    return [
      el(
        "div",
        { class: "replying" },
        icon("reply"),
        el("span", {}, say("replyTo", authorName(reply))),
        el(
          "button",
          { type: "button", "aria-pressed": String(ping), onclick: () => change(!ping) },
          ping ? say("ping") : say("pingOff"),
        ),
        el(
          "button",
          {
            type: "button",
            onclick: () => {
              this.draft.reply = null;
              this.update();
              this.focus();
            },
          },
          say("noReply"),
        ),
      ),
    ];
  }

  reply(message) {
    Object.assign(this.draft, { reply: message, ping: true, command: null });
    this.update();
    this.focus();
  }
  focus() {
    (this.draft.command?.element.querySelector("input, textarea, select") ?? this.input).focus();
  }

  /** Puts words where the cursor stands. */
  insert(words) {
    if (this.draft.command) this.leaveCommand();
    this.input.setRangeText(words, this.input.selectionStart, this.input.selectionEnd, "end");
    this.typed();
    this.input.focus();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, innerHeight * 0.38)}px`;
  }

  async typed() {
    this.draft.text = this.input.value;
    this.grow();
    const over = [...this.input.value].length - MOST;
    if (this.wrong) {
      this.wrong.hidden = over <= 0;
      this.wrong.textContent = say("tooLong", over);
    }
    const text = this.input.value;
    const before = text.slice(0, this.input.selectionStart);
    const named = /(?:^|\s)@([\p{L}\p{N}]*)$/u.exec(before);
    if (text.startsWith("/")) {
      const all = leaves(await offers(this.talk.channel));
      if (this.input.value !== text) return;
      const wanted = text.slice(1).toLowerCase();
      this.suggest(
        all
          .filter(
            (one) =>
              one.shown.toLowerCase().startsWith(wanted) ||
              one.path.startsWith(wanted) ||
              one.shown
                .toLowerCase()
                .split(/[ -]/)
                .some((word) => word.startsWith(wanted)),
          )
          .map((one) => ({ title: `/${one.shown}`, hint: one.hint, pick: () => this.command(one) })),
        say("commands"),
      );
    } else if (named && guildOf(this.talk.channel)) {
      const people = readersOf(this.talk.channel)
        .filter((one) => one.name.toLowerCase().startsWith(named[1].toLowerCase()))
        .slice(0, 8);
      this.suggest(
        people.map((one) => ({
          title: one.name,
          hint: one.roles.join(" · "),
          pick: () => this.name(one.name, named[1].length),
        })),
        say("people"),
      );
    } else this.suggest([]);
  }

  name(name, typed) {
    const to = this.input.selectionStart;
    this.input.setRangeText(`${name} `, to - typed, to, "end");
    this.typed();
  }

  suggest(offered, title) {
    this.offered = offered;
    this.at = 0;
    this.suggestions.hidden = !offered.length;
    this.suggestions.replaceChildren(
      ...(offered.length ? [el("h3", { role: "presentation" }, title)] : []),
      ...offered.map((one, n) =>
        el(
          "div",
          {
            class: "option",
            role: "option",
            id: `${this.list}-${n}`,
            "aria-selected": "false",
            onpointermove: () => {
              if (this.at === n) return;
              this.at = n;
              this.mark();
            },
            onpointerdown: (event) => {
              event.preventDefault();
              this.pick(n);
            },
          },
          el("b", {}, one.title),
          " ",
          el("span", {}, one.hint),
        ),
      ),
    );
    this.mark();
  }

  mark() {
    const options = this.suggestions.querySelectorAll(".option");
    options.forEach((one, n) => one.setAttribute("aria-selected", String(n === this.at)));
    if (options.length) this.input.setAttribute("aria-activedescendant", `${this.list}-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
    options[this.at]?.scrollIntoView({ block: "nearest" });
  }

  pick(n) {
    const one = this.offered[n];
    this.suggest([]);
    one?.pick();
  }

  key(event) {
    if (event.isComposing) return;
    const many = this.offered.length;
    if (many && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      this.at = (this.at + (event.key === "ArrowDown" ? 1 : many - 1)) % many;
      this.mark();
      event.preventDefault();
    } else if (many && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
      event.preventDefault();
      this.pick(this.at);
    } else if (event.key === "Escape" && many) {
      event.preventDefault();
      event.stopPropagation();
      this.suggest([]);
    } else if (event.key === "Escape" && this.draft.reply) {
      this.draft.reply = null;
      this.update();
      this.focus();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "ArrowUp" && !this.input.value) this.editLast(event);
  }

  editLast(event) {
    const mine = messagesIn(this.talk.channel).findLast(
      (one) => one.author?.id === state.me && [0, 19].includes(one.type),
    );
    if (mine) {
      event.preventDefault();
      this.talk.edit(mine);
    }
  }

  command(leaf) {
    this.input.value = "";
    this.draft.text = "";
    this.draft.command = new CommandForm(leaf, this.talk, () => this.leaveCommand());
    this.update();
    this.grow();
    this.focus();
    this.draft.command.ready();
  }

  leaveCommand() {
    this.draft.command = null;
    this.update();
    this.input.focus();
  }

  /** A command that was written out: its form, else why there is none. What was typed stays. */
  async asked(typed) {
    const all = leaves(await offers(this.talk.channel));
    if (this.input.value !== typed) return;
    const wanted = typed.slice(1).trim().toLowerCase();
    const found = all.find((one) => one.shown.toLowerCase() === wanted || one.path === wanted);
    if (found) return this.command(found);
    this.wrong.textContent = all.length ? say("noCommand", `/${wanted}`) : say("noCommands");
    this.wrong.hidden = false;
  }

  async send() {
    const typed = this.input.value;
    if (!typed.trim() || this.sending) return;
    if ([...typed].length > MOST) return;
    if (typed.startsWith("/")) return this.asked(typed);
    const { channel } = this.talk;
    const draft = this.draft;
    const reply = draft.reply && state.message.get(channel)?.has(draft.reply.id) ? draft.reply.id : null;
    this.sending = true;
    const came = await deed({
      do: "say",
      channel,
      text: this.talk.withMentions(typed),
      reply_to: reply,
      ping: draft.ping,
    });
    this.sending = false;
    if (!came) return;
    Object.assign(draft, { reply: null, ping: true });
    // What was typed while it was on its way stays.
    draft.text = draft.text.startsWith(typed) ? draft.text.slice(typed.length) : draft.text;
    if (this.talk.channel === channel) {
      this.input.value = draft.text;
      this.update();
      this.grow();
      this.talk.bottom();
    }
  }
}
