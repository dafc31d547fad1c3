"""What the client hears of the world, told to the test in a few words of its own parsing."""

import sys

from line import saw, trouble


def _thread(thread):
    return {
        "id": str(thread.id),
        "name": thread.name,
        "archived": thread.archived,
        "locked": thread.locked,
        "tags": [str(tag) for tag in thread._applied_tags],
    }


class Watching:
    """The events of a client."""

    async def on_ready(self):
        saw("ready", user=self.user.name, application=str(self.application_id), guilds=len(self.guilds))

    async def on_shard_ready(self, shard):
        saw("shard", id=shard)

    async def on_resumed(self):
        saw("resumed")

    async def on_error(self, *_):
        trouble(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1])

    async def on_message(self, message):
        saw(
            "message",
            id=str(message.id),
            channel=str(message.channel.id),
            author=message.author.global_name or message.author.name,
            nick=message.author.display_name,
            content=message.content,
            type=message.type.value,
            replies_to=str(message.reference.message_id) if message.reference else None,
            mentions=[str(user.id) for user in message.mentions],
        )

    async def on_raw_message_edit(self, event):
        saw("edited", id=str(event.message_id), content=event.message.content, pinned=event.message.pinned)

    async def on_raw_message_delete(self, event):
        saw("deleted", id=str(event.message_id))

    async def on_raw_bulk_message_delete(self, event):
        saw("bulk_deleted", ids=[str(one) for one in event.message_ids])

    async def on_raw_reaction_add(self, event):
        saw("reacted", message=str(event.message_id), emoji=event.emoji.name, user=str(event.user_id))

    async def on_raw_reaction_remove(self, event):
        saw("unreacted", message=str(event.message_id), emoji=event.emoji.name, user=str(event.user_id))

    async def on_raw_reaction_clear_emoji(self, event):
        saw("emoji_cleared", message=str(event.message_id), emoji=event.emoji.name)

    async def on_raw_reaction_clear(self, event):
        saw("cleared", message=str(event.message_id))

    async def on_guild_channel_pins_update(self, channel, _):
        saw("pins", channel=str(channel.id))

    async def on_guild_channel_create(self, channel):
        saw("channel_created", id=str(channel.id), name=channel.name)

    async def on_guild_channel_update(self, _, channel):
        saw("channel_updated", id=str(channel.id), name=channel.name)

    async def on_guild_channel_delete(self, channel):
        saw("channel_deleted", id=str(channel.id))

    async def on_thread_create(self, thread):
        saw("thread_created", **_thread(thread))

    async def on_raw_thread_update(self, event):
        # Of threads that it did not know, being archived, the library makes no update but a join.
        now = event.data["thread_metadata"]
        saw(
            "thread_updated",
            id=event.data["id"],
            name=event.data["name"],
            archived=now["archived"],
            locked=now["locked"],
            tags=event.data.get("applied_tags", []),
        )

    async def on_raw_thread_delete(self, event):
        saw("thread_deleted", id=str(event.thread_id))

    async def on_guild_join(self, guild):
        saw("guild_joined", id=str(guild.id), name=guild.name)

    async def on_guild_remove(self, guild):
        saw("guild_left", id=str(guild.id))

    async def on_raw_member_remove(self, event):
        saw("member_left", id=str(event.user.id))

    async def on_member_join(self, member):
        saw("member_came", id=str(member.id))

    async def on_member_update(self, _, member):
        saw("member_changed", name=member.display_name, roles=sorted(role.name for role in member.roles))
