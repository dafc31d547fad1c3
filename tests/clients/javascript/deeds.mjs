// What the test may ask of the client, each done as its documentation says.

import { put_off } from './answers.mjs';
import { commands } from './commands.mjs';
import { discord } from './library.mjs';

async function bytes(url) {
  const answer = await fetch(url);
  return Buffer.from(await answer.arrayBuffer()).toString('base64');
}

function upload({ bytes, ...file }) {
  return { ...file, attachment: Buffer.from(bytes, 'base64') };
}

async function read(message) {
  const files = message.attachments.map(async (file) => ({
    id: file.id,
    name: file.name,
    size: file.size,
    type: file.contentType,
    description: file.description,
    bytes: await bytes(file.url),
  }));
  return {
    id: message.id,
    type: message.type,
    content: message.content,
    author: message.author.id,
    name: message.author.displayName,
    edited: message.editedTimestamp !== null,
    pinned: message.pinned,
    embeds: message.embeds.map((embed) => embed.toJSON()),
    reactions: message.reactions.cache.map((one) => ({ emoji: one.emoji.name, count: one.count, me: one.me })),
    replies_to: message.reference?.messageId ?? null,
    thread: message.thread?.id ?? null,
    files: await Promise.all(files),
  };
}

function thread(channel) {
  return {
    id: channel.id,
    name: channel.name,
    parent: channel.parentId,
    type: channel.type,
    owner: channel.ownerId,
    archived: channel.archived,
    locked: channel.locked,
    minutes: channel.autoArchiveDuration,
    tags: channel.appliedTags,
  };
}

const tagged = (forum, names) => forum.availableTags.filter((tag) => names.includes(tag.name)).map((tag) => tag.id);

function described(command) {
  return { id: command.id, name: command.name, type: command.type, description: command.description, guild: command.guildId };
}

