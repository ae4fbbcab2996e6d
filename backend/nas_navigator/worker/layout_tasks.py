"""What the process does that makes maps."""

import logging
import time
from argparse import Namespace
from functools import partial
from importlib.metadata import version

import numpy as np

from nas_navigator.maps.layout import LayoutMap, from_bytes
from nas_navigator.maps.placement import Placer, placed_points
from nas_navigator.maps.projection import fit
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.worker.artifacts import ArtifactError, Artifacts
from nas_navigator.worker.channel import Channel, serve
from nas_navigator_schemas.jobs import (
    AnyMessage,
    AnyTask,
    CandidatesPlaced,
    Failed,
    FitLayout,
    LayoutDone,
    PlaceCandidates,
    Ready,
)
from nas_navigator_schemas.records import Cluster
from nas_navigator_schemas.templates import Candidate

log = logging.getLogger(__name__)

_DRAWS_A_CANDIDATE = 20
"""Draws for each candidate of the sample before a small space counts as used up."""


def handle(artifacts: Artifacts, task: AnyTask) -> AnyMessage:
    """Do a task; the answer is its last message."""
    match task:
        case FitLayout():
            return fit_layout(artifacts, task)
        case PlaceCandidates():
            layout = from_bytes(artifacts.read(task.layout))
            located = Placer(layout, task.template).locate(task.candidates)
            return CandidatesPlaced(task=task.id, points=placed_points(task.candidates, *located))
        case _:
            return Failed(task=task.id, message=f"'{task.kind}' is for a device, not for the layout process")


def fit_layout(artifacts: Artifacts, task: FitLayout) -> LayoutDone:
    """Sample candidates, lay them out with those that are given, and keep the map."""
    started = time.perf_counter()
    sampled = _sample(task)
    previous = None if task.previous is None else _previous(artifacts, task.previous)
    layout = fit(task.template, (*task.candidates, *sampled), task.seed, previous, task.version)
    return LayoutDone(
        task=task.id,
        version=task.version,
        artifact=artifacts.write(layout.to_bytes()),
        sampled=sampled,
        points=placed_points(layout.candidates, layout.xy, layout.groups),
        fitted=layout.fitted,
        trustworthiness=layout.trustworthiness,
        clusters=_clusters(layout),
        seconds=time.perf_counter() - started,
    )


def _previous(artifacts: Artifacts, layout: str) -> LayoutMap | None:
    """The map that was there, near which dots stay; one that is damaged is no reason to make no other."""
    try:
        return from_bytes(artifacts.read(layout))
    except ArtifactError as error:
        log.warning("the new map does not begin from the old one: %s", error)
        return None


def _sample(task: FitLayout) -> tuple[Candidate, ...]:
    """Distinct new candidates that the steering allows: `task.sample`, or fewer where the space has no more."""
    space = MaskSpace(task.template, task.steering.removed, task.steering.fixed)
    rng = np.random.default_rng(task.seed)
    taken = {candidate.id for candidate in task.candidates}
    found: dict[str, Candidate] = {}
    for _ in range(task.sample * _DRAWS_A_CANDIDATE):
        if len(found) == task.sample:
            break
        candidate = space.decode(space.sample(rng))
        if candidate.id not in taken:
            found[candidate.id] = candidate
    return tuple(found.values())


def _clusters(layout: LayoutMap) -> tuple[Cluster, ...]:
    sizes = [int((layout.groups == group).sum()) for group in range(len(layout.group_names))]
    return tuple(Cluster(name=name, size=size) for name, size in zip(layout.group_names, sizes, strict=True))


def work(arguments: Namespace, channel: Channel) -> None:
    """Do tasks until the parent is gone."""
    versions = {"scikit-learn": version("scikit-learn"), "nas-navigator": version("nas-navigator")}
    channel.say(Ready(device="cpu", threads=arguments.threads, versions=versions))
    serve(channel, partial(handle, Artifacts(arguments.artifacts)))
