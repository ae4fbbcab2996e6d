"""What the process in charge of a cluster does: each study's task in a thread of its own, over one crew."""

import logging
import os
import sys
import threading
import time
from argparse import Namespace
from collections import OrderedDict
from collections.abc import Sequence
from typing import assert_never, final
from uuid import uuid4

import torch

from nas_navigator.networks.errors import Interrupted
from nas_navigator.objectives.measure import Measured
from nas_navigator.worker.artifacts import Artifacts
from nas_navigator.worker.channel import Channel, Reporter, answered
from nas_navigator.worker.cluster.crew import Crew, CrewError, Needs
from nas_navigator.worker.cluster.division import divided
from nas_navigator.worker.cluster.parcels import Dispatch
from nas_navigator.worker.cluster.spreading import Hear, Spreading
from nas_navigator.worker.desk import Desk
from nas_navigator.worker.device_tasks import versions
from nas_navigator.worker.searching import SearchTask, evaluate_given, propose_and_evaluate
from nas_navigator.worker.shelf import Shelf
from nas_navigator_schemas.jobs import (
    AnyMessage,
    AnyTask,
    CutWeights,
    EvaluateGiven,
    EvaluationDone,
    Failed,
    FitLayout,
    PlaceCandidates,
    ProposeAndEvaluate,
    Ready,
    Suspended,
    TaskProgress,
    TrainFinal,
    TrainTemplate,
)
from nas_navigator_schemas.templates import Candidate

log = logging.getLogger(__name__)

TEND_S = 0.5
"""Seconds between two looks at who is there."""
MOST_DESKS = 8
"""Studies whose map is kept at hand."""


class ClusterError(Exception):
    """A part of a task could not be done; the message says why."""


def work(arguments: Namespace, channel: Channel) -> None:
    """Do tasks until the parent is gone."""
    crew = Crew(Needs(arguments.threads, arguments.gpus, arguments.workers))
    charge = Charge(crew, Artifacts(arguments.artifacts), channel)
    threading.Thread(target=_tend, args=(crew, channel, arguments.threads), name="crew", daemon=True).start()
    for task in channel.tasks():
        threading.Thread(target=charge.answer, args=(task,), name=task.id, daemon=True).start()


def _tend(crew: Crew, channel: Channel, threads: int) -> None:
    """Keeps the crew complete, and says who is in it whenever that has changed."""
    said, began, told = "", time.monotonic(), False
    while True:
        try:
            crew.tend()
        except Exception as error:
            # Without its crew this process is of no use; the runner tells why it ended, and starts another.
            if not isinstance(error, CrewError):
                log.exception("the crew cannot be kept")
            print(" ".join(str(error).split()), file=sys.stderr, flush=True)
            os._exit(1)
        if (crew.size or said) and str(crew) != said:
            said = str(crew)
            channel.say(Ready(device=said, threads=threads, versions=versions()))
        elif not crew.size and not told and time.monotonic() - began > 30:
            told = True
            log.warning(
                "no worker has begun yet: no node may have %d free CPUs, and the GPUs that are asked for", threads
            )
        time.sleep(TEND_S)


@final
class Charge:
    """Does tasks: what is small here, what is large by the crew."""

    def __init__(self, crew: Crew, artifacts: Artifacts, channel: Channel) -> None:
        self._crew, self._artifacts, self._channel = crew, artifacts, channel
        self._dispatch = Dispatch(artifacts)
        self._desks: OrderedDict[str, Desk] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, task: AnyTask) -> None:
        """Do a task and say what came of it."""
        message = answered(self._handle, task)
        self._channel.forget(task.id)
        self._channel.say(message)

    def _handle(self, task: AnyTask) -> AnyMessage:
        match task:
            case TrainTemplate() | TrainFinal() | CutWeights():
                return self._pass_on(task)
            case ProposeAndEvaluate():
                return propose_and_evaluate(self._desk(task.study), task, self._measure)
            case EvaluateGiven():
                return evaluate_given(self._desk(task.study), task, self._measure)
            case FitLayout() | PlaceCandidates():
                return Failed(task=task.id, message=f"'{task.kind}' is for the layout process, not for a cluster")
            case _:
                assert_never(task)

    def _pass_on(self, task: AnyTask) -> AnyMessage:
        """The whole task to one worker."""
        (answer,) = self._spreading(task, lambda _, message: self._channel.say(message)).do([task])
        return answer

    def _measure(self, desk: Desk, task: SearchTask, candidates: Sequence[Candidate]) -> list[Measured]:
        """Measure candidates in as many parts as there are workers: what each is measured on is the same."""
        parts = [self._part(task, some) for some in divided(candidates, max(1, self._crew.size))]
        report = _Sum(Reporter(desk.caller, task.id), len(parts), len(candidates))
        answers = self._spreading(task, report).do(parts)
        return [measured for answer in answers for measured in self._measured(task, answer)]

    def _part(self, task: SearchTask, candidates: Sequence[Candidate]) -> EvaluateGiven:
        return EvaluateGiven(
            id=f"part.{uuid4().hex}",
            study=task.study,
            job=task.job,
            seed=task.seed,
            weights_seed=task.weights_seed,
            dataset=task.dataset,
            template=task.template,
            waits=task.waits,
            objective=task.objective,
            candidates=tuple(candidates),
            weights=task.weights,
            layout=None,
        )

    def _measured(self, task: SearchTask, answer: AnyMessage) -> list[Measured]:
        match answer:
            case EvaluationDone(stopped=False):
                return [Measured(one.objectives, one.seconds) for one in answer.evaluated]
            case Failed():
                raise ClusterError(answer.message)
            case EvaluationDone() | Suspended():
                raise Interrupted(self._channel.signal(task.id) or "suspend")
            case _:
                raise ClusterError(f"a worker answered '{answer.kind}' to an evaluation")

    def _spreading(self, task: AnyTask, hear: Hear) -> Spreading:
        return Spreading(self._crew, self._dispatch, hear, lambda: self._channel.signal(task.id))

    def _desk(self, study: str) -> Desk:
        """The desk of a study, of which one task at a time is done."""
        with self._lock:
            if study not in self._desks:
                shelf = Shelf(self._artifacts, torch.device("cpu"), self._artifacts.directory.parent / "datasets")
                self._desks[study] = Desk(shelf, self._channel)
            self._desks.move_to_end(study)
            while len(self._desks) > MOST_DESKS:
                self._desks.popitem(last=False)
            return self._desks[study]


@final
class _Sum:
    """Reports how far the parts of a population are, together."""

    def __init__(self, report: Reporter, parts: int, candidates: int) -> None:
        self._report, self._parts, self._candidates = report, parts, candidates
        self._done: dict[int, int] = {}
        self._most = 0

    def __call__(self, number: int, message: AnyMessage) -> None:
        """A part says how far it is."""
        if not isinstance(message, TaskProgress):
            return
        if message.total is None:
            self._report(0, None, message.message)
            return
        self._done[number], self._most = message.done, max(self._most, message.total)
        total = self._most * self._parts
        self._report(sum(self._done.values()), total, f"evaluating {self._candidates} candidates")
