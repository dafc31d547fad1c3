// The left side: who one is, the channels, the threads, the private messages.

import { el, face, icon } from "./dom.js";
import { isForum } from "./forum.js";
import {
  hasLetter,
  isThread,
  messagesIn,
  newer,
  lastRead,
  nameIn,
  privateChannel,
  state,
  unreadIn,
  userOf,
} from "./state.js";
import { either, say } from "./words.js";

/** The left side. `go` opens a channel, `become` another colleague, `write` the private messages. */
export class Side {
  constructor({ go, become, write }) {
    Object.assign(this, { go, become, write });
    this.element = document.getElementById("side");
    this.who = el("div", { class: "me" });
    this.lists = el("div", { class: "lists" });
    this.element.append(this.who, this.lists);
    addEventListener("pointerdown", (event) => {
      if (this.people && !this.who.contains(event.target)) this.fold();
    });
  }

  update() {
    this.element.setAttribute("aria-label", say("side"));
    this.me();
    const held = document.activeElement?.dataset?.place;
    const top = this.lists.scrollTop;
    const guilds = [...state.guild.values()].flatMap((guild) => this.guild(guild));
    this.lists.replaceChildren(...guilds, ...this.letters());
    this.lists.scrollTop = top;
    if (held) this.lists.querySelector(`[data-place="${held}"]`)?.focus();
  }

  guild(guild) {
    const channels = [...state.channel.values()]
      .filter((one) => one.guild_id === guild.id && !isThread(one))
      .sort((a, b) => a.position - b.position);
    return [
      el("h2", {}, guild.name),
      el(
        "ul",
        { "aria-label": guild.name },
        channels.flatMap((one) => [this.place(one), ...this.threads(one)]),
      ),
    ];
  }

  /** The threads of a channel that are worth a line: open ones, unread ones, the newest two joined. */
  threads(channel) {
    const all = [...state.channel.values()].filter(
      (one) => isThread(one) && one.parent_id === channel.id && !one.thread_metadata.archived,
    );
    const newest = all
      .sort((a, b) => (newer(b.last_message_id ?? b.id, a.last_message_id ?? a.id) ? 1 : -1))
      .filter((one) => one.joined || one.id === state.aside || unreadIn(one.id))
      .slice(0, 2);
    return newest.map((one) => this.place(one));
  }

  place(channel) {
    const thread = isThread(channel);
    const current = channel.id === (thread ? state.aside : state.open);
    const many = unreadIn(channel.id);
    const pings =
      many && messagesIn(channel.id).filter((one) => one.pings_me && newer(one.id, lastRead(channel.id))).length;
    return el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: `place${thread ? " is-thread" : ""}${many ? " is-unread" : ""}`,
          "data-place": channel.id,
          "aria-current": current ? "page" : null,
          onclick: () => this.go(channel.id),
        },
        icon(thread ? "thread" : isForum(channel) ? "forum" : "hash"),
        el("span", { class: "name" }, channel.name),
        many > 0 && el("span", { class: "visually-hidden" }, `, ${say("unread")}`),
        pings ? el("span", { class: "count" }, String(pings)) : many > 0 && el("span", { class: "dot" }),
      ),
    );
  }

  letters() {
    const channel = privateChannel();
    const bot = userOf(state.bot);
    const many = channel ? unreadIn(channel.id) : 0;
    return [
      el("h2", {}, say("direct")),
      el(
        "ul",
        { "aria-label": say("direct") },
        el(
          "li",
          {},
          el(
            "button",
            {
              type: "button",
              class: `place${many ? " is-unread" : ""}`,
              "data-place": "letters",
              "aria-current": channel && channel.id === state.open ? "page" : null,
              onclick: () => this.write(),
            },
            face(bot, true),
            el("span", { class: "name" }, bot?.name ?? "Aktør"),
            many > 0 && el("span", { class: "count", "aria-label": say("waiting", many) }, String(many)),
          ),
        ),
      ),
    ];
  }

  me() {
    const me = userOf(state.me);
    const person = state.people.find((one) => one.id === state.me);
    const others = state.people.some((one) => one.id !== state.me && hasLetter(one.id));
    const held = this.who.contains(document.activeElement) && !this.people;
    this.button = el(
      "button",
      {
        type: "button",
        class: "me-button",
        "aria-haspopup": "menu",
        "aria-expanded": String(Boolean(this.people)),
        onclick: () => (this.people ? this.fold() : this.unfold()),
      },
      face(me),
      el(
        "span",
        {},
        el("span", { class: "as" }, say("youAre")),
        el("strong", {}, me?.name ?? ""),
        el("span", { class: "job" }, either(person?.job)),
      ),
      others && el("span", { class: "count", "aria-label": say("waiting", 1) }, "1"),
      icon("down"),
    );
    if (this.people) this.people.remove();
    this.who.replaceChildren(this.button);
    if (this.people) this.unfold();
    if (held) this.button.focus();
  }

  unfold() {
    const held = document.activeElement?.dataset?.person;
    this.people = el(
      "div",
      { class: "people", role: "menu", "aria-label": say("people"), onkeydown: (event) => this.walk(event) },
      state.people.map((one) =>
        el(
          "button",
          {
            type: "button",
            class: "person",
            role: "menuitemradio",
            "aria-checked": String(one.id === state.me),
            tabindex: "-1",
            "data-person": one.id,
            onclick: () => {
              this.fold();
              this.become(one.id);
            },
          },
          face(userOf(one.id)),
          el(
            "span",
            {},
            el("strong", {}, userOf(one.id)?.name ?? ""),
            el("span", { class: "job small soft" }, either(one.job)),
          ),
          hasLetter(one.id) && el("span", { class: "count", "aria-label": say("waiting", 1) }, "1"),
        ),
      ),
    );
    this.who.append(this.people);
    this.button.setAttribute("aria-expanded", "true");
    (this.people.querySelector(`[data-person="${held ?? state.me}"]`) ?? this.people.firstChild)?.focus();
  }

  fold(back = true) {
    this.people?.remove();
    this.people = null;
    this.button.setAttribute("aria-expanded", "false");
    if (back) this.button.focus();
  }

  walk(event) {
    const all = [...this.people.children];
    const at = all.indexOf(document.activeElement);
    const to = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at + all.length - 1) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to !== undefined) all[to].focus();
    else if (event.key === "Escape" || event.key === "Tab") this.fold();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** The people of a channel's guild, by role, as a list to the right. */
export function membersList(guild, people, open) {
  // By the guild's own order of roles; the bot comes last.
  const order = [...state.role.values()].filter((one) => one.guild === guild).map((one) => one.name);
  const roleOf = (one) => (one.bot ? say("bot") : (one.roles[0] ?? say("online")));
  const place = (one) => (one.bot ? order.length + 1 : order.indexOf(roleOf(one)));
  const roles = Map.groupBy(
    people.toSorted((a, b) => place(a) - place(b)),
    roleOf,
  );
  return el(
    "div",
    { class: "members" },
    [...roles].map(([role, all]) => [
      el("h3", {}, role),
      el(
        "ul",
        { "aria-label": role },
        all.map((one) =>
          el(
            "li",
            {},
            el(
              "button",
              {
                type: "button",
                class: "person",
                "aria-haspopup": "menu",
                onclick: (event) => open(one.id, event),
                oncontextmenu: (event) => {
                  event.preventDefault();
                  open(one.id, event);
                },
              },
              face(one, true),
              nameIn(guild, one.id),
            ),
          ),
        ),
      ),
    ]),
  );
}