export function deeds(client) {
  const place = (id) => client.channels.fetch(id);
  const said = async (how) => (await place(how.channel)).messages.fetch({ message: how.message, force: true });
  const shelf = (guild) => (guild ? client.guilds.cache.get(guild).commands : client.application.commands);

  return {
    async guild({ id }) {
      const guild = client.guilds.cache.get(id);
      return {
        name: guild.name,
        owner: guild.ownerId,
        members: guild.memberCount,
        roles: guild.roles.cache.map((role) => role.name).sort(),
        channels: guild.channels.cache.map((channel) => channel.name).sort(),
        me: guild.members.me.permissions.toArray().sort(),
      };
    },
    guild_fetched: async ({ id }) => (await client.guilds.fetch({ guild: id, force: true })).name,
    guild_shard: async ({ id }) => client.guilds.cache.get(id).shardId,
    channels: async ({ guild }) =>
      (await client.guilds.cache.get(guild).channels.fetch()).map((channel) => channel.name).sort(),
    roles: async ({ guild }) => (await client.guilds.cache.get(guild).roles.fetch()).map((role) => role.name).sort(),
    application: async () => (await client.application.fetch()).id,

    register: async ({ guild }) => [...(await shelf(guild).set(commands)).values()].map(described),
    command_added: async ({ guild, name }) => described(await shelf(guild).create({ name, description: 'Ny' })),
    command_changed: async ({ guild, id, description }) => described(await shelf(guild).edit(id, { description })),
    command_removed: async ({ guild, id }) => void (await shelf(guild).delete(id)),
    command_read: async ({ guild, id }) => described(await shelf(guild).fetch(id, { cache: false, force: true })),
    commands: async ({ guild }) => [...(await shelf(guild).fetch()).values()].map(described),

    async send({ channel, content, embeds, files, reply_to, nonce, pings }) {
      const message = { content, embeds, files: files?.map(upload) };
      if (reply_to) message.reply = { messageReference: reply_to };
      if (nonce) Object.assign(message, { nonce, enforceNonce: true });
      if (pings) message.allowedMentions = { users: pings, repliedUser: false };
      return read(await (await place(channel)).send(message));
    },
    read: async (how) => read(await said(how)),
    async edit({ content, embeds, keep, files, ...how }) {
      const attachments = keep?.map((id) => ({ id }));
      return read(await (await said(how)).edit({ content, embeds, attachments, files: files?.map(upload) }));
    },
    delete: async ({ channel, message }) => void (await (await place(channel)).messages.delete(message)),
    delete_bulk: async ({ channel, messages }) => [...(await (await place(channel)).bulkDelete(messages)).keys()],
    history: async ({ channel, ...part }) =>
      [...(await (await place(channel)).messages.fetch({ ...part, cache: false })).keys()],
    pin: async (how) => void (await (await said(how)).pin()),
    unpin: async (how) => void (await (await said(how)).unpin()),
    async pins({ channel }) {
      const pinned = await (await place(channel)).messages.fetchPins();
      return pinned.items.map((pin) => pin.message.id);
    },
    react: async ({ emoji, ...how }) => void (await (await said(how)).react(emoji)),
    unreact: async ({ emoji, user, ...how }) =>
      void (await (await said(how)).reactions.resolve(emoji).users.remove(user ?? client.user.id)),
    reactors: async ({ emoji, ...how }) =>
      [...(await (await said(how)).reactions.resolve(emoji).users.fetch()).keys()],
    clear: async ({ emoji, ...how }) => {
      const message = await said(how);
      await (emoji ? message.reactions.resolve(emoji).remove() : message.reactions.removeAll());
    },
    hang: async ({ channel, name }) => (await (await place(channel)).createWebhook({ name })).id,
    hung: async ({ channel }) => [...(await (await place(channel)).fetchWebhooks()).keys()],
    through: async ({ hook, thread, content, name }) =>
      read(await (await client.fetchWebhook(hook)).send({ content, threadId: thread, username: name })),
    through_edit: async ({ hook, message, content }) =>
      read(await (await client.fetchWebhook(hook)).editMessage(message, { content })),
    through_delete: async ({ hook, message }) => void (await (await client.fetchWebhook(hook)).deleteMessage(message)),
    unhang: async ({ hook }) => void (await (await client.fetchWebhook(hook)).delete()),

    later: async ({ content, files }) => read(await put_off.interaction.editReply({ content, files: files?.map(upload) })),
    more: async ({ content }) => read(await put_off.interaction.followUp({ content, flags: discord.MessageFlags.Ephemeral })),
    forget: async () => void (await put_off.interaction.deleteReply()),

    type: async ({ channel }) => void (await (await place(channel)).sendTyping()),

    open_thread: async ({ channel, message, name }) =>
      thread(await (await place(channel)).threads.create({ name, startMessage: message, autoArchiveDuration: 1440 })),
    open_bare: async ({ channel, name, kept }) =>
      thread(
        await (await place(channel)).threads.create({
          name,
          type: kept ? discord.ChannelType.PrivateThread : discord.ChannelType.PublicThread,
        }),
      ),
    async post({ forum, name, content, tag, file }) {
      const found = await place(forum);
      const files = file ? [upload(file)] : [];
      return thread(await found.threads.create({ name, message: { content, files }, appliedTags: tagged(found, [tag]) }));
    },
    thread: async ({ id }) => thread(await client.channels.fetch(id, { force: true })),
    async change_thread({ id, tags, ...change }) {
      const found = await place(id);
      if (tags) change.appliedTags = tagged(found.parent, tags);
      return thread(await found.edit(change));
    },
    join: async ({ id }) => void (await (await place(id)).join()),
    leave: async ({ id }) => void (await (await place(id)).leave()),
    crowd: async ({ id }) => [...(await (await place(id)).members.fetch({ cache: false })).keys()],
    active: async ({ guild }) =>
      [...(await client.guilds.cache.get(guild).channels.fetchActiveThreads()).threads.keys()],
    bring: async ({ id, user }) => void (await (await place(id)).members.add(user)),
    send_away: async ({ id, user }) => void (await (await place(id)).members.remove(user)),
    async archived({ channel, kept, ...part }) {
      const found = await (await place(channel)).threads.fetchArchived({ type: kept ? 'private' : 'public', ...part });
      return [...found.threads.keys()];
    },
    drop: async ({ channel }) => void (await (await place(channel)).delete()),

    async member({ guild, user }) {
      const member = await client.guilds.cache.get(guild).members.fetch({ user, force: true });
      return { name: member.displayName, roles: member.roles.cache.map((role) => role.name).sort() };
    },
    members: async ({ guild }) =>
      [...(await client.guilds.cache.get(guild).members.fetch()).values()].map((one) => one.displayName).sort(),
    members_listed: async ({ guild, limit, after }) =>
      [...(await client.guilds.cache.get(guild).members.list({ limit, after, cache: false })).keys()],
    search: async ({ guild, query }) =>
      [...(await client.guilds.cache.get(guild).members.search({ query, limit: 10 })).values()].map((one) => one.displayName),
    user: async ({ id }) => (await client.users.fetch(id, { force: true })).displayName,
    whisper: async ({ user, content }) => read(await (await client.users.fetch(user)).send(content)),
    whispered: async ({ user }) => [...(await (await client.users.createDM(user)).messages.fetch()).values()].map((one) => one.content),
  };
}
