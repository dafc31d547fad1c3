// The page put together: who one is, what is open, what the stream tells.

import { Bar, dress } from "./bar.js";
import { deed, forgetOffers, formsGoTo } from "./deeds.js";
import { el, icon, iconButton, toast } from "./dom.js";
import { isForum } from "./forum.js";
import { closeMenu, personMenu, spotOf } from "./menu.js";
import { formSheet } from "./form.js";
import { Side, membersList } from "./side.js";
import {
  forget,
  guildOf,
  isThread,
  markRead,
  meet,
  readersOf,
  messageById,
  privateChannel,
  state,
  take,
  userOf,
} from "./state.js";
import { Talk, heard } from "./talk.js";
import { Tour } from "./tour.js";
import { language, say } from "./words.js";
import { follow, hasKey, read } from "./wire.js";

dress();
const narrow = matchMedia("(max-width: 820px)");
const $ = (id) => document.getElementById(id);
const [main, aside] = [$("main"), $("aside")];
const last = JSON.parse(sessionStorage.getItem("aktor.places") ?? "{}");

let stop = new AbortController();
let away = false;
let planned = null;
let awaited = null;
let bar, side, tour, talk, threadTalk;

function gate() {
  document.title = say("title");
  document.body.replaceChildren(
    el(
      "main",
      { class: "gate" },
      el("img", { src: "icon.svg", alt: "" }),
      el("h1", {}, say("gateTitle")),
      el("p", {}, say("gateText")),
    ),
  );
}

function words() {
  document.documentElement.lang = language();
  document.title = say("title");
  document.querySelector("[data-words=skip]").textContent = say("skip");
}

/** What was made a moment ago is shown once the stream has told of it. */
function onceThere(channel, show) {
  if (state.channel.has(channel)) return show(channel);
  awaited = { channel, show };
}

/** Opens a channel in the middle, a thread at the side; then shows a message there. */
function go(channel, message) {
  const place = state.channel.get(channel);
  if (!place) return toast(say("refusals")?.[10003] ?? say("gone"));
  if (isThread(place)) {
    if (place.parent_id && state.open !== place.parent_id) openMain(place.parent_id);
    openAside(channel);
  } else {
    openMain(channel);
    if (narrow.matches) closeAside(false);
  }
  drawer(false);
  if (message) (isThread(place) ? threadTalk : talk).show(message);
}

function openMain(channel) {
  state.open = channel;
  last[state.me] = channel;
  sessionStorage.setItem("aktor.places", JSON.stringify(last));
  head();
  talk.open(channel);
  side.update();
}

function openAside(channel) {
  if (!state.channel.has(channel)) return onceThere(channel, openAside);
  state.aside = channel;
  state.members = false;
  showAside();
  threadTalk.open(channel);
  side.update();
  if (!narrow.matches) threadTalk.composer.focus();
  else aside.querySelector(".icon-button")?.focus();
}

function closeAside(back = true) {
  const card = state.aside && main.querySelector(`[data-thread="${state.aside}"]`);
  state.aside = null;
  state.members = false;
  aside.hidden = true;
  side.update();
  if (back) (card || talk.composer).focus();
}

function showAside() {
  aside.hidden = false;
  aside.classList.toggle("is-members", Boolean(state.members));
  const title = state.members ? say("members") : (state.channel.get(state.aside)?.name ?? say("thread"));
  aside.setAttribute("aria-label", state.members ? say("members") : say("thread"));
  const top = el(
    "div",
    { class: "head" },
    icon(state.members ? "people" : "thread"),
    el("h2", {}, title),
    el(
      "div",
      { class: "tools" },
      iconButton("close", say("close"), () => closeAside()),
    ),
  );
  if (state.members)
    aside.replaceChildren(
      top,
      membersList(guildOf(state.open), readersOf(state.open), (id, event) =>
        personMenu(id, state.open, talk, { ...spotOf(event, event.currentTarget), from: event.currentTarget }),
      ),
    );
  else aside.replaceChildren(top, ...threadTalk.element);
}

function head() {
  const channel = state.channel.get(state.open);
  if (!channel) return;
  const letters = channel.type === 1;
  const title = letters ? (userOf(channel.with)?.name ?? "") : channel.name;
  const top = el(
    "div",
    { class: "head" },
    icon(letters ? "chat" : isForum(channel) ? "forum" : "hash"),
    el("h2", { id: "where" }, title),
    channel.topic && el("p", { class: "topic" }, channel.topic),
    el(
      "div",
      { class: "tools" },
      !letters &&
        iconButton("people", say("members"), () => {
          if (state.members) return closeAside();
          state.members = true;
          state.aside = null;
          showAside();
          aside.querySelector(".person")?.focus();
        }),
    ),
  );
  main.setAttribute("aria-labelledby", "where");
  const before = main.querySelector(".head");
  if (before) before.replaceWith(top);
  else main.replaceChildren(top, tour.element, ...talk.element);
}

