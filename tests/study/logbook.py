"""A study for tests: its log and its records, with messages such as workers send.

What a worker would measure is derived from the candidate's id, so that the same log comes out each time.
"""

from collections.abc import Sequence
from itertools import cycle, islice

import numpy as np

from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates.cells import build
from nas_navigator.study.decide import decide
from nas_navigator.study.evolve import EMPTY, evolve
from nas_navigator.study.heard import heard
from nas_navigator.study.identity import parse
from nas_navigator.study.records import apply, study_of
from nas_navigator.study.tasks import controls, next_tasks
from nas_navigator_schemas import jobs as j
from nas_navigator_schemas.catalogue import DatasetEntry
from nas_navigator_schemas.commands import AddPaths, AnyCommand, RemovePaths, StartTraining
from nas_navigator_schemas.configuration import DatasetChoice, TrainingConfiguration
from nas_navigator_schemas.events import AnyPayload, Event, StudyCreated
from nas_navigator_schemas.jobs import AnyMessage, AnyTask, Evaluated, PlacedPoint
from nas_navigator_schemas.records import Objectives, Patch, Records, StudyRecord
from nas_navigator_schemas.templates import Candidate, Template

DIGITS = DatasetEntry.model_validate(
    {
        "id": "digits",
        "name": "Digits",
        "description": "Handwritten digits",
        "input": {"name": "image", "shape": (1, 8, 8)},
        "output": {"name": "digit", "classes": 10},
        "train_images": 1078,
        "test_images": 360,
        "classes": tuple("0123456789"),
        "batch_size": 32,
        "available": True,
    }
)
SMALL = {
    "cells": ["normal", "reduction"],
    "nodes": 2,
    "operations": ["max_pool_3x3", "skip_connect", "sep_conv_3x3"],
}

TRAINING = TrainingConfiguration(
    optimizer="sgd",
    learning_rate=0.025,
    momentum=0.9,
    weight_decay=0.0003,
    gradient_clip=5,
    batch_size=32,
    sampling="uniform",
    path_dropout=0.1,
)
"""Given in full, so that no measured default changes these logs."""


def small_template() -> Template:
    """Two cells of two nodes with three operations an edge: 30 paths."""
    return build(SMALL, DIGITS)


class Log:
    """A log that grows, its records, and the tasks that were submitted and have not ended."""

    def __init__(self, template: Template | None = None, seed: int = 7) -> None:
        self.events: list[Event] = []
        self.patches: list[Patch] = []
        self.records: Records = EMPTY
        self.running: dict[str, AnyTask] = {}
        created = StudyCreated(
            name="Digits",
            dataset=DatasetChoice(id="digits"),
            template=template or small_template(),
            training=TRAINING,
            seed=seed,
        )
        self.add((created,))

    @property
    def study(self) -> StudyRecord:
        return study_of(self.records)

    def add(self, payloads: Sequence[AnyPayload], actor: str = "person") -> None:
        for payload in payloads:
            seq = len(self.events) + 1
            at = f"2026-01-01T00:{seq // 60 % 60:02}:{seq % 60:02}Z"
            event = Event(seq=seq, at=at, actor=actor, payload=payload)
            patch = evolve(self.records, event, "s1")
            self.records = apply(self.records, patch)
            self.events.append(event)
            self.patches.append(patch)
        for task in next_tasks(self.records, self.running):
            self.running[task.id] = task

    def command(self, command: AnyCommand) -> None:
        self.add(decide(self.records, command), command.actor)

    def hear(self, message: AnyMessage) -> None:
        if not isinstance(message, j.Ready | j.TaskProgress | j.EpochDone):
            self.running.pop(message.task, None)
        self.add(heard(self.records, message), "system")

    def task(self, kind: str) -> AnyTask:
        """The submitted task of a kind that was not asked to end."""
        ending = {control.task for control in controls(self.records, self.running)}
        return next(task for task in self.running.values() if task.kind == kind and task.id not in ending)

    def begin(self, kind: str) -> AnyTask:
        """The device says that it began with a task."""
        task = self.task(kind)
        self.hear(j.TaskProgress(task=task.id, done=0, total=None))
        return task

    def make_map(self) -> None:
        task = self.begin("fit_layout")
        assert isinstance(task, j.FitLayout)
        self.hear(layout_done(task))

    def train(self, epochs: int = 1) -> None:
        """Ask for training and have it done."""
        self.command(StartTraining(epochs=epochs))
        self.begin("train_template")
        for epoch in range(epochs):
            self.epoch(epoch)
        self.trained()

    def epoch(self, epoch: int) -> None:
        task = next(task for task in self.running.values() if task.kind in ("train_template", "train_final"))
        assert isinstance(task, j.TrainTemplate | j.TrainFinal)
        self.hear(
            j.EpochDone(
                task=task.id,
                run=task.run,
                epoch=epoch,
                metrics={"train_loss": 2.0 / (epoch + 1), "validation_accuracy": 0.5 + epoch / 100},
                seconds=1.25,
                checkpoint=f"checkpoint-{epoch}",
            )
        )

    def trained(self, stopped: bool = False) -> None:
        task = next(task for task in self.running.values() if task.kind == "train_template")
        done = self.records.jobs[task.job].done
        weights = f"weights-{len(self.events)}"
        self.hear(j.TemplateTrained(task=task.id, weights=weights, epochs=done, stopped=stopped, seconds=3.5))

    def iterate(self, count: int = 8, stopped: bool = False, exhausted: bool = False) -> None:
        """The device does the iteration that was asked for."""
        task = self.begin("propose_and_evaluate")
        assert isinstance(task, j.ProposeAndEvaluate)
        self.hear(iteration_done(task, count, stopped, exhausted))

    def finish_final(self, stopped: bool = False) -> None:
        task = next(task for task in self.running.values() if task.kind == "train_final")
        self.hear(
            j.FinalTrained(
                task=task.id,
                weights=f"final-{len(self.events)}",
                metrics={"test_accuracy": 0.96875, "test_loss": 0.125},
                confusion=((34, 1), (0, 37)),
                stopped=stopped,
                seconds=9.5,
            )
        )

    def suspend(self, kind: str, checkpoint: str | None = None) -> None:
        """A task that was asked to suspend does so."""
        asked = {control.task for control in controls(self.records, self.running)}
        task = next(task for task in self.running.values() if task.kind == kind and task.id in asked)
        self.hear(j.Suspended(task=task.id, checkpoint=checkpoint))

    def fail(self, kind: str, message: str = "out of memory") -> None:
        self.hear(j.Failed(task=self.begin(kind).id, message=message))

    def drop_controlled(self) -> None:
        """Tasks that were asked to suspend and whose job went on without them end unheard."""
        for control in controls(self.records, self.running):
            if control.action == "suspend":
                self.hear(j.Suspended(task=control.task, checkpoint=None))


