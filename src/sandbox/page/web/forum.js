// A forum: its posts, newest first, and the way to a new one.

import { el, icon } from "./dom.js";
import { postSheet } from "./form.js";
import { authorName, gist } from "./messages.js";
import { isThread, messagesIn, newer, state, unreadIn } from "./state.js";
import { say, shortMoment } from "./words.js";

/** Whether a channel holds posts instead of messages: a forum or a media channel. */
export const isForum = (channel) => channel?.type === 15 || channel?.type === 16;

const newest = (post) => post.last_message_id ?? post.id;

/** What stands in a forum, as lines of a conversation. `open` shows a post at the side. */
export function forumLines(forum, open) {
  const posts = [...state.channel.values()].filter((one) => isThread(one) && one.parent_id === forum.id);
  posts.sort((a, b) => (newer(newest(b), newest(a)) ? 1 : -1));
  const write = async () => {
    const made = await postSheet(forum.id);
    if (made) open(made);
  };
  const top = el(
    "li",
    { class: "posts-top" },
    el("span", { class: "soft" }, say("forumAbout")),
    forum.may.say &&
      el("button", { type: "button", class: "button is-main", "data-post": "new", onclick: write }, say("newPost")),
  );
  const none = () => el("li", { class: "empty" }, el("h3", {}, say("forumEmpty")), el("p", {}, say("forumEmptyText")));
  return [top, ...(posts.length ? posts.map((post) => postLine(post, forum, open)) : [none()])];
}

function postLine(post, forum, open) {
  const tags = new Map((forum.available_tags ?? []).map((tag) => [tag.id, tag.name]));
  const applied = (post.applied_tags ?? []).map((tag) => el("span", { class: "tag" }, tags.get(tag) ?? ""));
  const [first, ...others] = messagesIn(post.id).filter((one) => !one.only_me);
  const last = others.at(-1) ?? first;
  const unread = unreadIn(post.id) > 0;
  const has = {
    type: "button",
    class: `post${unread ? " is-unread" : ""}`,
    "data-post": post.id,
    "data-thread": post.id,
    onclick: () => open(post.id),
  };
  const about = [say("answersCount", others.length), last && shortMoment(new Date(last.timestamp))];
  return el(
    "li",
    { class: "post-line" },
    el(
      "button",
      has,
      applied.length > 0 && el("span", { class: "tags" }, applied),
      el("strong", {}, post.name, unread && el("span", { class: "visually-hidden" }, `, ${say("unread")}`)),
      first && el("span", { class: "gist" }, el("b", {}, authorName(first)), ` ${gist(first)}`),
      el("span", { class: "small soft" }, icon("chat"), about.filter(Boolean).join(" · ")),
    ),
  );
}
