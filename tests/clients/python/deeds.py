"""What the test may ask of the client, each done as its documentation says."""

import base64
import io

import discord
from discord.http import Route

from commands import put_off


def _upload(file):
    content = io.BytesIO(base64.b64decode(file["bytes"]))
    return discord.File(content, file["name"], description=file.get("description"))


async def _read(message):
    files = [
        {
            "id": str(file.id),
            "name": file.filename,
            "size": file.size,
            "type": file.content_type,
            "description": file.description,
            "bytes": base64.b64encode(await file.read()).decode(),
        }
        for file in message.attachments
    ]
    return {
        "id": str(message.id),
        "type": message.type.value,
        "content": message.content,
        "author": str(message.author.id),
        "name": message.author.global_name or message.author.name,
        "edited": message.edited_at is not None,
        "pinned": message.pinned,
        "embeds": [embed.to_dict() for embed in message.embeds],
        "reactions": [{"emoji": str(one.emoji), "count": one.count, "me": one.me} for one in message.reactions],
        "replies_to": str(message.reference.message_id) if message.reference else None,
        "thread": str(message.thread.id) if message.thread else None,
        "files": files,
    }


def _thread(thread):
    return {
        "id": str(thread.id),
        "name": thread.name,
        "parent": str(thread.parent_id),
        "type": thread.type.value,
        "owner": str(thread.owner_id),
        "archived": thread.archived,
        "locked": thread.locked,
        "minutes": thread.auto_archive_duration,
        "tags": [str(tag) for tag in thread._applied_tags],
    }


def _tagged(forum, names):
    return [tag for tag in forum.available_tags if tag.name in names]


def _described(command):
    return {
        "id": str(command.id),
        "name": command.name,
        "type": command.type.value,
        "description": command.description,
        "guild": str(command.guild_id) if command.guild_id else None,
    }


def _plain(command):
    return {**command, "guild": command.get("guild_id")}


