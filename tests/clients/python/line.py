"""The line to the test: it asks on standard input, one JSON object a line; what was done, refused and seen goes back on
standard output."""

import asyncio
import json
import sys
import traceback

import discord


def _write(line):
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def saw(kind, **what):
    """Tells what the client saw."""
    _write({"saw": kind, "what": what})


def trouble(error):
    """Tells what the client could not make sense of."""
    saw("trouble", **{"with": "".join(traceback.format_exception(error))})


async def listen(deeds):
    """Does what the test asks, each by a method of `deeds`, until the line is closed."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    under_way = set()
    while line := await reader.readline():
        order = json.loads(line)
        task = loop.create_task(_answer(order["id"], getattr(deeds, order["deed"]), order["how"]))
        under_way.add(task)
        task.add_done_callback(under_way.discard)


async def _answer(number, deed, how):
    try:
        _write({"id": number, "done": await deed(**how)})
    except discord.HTTPException as error:
        _write({"id": number, "refused": {"code": error.code, "status": error.status}})
    except Exception:
        _write({"id": number, "failed": traceback.format_exc()})
