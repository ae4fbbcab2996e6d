"""A study from a stored log of a real run: the same events, and so the same page, on every machine."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nas_navigator.storage.directory import DataDirectory
from nas_navigator.storage.events import SqlEventStore
from nas_navigator.study.evolve import replay
from nas_navigator.study.opened import summary_of
from nas_navigator_schemas.events import Event

STUDY = "stored"
LOG = Path(__file__).parent / "appearance" / "study.jsonl.gz"
"""Digits, seed 5: 6 epochs, 6 iterations of 8 candidates, the best one finished. One event a line."""


def stored_study(root: Path) -> str:
    """Makes a data directory that holds the stored study, without the weights; its id."""
    events = [Event.model_validate_json(line) for line in gzip.decompress(LOG.read_bytes()).splitlines()]
    # Playwright has an event loop in this thread.
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(asyncio.run, _write(root, events)).result()
    return STUDY


async def _write(root: Path, events: list[Event]) -> None:
    directory = DataDirectory.open(root)
    store = await SqlEventStore.open(directory.database)
    await store.create(STUDY, events, summary_of(STUDY, replay(events, STUDY)), ())
    await store.close()
    directory.close()
