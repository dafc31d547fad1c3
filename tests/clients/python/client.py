"""discord.py at the other end of the line: connects to the stand-in that the environment names and waits for orders."""

import asyncio
import os
import sys

if os.environ["COMPRESS"] != "zstd-stream":
    # What is not there is not asked for: the library takes the older kind.
    sys.modules["zstandard"] = None

import discord
from discord.http import Route

from commands import add_commands
from deeds import Deeds
from line import listen, trouble
from watching import Watching

Route.BASE = os.environ["DISCORD"] + "/api/v10"


class Watcher(Watching, discord.AutoShardedClient):
    """With shards, as many as the test says."""


class Client(Watching, discord.Client):
    """Without shards."""


async def main():
    shards = int(os.environ["SHARDS"])
    # The library waits this long for more guilds before it says that it is ready.
    settings = {"intents": discord.Intents(), "guild_ready_timeout": 0.2}
    settings["intents"].value = int(os.environ["INTENTS"])
    client = Watcher(shard_count=shards, **settings) if shards > 1 else Client(**settings)
    tree = discord.app_commands.CommandTree(client)
    add_commands(tree)

    async def failed(_, error):
        trouble(error)

    tree.error(failed)
    async with client:
        await client.login(os.environ["TOKEN"])
        # It asks for the gateway's address only where it has shards.
        _, address, _ = await client.http.get_bot_gateway()
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = discord.gateway.yarl.URL(address)
        connection = asyncio.create_task(client.connect())
        await listen(Deeds(client, tree))
        # What people did last is answered before the client goes.
        answering = [one for one in asyncio.all_tasks() if one.get_name().startswith(("CommandTree", "discord-ui"))]
        await asyncio.gather(*answering)
        await client.close()
        await connection


asyncio.run(main())