function drawer(open) {
  const shown = side.element.classList.toggle("is-open", open && narrow.matches);
  document.querySelector(".veil")?.remove();
  $("drawer")?.setAttribute("aria-expanded", String(shown));
  if (shown) {
    $("app").append(
      el("button", { type: "button", class: "veil", "aria-label": say("closeSide"), onclick: () => drawer(false) }),
    );
    side.element.querySelector("button")?.focus();
  }
}

/** Becomes a colleague; then `then` is done, once their world is there. */
function become(me, then) {
  if (me === state.me && !away) return then?.();
  stop.abort();
  stop = new AbortController();
  closeMenu(false);
  state.me = me;
  state.open = null;
  state.aside = null;
  state.members = false;
  sessionStorage.setItem("aktor.me", me);
  planned = then ?? null;
  awaited = null;
  let first = true;
  forgetOffers();
  follow(me, stop.signal, {
    fresh: () => {
      if (away) {
        away = false;
        toast(say("back"));
      }
      first = true;
    },
    lost: (final) => {
      if (final) {
        stop.abort();
        gate();
      } else if (!away) {
        away = true;
        toast(say("lost"));
      }
    },
    heard: (line) => {
      if (first) forget();
      const { changed, fresh } = take(line);
      if (first) arrive();
      else if (changed.size) follows(changed, fresh);
      first = false;
    },
  });
}

/** The world of the colleague is there. */
function arrive() {
  meet();
  $("app").hidden = false;
  const home = state.people.find((one) => one.id === state.me)?.home;
  const place = [state.open, last[state.me], home, [...state.channel.keys()][0]].find((id) => state.channel.has(id));
  bar.update();
  tour.update();
  aside.hidden = !state.aside;
  openMain(place);
  // On a phone the tour leaves little room: what is asked is seen from its heading on.
  if (narrow.matches && tour.shown) talk.asked();
  const then = planned;
  planned = null;
  then?.();
}

function follows(changed, fresh) {
  const told = fresh.filter(
    (one) => one.author?.id !== state.me && (one.channel_id === state.open || one.channel_id === state.aside),
  );
  for (const message of told) $("says").append(el("p", {}, heard(message)));
  while ($("says").childElementCount > 20) $("says").firstChild.remove();
  if (awaited && state.channel.has(awaited.channel)) {
    const { channel, show } = awaited;
    awaited = null;
    show(channel);
  }
  if (state.aside && !state.channel.has(state.aside)) closeAside(false);
  if (!state.channel.has(state.open)) arrive();
  talk.update(changed);
  if (state.aside) threadTalk.update(changed);
  if ([...changed].some((key) => key === `channel:${state.open}`)) head();
  bar.update();
  side.update();
  if ([...changed].some((key) => key.startsWith("tour") || key.startsWith("user"))) tour.update();
}

/** Goes to a step of the tour: its person, its place. */
function lead(step) {
  become(step.person, () => {
    if (step.channel) go(step.channel);
    else letters();
    talk.composer.focus();
    if (step.channel) talk.asked();
  });
}

/** Opens the private conversation with the bot. */
async function letters() {
  const known = privateChannel();
  const to = known?.id ?? (await deed({ do: "private" }))?.made;
  if (to) onceThere(to, go);
}

function retell() {
  words();
  forgetOffers();
  bar.render();
  head();
  talk.retell();
  if (state.aside) {
    showAside();
    threadTalk.retell();
  } else if (state.members) showAside();
  side.update();
  tour.update();
}

async function begin() {
  words();
  if (!hasKey()) return gate();
  const told = await read("start").catch((problem) => problem);
  if (told instanceof Error) return gate();
  Object.assign(state, { people: told.people, tour: told.tour, bot: told.bot });
  const common = {
    openThread: openAside,
    goTo: (channel, message) => go(channel ?? messageById(message)?.channel_id, message),
    read: () => side.update(),
    become: (me) => become(me),
  };
  side = new Side({ go, become: (me) => become(me, () => drawer(false)), write: letters });
  tour = new Tour({ lead });
  bar = new Bar({
    retell,
    drawer: () => drawer(true),
    tour: () => tour.toggle(),
    spot: () => state.aside ?? state.open,
  });
  talk = new Talk(common);
  threadTalk = new Talk(common);
  formsGoTo(formSheet);
  const before = sessionStorage.getItem("aktor.me");
  become(state.people.some((one) => one.id === before) ? before : state.people[0].id);
}

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  if (side?.element.classList.contains("is-open")) {
    drawer(false);
    $("drawer")?.focus();
  } else if (!aside.hidden) closeAside();
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  talk?.composer.focus();
});
addEventListener("visibilitychange", () => {
  if (!document.hidden && state.open && markRead(state.open)) side.update();
});
narrow.addEventListener("change", () => drawer(false));
begin();
