"""Messages as the lines that a worker reads and writes; long ones are made and read beside the event loop."""

import asyncio
from collections.abc import Iterator

from pydantic import TypeAdapter

from nas_navigator_schemas.jobs import AnyMessage, AnyTask, Control, FromWorker, Known, ProposeAndEvaluate, ToWorker

BIG_LINE = 512 * 1024
"""Bytes above which a message is parsed in a thread, so that the event loop goes on meanwhile."""
MANY_KNOWN = 500
"""Known candidates that are written at a stroke; between two strokes of a thread the event loop has its turn."""

_known = TypeAdapter(tuple[Known, ...])


async def written(item: AnyTask | Control) -> bytes:
    """The line that says `item` to a worker."""
    if isinstance(item, ProposeAndEvaluate) and len(item.known) > MANY_KNOWN:
        return await asyncio.to_thread(_written_in_parts, item)
    return ToWorker(item).model_dump_json().encode() + b"\n"


async def parsed(line: bytes) -> AnyMessage:
    """What a worker said.

    Raises:
        ValidationError: it is no message.
    """
    if len(line) < BIG_LINE:
        return FromWorker.model_validate_json(line).root
    return (await asyncio.to_thread(FromWorker.model_validate_json, line)).root


def _written_in_parts(task: ProposeAndEvaluate) -> bytes:
    none_known = ToWorker(task.model_copy(update={"known": ()})).model_dump_json().encode()
    before, known, after = none_known.rpartition(b'"known":[')
    return b"".join((before, known, b",".join(_strokes(task.known)), after, b"\n"))


def _strokes(known: tuple[Known, ...]) -> Iterator[bytes]:
    for first in range(0, len(known), MANY_KNOWN):
        yield _known.dump_json(known[first : first + MANY_KNOWN])[1:-1]
