// What the client hears of the world, told to the test in a few words of its own parsing.

import { saw } from './line.mjs';

const named = (thread) => ({
  id: thread.id,
  name: thread.name,
  archived: thread.archived,
  locked: thread.locked,
  tags: thread.appliedTags,
});

export function watch(client) {
  client.on('clientReady', () =>
    saw('ready', { user: client.user.username, application: client.application.id, guilds: client.guilds.cache.size }),
  );
  client.on('shardReady', (id) => saw('shard', { id }));
  client.on('shardResume', (_, replayed) => saw('resumed', { replayed }));
  client.on('messageCreate', (message) =>
    saw('message', {
      id: message.id,
      channel: message.channelId,
      author: message.author.displayName,
      nick: message.member?.displayName ?? null,
      content: message.content,
      type: message.type,
      replies_to: message.reference?.messageId ?? null,
      mentions: message.mentions.users.map((user) => user.id),
    }),
  );
  client.on('messageUpdate', (_, message) =>
    saw('edited', { id: message.id, content: message.content, pinned: message.pinned }),
  );
  client.on('messageDelete', (message) => saw('deleted', { id: message.id }));
  client.on('messageDeleteBulk', (messages) => saw('bulk_deleted', { ids: [...messages.keys()] }));
  client.on('messageReactionAdd', (reaction, user) =>
    saw('reacted', { message: reaction.message.id, emoji: reaction.emoji.name, user: user.id }),
  );
  client.on('messageReactionRemove', (reaction, user) =>
    saw('unreacted', { message: reaction.message.id, emoji: reaction.emoji.name, user: user.id }),
  );
  client.on('messageReactionRemoveEmoji', (reaction) =>
    saw('emoji_cleared', { message: reaction.message.id, emoji: reaction.emoji.name }),
  );
  client.on('messageReactionRemoveAll', (message) => saw('cleared', { message: message.id }));
  client.on('channelPinsUpdate', (channel) => saw('pins', { channel: channel.id }));
  client.on('channelCreate', (channel) => saw('channel_created', { id: channel.id, name: channel.name }));
  client.on('channelUpdate', (_, channel) => saw('channel_updated', { id: channel.id, name: channel.name }));
  client.on('channelDelete', (channel) => saw('channel_deleted', { id: channel.id }));
  client.on('threadCreate', (thread) => saw('thread_created', named(thread)));
  client.on('threadUpdate', (_, thread) => saw('thread_updated', named(thread)));
  client.on('threadDelete', (thread) => saw('thread_deleted', { id: thread.id }));
  client.on('guildCreate', (guild) => saw('guild_joined', { id: guild.id, name: guild.name }));
  client.on('guildDelete', (guild) => saw('guild_left', { id: guild.id }));
  client.on('guildMemberRemove', (member) => saw('member_left', { id: member.id }));
  client.on('guildMemberAdd', (member) => saw('member_came', { id: member.id }));
  client.on('guildMemberUpdate', (_, member) =>
    saw('member_changed', { name: member.displayName, roles: member.roles.cache.map((role) => role.name).sort() }),
  );
}
