"""A study that is open: its records in memory, its readers, how far its jobs are. Changed by the service only."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import final

from nas_navigator.study.evolve import evolve
from nas_navigator.study.frames import (
    Step,
    notice_frame,
    patch_frame,
    progress_frame,
    shown,
    snapshot_frame,
    state_json,
)
from nas_navigator.study.identity import parse
from nas_navigator.study.presence import Presence
from nas_navigator.study.readers import Reader
from nas_navigator.study.records import OPEN_STATES, apply, main_job, study_of
from nas_navigator.study.records_json import RecordsJson
from nas_navigator_schemas.events import AnyPayload, Event
from nas_navigator_schemas.frames import Notice, Progress
from nas_navigator_schemas.http import StudySummary
from nas_navigator_schemas.jobs import AnyTask, Control, TaskProgress
from nas_navigator_schemas.records import Records

KEPT_FRAMES = 512
"""Frames kept for readers that come back; those that were away for longer get a snapshot."""
KEPT_CHARACTERS = 16 * 1024 * 1024
"""Characters kept for them: frames of a large template's iterations are long, and readers come back within seconds."""
PROGRESS_INTERVAL_S = 0.09
"""Seconds between two progress frames of a job: more than ten a second nobody can follow."""


def now() -> str:
    """The time as everything says it: UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def stamped(payloads: Sequence[AnyPayload], seq: int, actor: str) -> tuple[Event, ...]:
    """The events that follow the one of that sequence number, as of now."""
    at = now()
    return tuple(
        Event(seq=seq + index, at=at, actor=actor, payload=payload) for index, payload in enumerate(payloads, 1)
    )


def fold(records: Records, events: Sequence[Event], study: str) -> tuple[Step, ...]:
    """The records of a study after each event."""
    steps: list[Step] = []
    for event in events:
        patch = evolve(records, event, study)
        step = Step(records, event, patch, apply(records, patch))
        records = step.after
        steps.append(step)
    return tuple(steps)


@final
@dataclass
class OpenStudy:
    """What the service holds of a study between two calls; `tasks` says which artifacts each task underway reads, and
    `begun` with which of them a process has begun.
    """

    id: str
    records: Records
    seq: int
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    tasks: dict[str, frozenset[str]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    controls: set[Control] = field(default_factory=set)
    progress: dict[str, Progress] = field(default_factory=dict)
    presence: Presence = field(default_factory=Presence)
    gone: bool = False
    _reported: dict[str, float] = field(default_factory=dict)
    _frames: deque[tuple[int, str]] = field(default_factory=deque)
    _kept: int = 0
    _json: tuple[int, str] = (-1, "")
    _written: RecordsJson = field(default_factory=RecordsJson)

    def advance(self, steps: Sequence[Step]) -> None:
        """Takes the new records and tells every reader."""
        frame = patch_frame(steps)
        before, self.records, self.seq = self.seq, steps[-1].after, steps[-1].event.seq
        self._keep(before, frame)
        self._tell(frame)

    def report(self, message: TaskProgress) -> None:
        """Takes how far a task is and tells every reader, though not more often than a person can follow."""
        identity = parse(message.task)
        if identity is None or identity.job not in self.records.jobs or message.task not in self.tasks:
            return
        progress = Progress(job=identity.job, done=message.done, total=message.total, message=message.message)
        self.progress[identity.job] = progress
        now = time.monotonic()
        if message.done == message.total or now - self._reported.get(identity.job, 0) >= PROGRESS_INTERVAL_S:
            self._reported[identity.job] = now
            self._tell(progress_frame(progress))

    def free(self, task: str) -> None:
        """Forgets that a task is underway, so that it can begin again."""
        self.tasks.pop(task, None)
        self.begun.discard(task)
        self.controls = {control for control in self.controls if control.task != task}

    def finished(self, task: str) -> None:
        """Forgets a task that has ended and how far it was."""
        self.free(task)
        identity = parse(task)
        if identity is not None:
            self.progress.pop(identity.job, None)
            self._reported.pop(identity.job, None)

    @property
    def at_work(self) -> bool:
        """Whether a process does a task of the main job, and has not said that it waits for something itself."""
        job, _ = main_job(self.records) or (None, None)
        begun = [identity.job for identity in map(parse, self.begun) if identity is not None]
        told = None if job is None else self.progress.get(job)
        return job in begun and (told is None or told.total is not None)

    def notice(self, notice: Notice) -> None:
        """Tells whoever reads now."""
        self._tell(notice_frame(notice))

    def state(self) -> str:
        """The records as JSON, with their sequence and the latest progress; made once for all readers."""
        if self._json[0] != self.seq:
            self._json = (self.seq, self._written.text(shown(self.records)))
        return state_json(self.seq, self._json[1], self.progress.values())

    def read_from(self, after: int, missed: Sequence[str] = (), actor: str | None = None) -> Reader:
        """A reader that begins with what it `missed` and goes on after the event `after`; `actor` is who reads.

        Where that is not known any more, it begins with a snapshot instead.
        """
        reader = Reader(lambda: snapshot_frame(self.state()), actor)
        kept = self.kept(after)
        if kept is None:
            reader.start_anew()
        else:
            for frame in (*missed, *kept, *map(progress_frame, self.progress.values())):
                reader.give(frame)
        self.presence.joined(reader)
        if self.gone:
            reader.close()
        return reader

    def kept(self, after: int) -> tuple[str, ...] | None:
        """The frames since the event `after`; None where they are not kept, or it is no event of this study."""
        if after == self.seq:
            return ()
        frames = tuple(self._frames)
        starts = [index for index, (before, _) in enumerate(frames) if before == after]
        return tuple(frame for _, frame in frames[starts[0] :]) if after > 0 and starts else None

    def _keep(self, before: int, frame: str) -> None:
        self._frames.append((before, frame))
        self._kept += len(frame)
        while len(self._frames) > KEPT_FRAMES or self._kept > KEPT_CHARACTERS:
            self._kept -= len(self._frames.popleft()[1])

    def close(self) -> None:
        """Ends every reader."""
        self.gone = True
        for reader in self.presence.readers:
            reader.close()

    def _tell(self, frame: str) -> None:
        for reader in self.presence.readers:
            reader.give(frame)


def read_by(task: AnyTask) -> frozenset[str]:
    """The artifacts that a task reads."""
    names = (getattr(task, field, None) for field in ("weights", "checkpoint", "layout", "previous"))
    return frozenset(name for name in names if name is not None)


def summary_of(study: str, records: Records) -> StudySummary:
    """The line that a list of studies shows."""
    record = study_of(records)
    best = records.candidates.get(record.best_candidate or "")
    _, job = main_job(records) or (None, None)
    return StudySummary(
        id=study,
        name=record.name,
        dataset=record.dataset.id,
        template=record.template.name,
        phase=record.phase,
        iteration=record.iteration,
        evaluations=record.evaluations,
        trained_epochs=record.trained_epochs,
        done=job.done if job else None,
        total=job.total if job else None,
        objective=record.objective,
        best=best.objectives.get(record.objective.name) if best else None,
        created_at=record.created_at,
        branch_of=record.branch_of.study if record.branch_of else None,
        twin_of=record.twin_of,
    )


def needed_by(records: Records) -> frozenset[str]:
    """The artifacts without which the study cannot go on: the weights and the map in force, and open checkpoints."""
    record = study_of(records)
    names = {record.weights_artifact, record.layout.artifact if record.layout else None}
    names |= {job.checkpoint for job in records.jobs.values() if job.state in OPEN_STATES}
    return frozenset(name for name in names if name is not None)


def artifacts_of(records: Records) -> frozenset[str]:
    """The artifacts that the records refer to: weights, the map, checkpoints of jobs, results of runs."""
    record = study_of(records)
    names = {record.weights_artifact, record.layout.artifact if record.layout else None, *record.maps}
    names |= {job.checkpoint for job in records.jobs.values()}
    names |= {name for run in records.runs.values() for name in run.artifacts.values()}
    return frozenset(name for name in names if name is not None)
