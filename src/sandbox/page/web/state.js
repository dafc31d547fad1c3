// What is known: all that the chosen colleague sees, what they have read, where they are.

/** Everything the stream has told, by kind, and where one stands. */
export const state = {
  me: null,
  bot: null,
  people: [],
  tour: [],
  taken: [],
  clock: new Date(0),
  guild: new Map(),
  member: new Map(),
  role: new Map(),
  user: new Map(),
  channel: new Map(),
  letter: new Map(),
  /** Messages by channel, then by id. */
  message: new Map(),
  open: null,
  aside: null,
  hidden: new Set(),
  busy: null,
};

const older = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
/** Orders ids, which are numbers too long for JavaScript's. */
export const byId = (a, b) => older(a.id, b.id);
/** Whether one id is newer than another that may be missing. */
export const newer = (id, than) => !than || older(id, than) > 0;

/** Forgets the world of the colleague before. */
export function forget() {
  for (const kind of ["guild", "member", "role", "user", "channel", "letter", "message"]) state[kind].clear();
}

/** Takes in a line of the stream; the keys that changed, and the messages that are new. */
export function take({ put = [], gone = [] }) {
  const changed = new Set();
  const fresh = [];
  for (const thing of put) {
    changed.add(thing.key);
    const kind = thing.key.slice(0, thing.key.indexOf(":"));
    if (kind === "clock") state.clock = new Date(thing.now);
    else if (kind === "tour") state.taken = thing.taken;
    else if (kind === "message") {
      const all = state.message.get(thing.channel_id) ?? new Map();
      if (!all.has(thing.id)) fresh.push(thing);
      all.set(thing.id, thing);
      state.message.set(thing.channel_id, all);
    } else state[kind]?.set(thing.key.slice(kind.length + 1), thing);
  }
  for (const key of gone) {
    changed.add(key);
    const kind = key.slice(0, key.indexOf(":"));
    const id = key.slice(kind.length + 1);
    if (kind === "message") for (const all of state.message.values()) all.delete(id);
    else state[kind]?.delete(id);
  }
  return { changed, fresh };
}

/** The messages of a channel, oldest first, without those that were put away. */
export const messagesIn = (channel) =>
  [...(state.message.get(channel)?.values() ?? [])].filter((one) => !state.hidden.has(one.id)).sort(byId);
/** A message wherever it stands. */
export function messageById(id) {
  for (const all of state.message.values()) if (all.has(id)) return all.get(id);
  return undefined;
}
/** A person or the bot. */
export const userOf = (id) => state.user.get(id);
/** What somebody is called in a guild. */
export const nameIn = (guild, id) => state.member.get(`${guild}:${id}`)?.nick ?? userOf(id)?.name ?? "?";
/** The private channel with the bot, once it is open. */
export const privateChannel = () => [...state.channel.values()].find((one) => one.type === 1 && one.with === state.bot);
/** Whether a channel is a thread. */
export const isThread = (channel) => channel?.type >= 10 && channel?.type <= 12;
/** The people of a guild, by name. */
export const membersOf = (guild) =>
  [...state.member.values()]
    .filter((one) => one.guild === guild)
    .map((one) => ({ ...userOf(one.user), name: nameIn(guild, one.user), roles: one.roles }))
    .filter((one) => one.id)
    .sort((a, b) => a.name.localeCompare(b.name, "da"));
/** The guild of a channel; `undefined` for private messages. */
export const guildOf = (channel) => state.channel.get(channel)?.guild_id;

/** Whether the bot has written nothing for everybody in a channel of a guild, nor in what hangs on it. */
export function withoutBot(channel) {
  if (!channel?.guild_id || isThread(channel)) return false;
  const ours = (place) => [...(state.message.get(place)?.values() ?? [])].some(byBot);
  const byBot = (one) => one.author?.id === state.bot && !one.only_me;
  return ![...state.channel.values()].some(
    (one) => (one.id === channel.id || one.parent_id === channel.id) && ours(one.id),
  );
}

/** The people who see a channel or thread, by name. */
export function readersOf(channel) {
  const place = state.channel.get(channel);
  const readers = new Set((isThread(place) ? state.channel.get(place.parent_id) : place)?.readers);
  return membersOf(guildOf(channel)).filter((one) => readers.has(one.id));
}

// What has been read, for each colleague: kept for as long as the tab.
const kept = "aktor.read";
const read = JSON.parse(sessionStorage.getItem(kept) ?? "{}");
const keep = () => sessionStorage.setItem(kept, JSON.stringify(read));
/** A colleague is met for the first time: what stands in the channels counts as read, private messages do not. */
export function meet() {
  if (!read.letters) read.letters = Object.fromEntries([...state.letter.values()].map((one) => [one.id, one.newest]));
  if (read[state.me]) return;
  read[state.me] = {};
  for (const [channel, all] of state.message)
    if (state.channel.get(channel)?.type !== 1) read[state.me][channel] = [...all.keys()].sort(older).at(-1);
  keep();
}
/** The last message that was read in a channel. */
export const lastRead = (channel) => read[state.me]?.[channel];
/** Everything in a channel has been read. */
export function markRead(channel) {
  const newest = messagesIn(channel).at(-1)?.id;
  if (!newest || !read[state.me] || !newer(newest, read[state.me][channel])) return false;
  read[state.me][channel] = newest;
  if (state.channel.get(channel)?.type === 1) read.letters[state.me] = newest;
  keep();
  return true;
}
/** Messages in a channel that are new, by others. */
export const unreadIn = (channel) =>
  messagesIn(channel).filter(
    (one) => one.author?.id !== state.me && one.type !== 21 && newer(one.id, lastRead(channel)),
  ).length;
/** Whether a colleague's private conversation holds something they have not seen. */
export function hasLetter(person) {
  const newest = state.letter.get(person)?.newest;
  return Boolean(newest) && newer(newest, read.letters?.[person]);
}

/** Whether anything new stands in a place that is not open. */
export const anythingNew = () =>
  [...state.channel.values()].some(
    (one) => one.id !== state.open && (one.type === 1 || one.joined) && unreadIn(one.id),
  );

// What was typed and not sent, by place.
const drafts = new Map();
/** What stands half-written somewhere. */
export const draftAt = (place) => {
  const key = `${state.me}:${place}`;
  if (!drafts.has(key)) drafts.set(key, { text: "", reply: null, ping: true, command: null });
  return drafts.get(key);
};
