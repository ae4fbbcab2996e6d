"""Records a study of the size that must stay pleasant: 20 untied cells, 1,680 paths, 10,000 candidates on digits.

    python -m tests.bench.large_study DIR

makes the data directory DIR, which any server opens. The template is really trained, the first iterations of the search
are really evaluated and placed by the workers. To these a surrogate is fitted; it stands in for the evaluation of the
iterations that follow, which are marked `source: "prediction"`. Proposals, edit distances, the map and the scores are
those of the product throughout. The last line printed says, as JSON, what was made and how good the surrogate is.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

from nas_navigator.datasets import catalogue
from nas_navigator.maps.layout import from_bytes
from nas_navigator.maps.placement import Placer
from nas_navigator.objectives.measure import costs
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.scores import scores_record
from nas_navigator.spaces.templates.cells import build
from nas_navigator.strategies.base import AskRequest, Proposal
from nas_navigator.strategies.registry import get
from nas_navigator.strategies.restore import restore
from nas_navigator_schemas import jobs as j
from nas_navigator_schemas.commands import Relayout, StartSearch, StartTraining
from nas_navigator_schemas.configuration import DatasetChoice
from nas_navigator_schemas.events import StudyCreated
from nas_navigator_schemas.jobs import Evaluated, IterationDone, PlacedPoint, ProposeAndEvaluate
from nas_navigator_schemas.templates import Candidate, Template
from tests.bench.recording import Recording
from tests.bench.surrogate import Surrogate, fitted
from tests.worker.device import Device, start

NODES, CHANNELS = 4, 4
REDUCTIONS = 2
"""As many as images of 8x8 pixels bear."""
EPOCHS = 30
ITERATIONS = 80
EVALUATED_TOGETHER = 100
"""Candidates of an iteration that is really evaluated."""
TOLD = 2000
"""Of the newest candidates: what the strategy is told of, since to breed it needs no more."""


@dataclass(frozen=True)
class Size:
    """What is to be made; `relayout`: the map is fitted anew in the end, on 2,000 of all candidates."""

    cells: int = 20
    candidates: int = 10_000
    evaluations: int = 300
    epochs: int = EPOCHS
    iterations: int = ITERATIONS
    seed: int = 0
    relayout: bool = True


def template_of(size: Size) -> Template:
    """Untied cells of four nodes, with reductions spread evenly."""
    kinds = ["normal"] * size.cells
    for reduction in range(1, REDUCTIONS + 1):
        kinds[reduction * size.cells // (REDUCTIONS + 1)] = "reduction"
    (digits,) = (entry for entry in catalogue.entries() if entry.id == "digits")
    return build({"cells": kinds, "nodes": NODES, "channels": CHANNELS, "tie": "none"}, digits)


def record(directory: Path, size: Size) -> dict[str, Any]:
    """Make the study in a data directory that is not there yet; what it holds, for the report."""
    (directory / "artifacts").mkdir(parents=True)
    recording = Recording(f"large{size.candidates}", _created(size))
    timed = Timed()
    with start(directory / "artifacts") as device, start(directory / "artifacts", "layout") as cartographer:
        with timed("map"):
            recording.have_done(cartographer, recording.task(j.FitLayout))
        with timed("training"):
            recording.command(StartTraining(epochs=size.epochs))
            recording.have_done(device, recording.task(j.TrainTemplate))
        recording.command(StartSearch(iterations=size.iterations))
        with timed("evaluation"):
            measured = _evaluate(recording, device, size)
        with timed("surrogate"):
            surrogate = fitted(template_of(size), measured)
        with timed("prediction"):
            _predict(recording, surrogate, directory, size)
        if size.relayout:
            with timed("relayout"):
                recording.command(Relayout())
                recording.have_done(cartographer, recording.task(j.FitLayout))
    with timed("writing"):
        recording.keep(directory)
    return _report(recording, surrogate, timed)


def _created(size: Size) -> StudyCreated:
    return StudyCreated(
        name=f"Large, {size.candidates:,} candidates",
        dataset=DatasetChoice(id="digits"),
        template=template_of(size),
        seed=size.seed,
    )


def _evaluate(recording: Recording, device: Device, size: Size) -> list[Evaluated]:
    """Real iterations until there are enough evaluations."""
    measured: list[Evaluated] = []
    while (missing := size.evaluations - len(measured)) > 0:
        task = recording.task(ProposeAndEvaluate)
        few = min(missing, EVALUATED_TOGETHER)
        done = recording.have_done(device, task.model_copy(update={"count": few}))
        assert isinstance(done, IterationDone)
        measured += done.evaluated
    return measured


def _predict(recording: Recording, surrogate: Surrogate, directory: Path, size: Size) -> None:
    """The iterations that are left, with the surrogate in the place of the evaluation."""
    for iteration in count(len(recording.records.iterations)):
        missing, left = size.candidates - len(recording.records.candidates), size.iterations - iteration
        if left <= 0:
            return
        task = recording.task(ProposeAndEvaluate)
        proposals = _propose(task, missing // left)
        recording.hear(_iteration(task, proposals, surrogate, directory))


def _propose(task: ProposeAndEvaluate, wanted: int) -> Sequence[Proposal]:
    """What the study's strategy proposes next."""
    space = MaskSpace(task.template)
    strategy = get(task.search.strategy)
    known = frozenset(item.candidate.id for item in task.known)
    state = restore(strategy, space, task.search.parameters, task.known[-TOLD:], task.objective)
    request = AskRequest(seed=task.seed, iteration=task.iteration, count=wanted, known=known)
    return strategy.ask(state, space, request)[1].proposals