def fresh_candidates(
    template: Template, steering: j.Steering, known: set[str], count: int, seed: int
) -> list[Candidate]:
    """Up to `count` candidates that are not known, valid under the steering."""
    space = MaskSpace(template, steering.removed, steering.fixed)
    rng = np.random.default_rng(seed)
    found: dict[str, Candidate] = {}
    for _ in range(count * 40):
        candidate = space.decode(space.sample(rng))
        if candidate.id not in known and len(found) < count:
            found[candidate.id] = candidate
    return list(found.values())


def measured(candidate: Candidate) -> Objectives:
    number = int(candidate.id[:4], 16)
    return {"accuracy": number / 65536, "loss": 2 - number / 65536, "parameters": 1000.0 + number % 5000}


def point(candidate: Candidate) -> PlacedPoint:
    x, y = int(candidate.id[4:8], 16) / 32768 - 1, int(candidate.id[8:], 16) / 32768 - 1
    return PlacedPoint(candidate=candidate.id, x=x, y=y)


def evaluated(candidate: Candidate, placed: bool = True, origin: str = "crossover") -> Evaluated:
    return Evaluated.model_validate(
        {
            "candidate": candidate,
            "origin": origin,
            "objectives": measured(candidate),
            "seconds": 0.125,
            "point": point(candidate) if placed else None,
        }
    )


def layout_done(task: j.FitLayout) -> j.LayoutDone:
    known = {candidate.id for candidate in task.candidates}
    sampled = fresh_candidates(task.template, task.steering, known, min(task.sample, 20), task.seed)
    return j.LayoutDone(
        task=task.id,
        version=task.version,
        artifact=f"layout-{task.version}",
        sampled=tuple(sampled),
        points=tuple(point(candidate) for candidate in (*task.candidates, *sampled)),
        fitted=len(known) + len(sampled),
        trustworthiness=0.9375,
        seconds=2.5,
    )


def iteration_done(
    task: j.ProposeAndEvaluate, count: int = 8, stopped: bool = False, exhausted: bool = False
) -> j.IterationDone:
    known = {item.candidate.id for item in task.known if item.objectives is not None}
    chosen = fresh_candidates(task.template, task.steering, known, count, task.seed)
    return j.IterationDone(
        task=task.id,
        evaluated=tuple(evaluated(candidate) for candidate in chosen),
        scores=None,
        steering_seq=task.steering.seq,
        stopped=stopped,
        exhausted=exhausted,
        seconds=1.5,
        device_seconds=1.25,
    )


def attempt_of(task: AnyTask) -> int:
    identity = parse(task.id)
    assert identity is not None
    return identity.attempt


def many_decisions(count: int) -> list[Event]:
    """A path is removed and given back again and again."""
    log = Log()
    before, path = len(log.events), next(iter(log.records.paths))
    log.command(RemovePaths(paths=(path,)))
    log.command(AddPaths(paths=(path,)))
    again = islice(cycle(log.events[before:]), count)
    return [
        *log.events[:before],
        *(event.model_copy(update={"seq": seq}) for seq, event in enumerate(again, before + 1)),
    ]
