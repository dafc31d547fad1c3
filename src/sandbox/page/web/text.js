// Text as Discord's markdown means it, as elements. Nothing that was typed ever becomes HTML.

import { el, toast } from "./dom.js";
import { guildOf, nameIn, state, userOf } from "./state.js";
import { say, stamped } from "./words.js";

const inlines = [
  [/\\([\\`*_~|<>#@\[\]()\-.!:])/y, (hit) => hit[1]],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, (hit) => el("code", {}, hit[2])],
  [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, (hit, at) => el("strong", {}, inline(hit[1], at))],
  [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, (hit, at) => el("u", {}, inline(hit[1], at))],
  [/\*(?![\s*])((?:\\[\s\S]|\*\*|[^\\*])+?)(?<!\s)\*(?!\*)/y, (hit, at) => el("em", {}, inline(hit[1], at))],
  [
    /(?<![\p{L}\p{N}])_(?![\s_])((?:\\[\s\S]|[^\\_])+?)(?<!\s)_(?![\p{L}\p{N}])/uy,
    (hit, at) => el("em", {}, inline(hit[1], at)),
  ],
  [/~~((?:\\[\s\S]|[^\\])+?)~~/y, (hit, at) => el("s", {}, inline(hit[1], at))],
  [
    /\|\|([\s\S]+?)\|\|/y,
    (hit, at) =>
      el(
        "button",
        {
          type: "button",
          class: "spoiler",
          "aria-expanded": "false",
          onclick: ({ currentTarget }) => currentTarget.setAttribute("aria-expanded", "true"),
        },
        inline(hit[1], at),
      ),
  ],
  [
    /<@!?(\d+)>/y,
    (hit, at) =>
      el(
        "button",
        { type: "button", class: "mention", "data-user": hit[1] },
        `@${userOf(hit[1]) ? nameIn(guildOf(at), hit[1]) : say("unknown")}`,
      ),
  ],
  [/<@&(\d+)>/y, (hit) => el("span", { class: "mention" }, `@${state.role.get(hit[1])?.name ?? say("unknown")}`)],
  [
    /<#(\d+)>/y,
    (hit) =>
      el(
        "button",
        { type: "button", class: "mention", "data-channel": hit[1] },
        `#${state.channel.get(hit[1])?.name ?? say("unknown")}`,
      ),
  ],
  [/<\/([^:>]+):\d+>/y, (hit) => el("span", { class: "mention" }, `/${hit[1]}`)],
  [
    /<t:(-?\d+)(?::([a-zA-Z]))?>/y,
    (hit) => el("time", { datetime: new Date(hit[1] * 1000).toISOString() }, stamped(hit[1], hit[2])),
  ],
  [/@(everyone|here)\b/y, (hit) => el("span", { class: "mention" }, `@${hit[1]}`)],
  [/\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/y, (hit, at) => link(inline(hit[1], at), hit[2])],
  [/<(https?:\/\/[^\s>]+)>/y, (hit) => link(hit[1], hit[1])],
  [/https?:\/\/[^\s<>]*[^\s<>.,:;!?)"'\]]/y, (hit) => link(hit[0], hit[0])],
];

/** A link that leads nowhere outside: to a message here, or to its address being told. */
function link(shown, address) {
  const inside = /\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?$/.exec(address);
  if (inside)
    return el(
      "button",
      { type: "button", class: "mention", "data-channel": inside[1], "data-message": inside[2] },
      typeof shown === "string" ? `#${state.channel.get(inside[1])?.name ?? say("showMessage")}` : shown,
    );
  return el(
    "span",
    {
      class: "link",
      role: "button",
      tabindex: "0",
      title: address,
      onclick: () => toast(say("linkInert") + address),
      onkeydown: (event) => event.key === "Enter" && toast(say("linkInert") + address),
    },
    shown,
  );
}

/** One stretch of text. `at` is the channel in which it stands. */
export function inline(text, at) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(plain);
    plain = "";
  };
  for (let i = 0; i < text.length;) {
    let found = false;
    for (const [pattern, make] of inlines) {
      pattern.lastIndex = i;
      const hit = pattern.exec(text);
      if (!hit) continue;
      const node = make(hit, at);
      if (typeof node === "string") plain += node;
      else {
        flush();
        nodes.push(node);
      }
      i += hit[0].length;
      found = true;
      break;
    }
    if (!found) plain += text[i++];
  }
  flush();
  return nodes;
}

/** Whole text: paragraphs, headings, quotes, lists, code. */
export function markdown(text, at) {
  const made = el("div", { class: "text" });
  for (const [n, part] of (text ?? "").split(/```(?:\w+\n|\n)?([\s\S]*?)```/).entries()) {
    if (n % 2) made.append(el("pre", { tabindex: "0" }, el("code", {}, part.replace(/\n$/, ""))));
    else if (part.trim()) blocks(part.replace(/^\n|\n$/g, ""), at, made);
  }
  return made;
}

function blocks(text, at, into) {
  const lines = text.split("\n");
  while (lines.length) {
    const line = lines.shift();
    const heading = /^(#{1,3}) +(.+)/.exec(line);
    const small = /^-# +(.+)/.exec(line);
    const item = /^(\s*)(?:[-*•]|\d+[.)]) +(.+)/.exec(line);
    if (heading) into.append(el("h3", { class: `is-${heading[1].length}` }, inline(heading[2], at)));
    else if (small) into.append(el("small", {}, inline(small[1], at)));
    else if (line.startsWith(">>> ")) {
      const quote = el("blockquote");
      blocks([line.slice(4), ...lines.splice(0)].join("\n"), at, quote);
      into.append(quote);
    } else if (/^> ?/.test(line)) {
      const quoted = [line.replace(/^> ?/, "")];
      while (lines.length && /^> ?/.test(lines[0])) quoted.push(lines.shift().replace(/^> ?/, ""));
      const quote = el("blockquote");
      blocks(quoted.join("\n"), at, quote);
      into.append(quote);
    } else if (item) {
      const numbered = /^\s*\d/.test(line);
      const list = el(
        numbered ? "ol" : "ul",
        numbered ? { start: /\d+/.exec(line)[0] } : {},
        el("li", {}, inline(item[2], at)),
      );
      for (let next; lines.length && (next = /^\s*(?:[-*•]|\d+[.)]) +(.+)/.exec(lines[0]));) {
        list.append(el("li", {}, inline(next[1], at)));
        lines.shift();
      }
      into.append(list);
    } else into.append(el("p", {}, inline(line, at)));
  }
}

/** What a text says, without its marks: for previews and for being read aloud. */
export function plainly(text, at) {
  const parts = markdown(text, at);
  for (const part of parts.querySelectorAll("p, li, h3, small, blockquote")) part.append(" ");
  return parts.textContent.replace(/\s+/g, " ").trim();
}