class Deeds:
    """Each method is one thing that can be asked for."""

    def __init__(self, client, tree):
        self.client, self.tree = client, tree

    async def _place(self, channel):
        return self.client.get_channel(int(channel)) or await self.client.fetch_channel(int(channel))

    async def _said(self, channel, message):
        return await (await self._place(channel)).fetch_message(int(message))

    def _guild(self, guild):
        return self.client.get_guild(int(guild))

    async def guild(self, id):
        guild = self._guild(id)
        return {
            "name": guild.name,
            "owner": str(guild.owner_id),
            "members": guild.member_count,
            "roles": sorted(role.name for role in guild.roles),
            "channels": sorted(channel.name for channel in guild.channels),
        }

    async def guild_fetched(self, id):
        return (await self.client.fetch_guild(int(id))).name

    async def guild_shard(self, id):
        return self._guild(id).shard_id

    async def channels(self, guild):
        return sorted(channel.name for channel in await self._guild(guild).fetch_channels())

    async def roles(self, guild):
        return sorted(role.name for role in await self._guild(guild).fetch_roles())

    async def application(self):
        return str((await self.client.application_info()).id)

    # Commands. The library registers whole sets; single ones by its HTTP client.

    async def register(self, guild=None):
        if guild is None:
            return [_described(one) for one in await self.tree.sync()]
        home = discord.Object(int(guild))
        self.tree.copy_global_to(guild=home)
        return [_described(one) for one in await self.tree.sync(guild=home)]

    async def command_added(self, name, guild=None):
        body, here = {"name": name, "description": "Ny", "type": 1}, self.client.application_id
        if guild is None:
            return _plain(await self.client.http.upsert_global_command(here, body))
        return _plain(await self.client.http.upsert_guild_command(here, int(guild), body))

    async def _command(self, id, guild):
        home = discord.Object(int(guild)) if guild else None
        return await self.tree.fetch_command(int(id), guild=home)

    async def command_changed(self, id, description, guild=None):
        return _described(await (await self._command(id, guild)).edit(description=description))

    async def command_removed(self, id, guild=None):
        await (await self._command(id, guild)).delete()

    async def command_read(self, id, guild=None):
        return _described(await self._command(id, guild))

    async def commands(self, guild=None):
        home = discord.Object(int(guild)) if guild else None
        return [_described(one) for one in await self.tree.fetch_commands(guild=home)]

    # Messages.

    async def send(self, channel, content=None, embeds=(), files=(), reply_to=None, nonce=None, pings=None):
        place = await self._place(channel)
        more = {"nonce": nonce} if nonce else {}
        if reply_to:
            more["reference"] = place.get_partial_message(int(reply_to))
        if pings is not None:
            users = [discord.Object(int(one)) for one in pings]
            more["allowed_mentions"] = discord.AllowedMentions(
                everyone=False, roles=False, users=users, replied_user=False
            )
        embeds = [discord.Embed.from_dict(one) for one in embeds]
        return await _read(await place.send(content, embeds=embeds, files=[_upload(one) for one in files], **more))

    async def read(self, channel, message):
        return await _read(await self._said(channel, message))

    async def edit(self, channel, message, content=None, embeds=None, keep=None, files=()):
        message = await self._said(channel, message)
        change = {"content": content} if content is not None else {}
        if embeds is not None:
            change["embeds"] = [discord.Embed.from_dict(one) for one in embeds]
        if keep is not None:
            kept = [file for file in message.attachments if str(file.id) in keep]
            change["attachments"] = kept + [_upload(one) for one in files]
        return await _read(await message.edit(**change))

    async def delete(self, channel, message):
        await (await self._place(channel)).get_partial_message(int(message)).delete()

    async def delete_bulk(self, channel, messages):
        place = await self._place(channel)
        await place.delete_messages([discord.Object(int(one)) for one in messages])
        return messages

    async def history(self, channel, limit, **part):
        part = {side: discord.Object(int(id)) for side, id in part.items()}
        return [str(one.id) async for one in (await self._place(channel)).history(limit=limit, **part)]

    async def pin(self, channel, message):
        await (await self._said(channel, message)).pin()

    async def unpin(self, channel, message):
        await (await self._said(channel, message)).unpin()

    async def pins(self, channel):
        return [str(one.id) async for one in (await self._place(channel)).pins()]

    async def react(self, channel, message, emoji):
        await (await self._said(channel, message)).add_reaction(emoji)

    async def unreact(self, channel, message, emoji, user=None):
        user = discord.Object(int(user)) if user else self.client.user
        await (await self._said(channel, message)).remove_reaction(emoji, user)

    async def reactors(self, channel, message, emoji):
        message = await self._said(channel, message)
        [reaction] = [one for one in message.reactions if str(one.emoji) == emoji]
        return [str(user.id) async for user in reaction.users()]

    async def clear(self, channel, message, emoji=None):
        message = await self._said(channel, message)
        await (message.clear_reaction(emoji) if emoji else message.clear_reactions())

    # Webhooks.

    async def hang(self, channel, name):
        return str((await (await self._place(channel)).create_webhook(name=name)).id)

    async def hung(self, channel):
        return [str(one.id) for one in await (await self._place(channel)).webhooks()]

    async def through(self, hook, content, thread=None, name=None):
        more = {"thread": discord.Object(int(thread))} if thread else {}
        if name:
            more["username"] = name
        return await _read(await (await self.client.fetch_webhook(int(hook))).send(content, wait=True, **more))

    async def through_edit(self, hook, message, content):
        return await _read(await (await self.client.fetch_webhook(int(hook))).edit_message(int(message), content=content))

    async def through_delete(self, hook, message):
        await (await self.client.fetch_webhook(int(hook))).delete_message(int(message))

    async def unhang(self, hook):
        await (await self.client.fetch_webhook(int(hook))).delete()

    # An answer that was put off.

    async def later(self, content, files=()):
        files = [_upload(one) for one in files]
        return await _read(await put_off["interaction"].edit_original_response(content=content, attachments=files))

    async def more(self, content):
        return await _read(await put_off["interaction"].followup.send(content, ephemeral=True, wait=True))

    async def forget(self):
        await put_off["interaction"].delete_original_response()

    async def type(self, channel):
        await (await self._place(channel)).typing()

    # Threads and forums.

    async def open_thread(self, channel, message, name):
        message = await self._said(channel, message)
        return _thread(await message.create_thread(name=name, auto_archive_duration=1440))

    async def open_bare(self, channel, name, kept=False):
        kind = discord.ChannelType.private_thread if kept else discord.ChannelType.public_thread
        return _thread(await (await self._place(channel)).create_thread(name=name, type=kind))

    async def post(self, forum, name, content, tag=None, file=None):
        forum = await self._place(forum)
        more = {"file": _upload(file)} if file else {}
        made = await forum.create_thread(name=name, content=content, applied_tags=_tagged(forum, [tag]), **more)
        return _thread(made.thread)

    async def thread(self, id):
        return _thread(await self.client.fetch_channel(int(id)))

    async def change_thread(self, id, tags=None, **change):
        thread = await self._place(id)
        if tags is not None:
            change["applied_tags"] = _tagged(thread.parent, tags)
        return _thread(await thread.edit(**change))

    async def join(self, id):
        await (await self._place(id)).join()

    async def leave(self, id):
        await (await self._place(id)).leave()

    async def crowd(self, id):
        return [str(one.id) for one in await (await self._place(id)).fetch_members()]

    async def active(self, guild):
        return [str(one.id) for one in await self._guild(guild).active_threads()]

    async def bring(self, id, user):
        await (await self._place(id)).add_user(discord.Object(int(user)))

    async def send_away(self, id, user):
        await (await self._place(id)).remove_user(discord.Object(int(user)))

    async def archived(self, channel, kept=False, **part):
        if kept:
            part |= {"private": True, "joined": True}
        if "before" in part:
            part["before"] = discord.Object(int(part["before"]))
        return [str(one.id) async for one in (await self._place(channel)).archived_threads(**part)]

    async def drop(self, channel):
        await (await self._place(channel)).delete()

    # People.

    async def member(self, guild, user):
        member = await self._guild(guild).fetch_member(int(user))
        return {"name": member.display_name, "roles": sorted(role.name for role in member.roles)}

    async def members(self, guild):
        return sorted(one.display_name for one in await self._guild(guild).chunk(cache=False))

    async def members_listed(self, guild, limit, after=None):
        after = discord.Object(int(after)) if after else discord.utils.MISSING
        return [str(one.id) async for one in self._guild(guild).fetch_members(limit=limit, after=after)]

    async def search(self, guild, query):
        # The library searches by the gateway; by REST it offers nothing of its own.
        route = Route("GET", "/guilds/{guild_id}/members/search", guild_id=guild)
        found = await self.client.http.request(route, params={"query": query, "limit": 10})
        asked = await self._guild(guild).query_members(query, limit=10, cache=False)
        assert [int(one["user"]["id"]) for one in found] == [one.id for one in asked]
        return [one.display_name for one in asked]

    async def user(self, id):
        return (await self.client.fetch_user(int(id))).display_name

    async def whisper(self, user, content):
        return await _read(await (await self.client.fetch_user(int(user))).send(content))

    async def whispered(self, user):
        place = await (await self.client.fetch_user(int(user))).create_dm()
        return [one.content async for one in place.history()]