def _iteration(
    task: ProposeAndEvaluate, proposals: Sequence[Proposal], surrogate: Surrogate, directory: Path
) -> IterationDone:
    started = time.perf_counter()
    candidates = [proposal.candidate for proposal in proposals]
    evaluated = tuple(
        Evaluated(
            candidate=proposal.candidate,
            origin=proposal.origin,
            parents=proposal.parents,
            source="prediction",
            objectives={**predicted, **costs(task.template, proposal.candidate)},
            seconds=0.0,
            point=point,
        )
        for proposal, predicted, point in zip(
            proposals, surrogate.predict(candidates), _places(task, candidates, directory), strict=True
        )
    )
    return IterationDone(
        task=task.id,
        evaluated=evaluated,
        scores=scores_record(task.template, _measured(task, evaluated), task.iteration, task.weights_version),
        steering_seq=task.steering.seq,
        seconds=time.perf_counter() - started,
        device_seconds=0.0,
    )


def _places(task: ProposeAndEvaluate, candidates: Sequence[Candidate], directory: Path) -> Iterator[PlacedPoint]:
    assert task.layout is not None
    placer = Placer(from_bytes((directory / "artifacts" / task.layout).read_bytes()), task.template)
    for candidate, (x, y) in zip(candidates, placer.place(candidates).tolist(), strict=True):
        yield PlacedPoint(candidate=candidate.id, x=x, y=y)


def _measured(task: ProposeAndEvaluate, evaluated: Sequence[Evaluated]) -> list[tuple[Candidate, float]]:
    before = [(item.candidate, item.objectives["accuracy"]) for item in task.known if item.objectives]
    now = [(item.candidate, item.objectives["accuracy"]) for item in evaluated]
    return [(candidate, value) for candidate, value in [*before, *now] if value is not None]


class Timed:
    """Seconds that each part took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, part: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.seconds[part] = round(time.perf_counter() - began, 1)
        print(f"{part}: {self.seconds[part]} s", flush=True)


def _report(recording: Recording, surrogate: Surrogate, timed: Timed) -> dict[str, Any]:
    records = recording.records
    sources = [evaluation.source for evaluation in records.evaluations.values()]
    layout = recording.study.layout
    return {
        "study": recording.id,
        "candidates": len(records.candidates),
        "paths": len(records.paths),
        "evaluations": sources.count("supernet"),
        "predictions": sources.count("prediction"),
        "iterations": len(records.iterations),
        "fitted": layout and layout.fitted,
        "trustworthiness": layout and layout.trustworthiness,
        "surrogate": surrogate.quality,
        "seconds": timed.seconds,
    }


def main() -> None:
    """Record a study and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    for name, default in asdict(Size()).items():
        if name == "relayout":
            parser.add_argument("--relayout", action=argparse.BooleanOptionalAction, default=default)
        else:
            parser.add_argument(f"--{name}", type=int, default=default)
    given = vars(parser.parse_args())
    directory = given.pop("directory")
    print(json.dumps(record(directory, Size(**given))))


if __name__ == "__main__":
    main()
