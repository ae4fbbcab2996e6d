"""Records of a small study in which things have happened, for what reads records."""

from functools import cache

import numpy as np

from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates.cells import build
from nas_navigator_schemas.commands import FixPaths, RemovePaths, SaveRegion, StartSearch
from nas_navigator_schemas.records import CandidateRecord, Records, ScoresRecord
from nas_navigator_schemas.templates import Template
from tests.study.logbook import DIGITS, Log, small_template


@cache
def studied() -> Records:
    """Two cells, 30 paths, 20 candidates on the map of which 8 and more are evaluated, two regions, newest scores."""
    log = Log()
    log.make_map()
    log.train()
    log.command(StartSearch(iterations=1))
    log.iterate()
    ids = tuple(log.records.candidates)
    log.command(SaveRegion(name="Left", candidates=ids[:7]))
    log.command(SaveRegion(name="the best", candidates=ids[5:12]))
    log.command(RemovePaths(paths=("p3",)))
    log.command(FixPaths(paths=("p5",)))
    return log.records.model_copy(update={"scores": {"0": _scores(log.records)}})


def _scores(records: Records) -> ScoresRecord:
    paths = tuple(records.paths)
    values = np.linspace(-0.1, 0.1, len(paths)).round(3).tolist()
    return ScoresRecord(
        iteration=0,
        weights=1,
        alpha=0.5,
        paths=paths,
        score=(1 / 15,) * len(paths),
        frequency=tuple(range(len(paths))),
        advantage=(None, *values[1:]),
        stderr=(None,) * 5 + (0.01,) * (len(paths) - 5),
    )


def tied() -> Records:
    """Five cells tied by kind: 1, 3, 5 and 2, 4; ten sampled candidates."""
    return sampled(build({"cells": ["normal", "reduction"] * 2 + ["normal"], "nodes": 2}, DIGITS), 10)


def sampled(template: Template | None = None, count: int = 40, seed: int = 0) -> Records:
    """Random candidates of a template, half of them evaluated with the current weights, a quarter with older ones."""
    log = Log(template or small_template())
    space, rng = MaskSpace(log_template(log)), np.random.default_rng(seed)
    candidates: dict[str, CandidateRecord] = {}
    while len(candidates) < count:
        drawn = space.decode(space.sample(rng))
        number = len(candidates) % 4
        objectives = {} if number == 3 else {"accuracy": round(float(rng.uniform()), 3)}
        candidates[drawn.id] = CandidateRecord(
            paths=drawn.paths,
            origin="sample",
            objectives=objectives,
            evaluated=number != 3,
            weights=None if number == 3 else int(number == 2),
        )
    return log.records.model_copy(update={"candidates": candidates})


def log_template(log: Log) -> Template:
    created = log.events[0].payload
    template = getattr(created, "template", None)
    assert isinstance(template, Template)
    return template
