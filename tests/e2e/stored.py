"""A study from a stored log of a real run: the same events, and so the same page, on every machine."""

import asyncio
import gzip
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nas_navigator.spaces.scores import scores_record
from nas_navigator.storage.directory import DataDirectory
from nas_navigator.storage.events import SqlEventStore
from nas_navigator.study.evolve import replay
from nas_navigator.study.opened import summary_of
from nas_navigator_schemas.configuration import Objective
from nas_navigator_schemas.events import Event, IterationFinished, StudyCreated
from nas_navigator_schemas.templates import Candidate, Template

STUDY = "stored"
LOG = Path(__file__).parent / "appearance" / "study.jsonl.gz"
"""Digits, seed 5: 6 epochs, 6 iterations of 8 candidates, the best one finished. One event a line."""


def stored_study(root: Path, objective: Objective | None = None) -> str:
    """Makes a data directory that holds the stored study, without the weights; its id.

    With an objective, it is as if the study had been made for that one: the same candidates with the same measurements,
    the scores of its paths computed anew from them.
    """
    events = [Event.model_validate_json(line) for line in gzip.decompress(LOG.read_bytes()).splitlines()]
    if objective is not None:
        events = list(_made_for(objective, events))
    # Playwright has an event loop in this thread.
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(asyncio.run, _write(root, events)).result()
    return STUDY


def _made_for(objective: Objective, events: Sequence[Event]) -> Iterator[Event]:
    template: Template | None = None
    measured: dict[str, tuple[Candidate, float]] = {}
    for event in events:
        payload = event.payload
        if isinstance(payload, StudyCreated):
            template = payload.template
            yield event.model_copy(update={"payload": payload.model_copy(update={"objective": objective})})
        elif isinstance(payload, IterationFinished):
            assert template is not None
            for one in payload.evaluated:
                value = one.objectives[objective.name]
                assert value is not None
                measured[one.candidate.id] = (one.candidate, value)
            larger = objective.direction == "maximize"
            found = list(measured.values())
            scores = scores_record(template, found, payload.iteration, payload.weights, larger_is_better=larger)
            yield event.model_copy(update={"payload": payload.model_copy(update={"scores": scores})})
        else:
            yield event


async def _write(root: Path, events: list[Event]) -> None:
    directory = DataDirectory.open(root)
    store = await SqlEventStore.open(directory.database)
    await store.create(STUDY, events, summary_of(STUDY, replay(events, STUDY)), ())
    await store.close()
    directory.close()
