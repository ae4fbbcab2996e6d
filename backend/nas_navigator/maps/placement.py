"""Placing candidates on a map that stays as it is.

A point starts at the mean of its 10 nearest neighbours among the fitted points, weighted by the inverse
square of their edit distance, and is refined by descending t-SNE's objective for this point alone, all others
held still. Where it ends depends on the candidate and the map alone, never on what is placed with it.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nas_navigator.maps.distance import distances
from nas_navigator.maps.graphs import graphs_of
from nas_navigator.maps.layout import DIGITS, Coordinates, Groups, LayoutMap, merged
from nas_navigator_schemas.jobs import PlacedPoint
from nas_navigator_schemas.templates import Candidate, Template

NEIGHBOURS = 10
_STEPS = 50
_STEP = 0.5
_TOGETHER = 256
"""Candidates that are placed at a time: with 2,000 fitted ones a matrix of theirs is 4 MB, which a cache holds."""
_AT_HAND = 0.1
"""Added to distances before they are inverted: an equal graph weighs about 100 times one at distance 1."""


class Placer:
    """Places candidates of a template on a map; keeps what does not change between calls."""

    def __init__(self, layout: LayoutMap, template: Template) -> None:
        self.layout = layout
        self._graphs = graphs_of(merged(layout, template), template)
        self._laid = {candidate.id: row for row, candidate in enumerate(layout.candidates)}

    @cached_property
    def _fitted(self) -> tuple[NDArray[np.int8], ...]:
        return self._graphs.encode(self.layout.candidates[: self.layout.fitted])

    def place(self, candidates: Sequence[Candidate]) -> Coordinates:
        """Coordinates in [-1, 1], shape (candidates, 2); those of the map itself lie where it has them.

        Raises:
            MapError: a candidate has a path that neither the template nor the map knows.
        """
        return self.locate(candidates)[0]

    def locate(self, candidates: Sequence[Candidate]) -> tuple[Coordinates, Groups]:
        """Coordinates as `place` gives them, and groups: a new candidate is in that of its nearest fitted neighbour.

        Raises:
            MapError: a candidate has a path that neither the template nor the map knows.
        """
        xy, groups = np.zeros((len(candidates), 2), dtype=np.float64), np.full(len(candidates), -1, dtype=np.int64)
        rows = [self._laid.get(candidate.id, -1) for candidate in candidates]
        new = [index for index, row in enumerate(rows) if row < 0]
        old = [index for index, row in enumerate(rows) if row >= 0]
        known = [rows[index] for index in old]
        xy[old], groups[old] = self.layout.xy[known], self.layout.groups[known]
        for start in range(0, len(new) if self.layout.fitted else 0, _TOGETHER):
            part = new[start : start + _TOGETHER]
            xy[part], groups[part] = self._among_fitted([candidates[index] for index in part])
        return xy, groups

    def _among_fitted(self, candidates: Sequence[Candidate]) -> tuple[Coordinates, Groups]:
        distance = distances(self._graphs, self._graphs.encode(candidates), self._fitted)
        others = self.layout.xy[: self.layout.fitted] * self.layout.spread
        pull = _affinities(distance.astype(np.float64))
        start = np.stack([(pull * others[:, axis]).sum(axis=1) for axis in (0, 1)], axis=1)
        refined = _refine(start, pull, others)
        xy = np.clip(np.round(refined / self.layout.spread, DIGITS), -1.0, 1.0)
        return xy, self.layout.groups[distance.argmin(axis=1)]


def place(layout: LayoutMap, candidates: Sequence[Candidate], template: Template) -> Coordinates:
    """Where candidates of `template` lie on the map; shape (candidates, 2), in [-1, 1].

    Raises:
        MapError: a candidate has a path that neither the template nor the map knows.
    """
    return Placer(layout, template).place(candidates)


def placed_points(candidates: Sequence[Candidate], xy: Coordinates, groups: Groups) -> tuple[PlacedPoint, ...]:
    """The points as they are told to others."""
    found = zip(candidates, xy.tolist(), groups.tolist(), strict=True)
    return tuple(
        PlacedPoint(candidate=candidate.id, x=x, y=y, cluster=None if group < 0 else group)
        for candidate, (x, y), group in found
    )


def _affinities(distance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of the nearest neighbours, summing to 1 in each row; of equally near points the first count."""
    nearest = np.argsort(distance, axis=1, kind="stable")[:, :NEIGHBOURS]
    weights = (np.take_along_axis(distance, nearest, axis=1) + _AT_HAND) ** -2
    pull = np.zeros_like(distance)
    np.put_along_axis(pull, nearest, weights / weights.sum(axis=1, keepdims=True), axis=1)
    return pull


def _refine(start: Coordinates, pull: NDArray[np.float64], others: Coordinates) -> Coordinates:
    """Gradient descent on the divergence of `pull` from Student's t around each point; rows do not mix."""
    xy = start.copy()
    for _ in range(_STEPS):
        dx = xy[:, 0, None] - others[None, :, 0]
        dy = xy[:, 1, None] - others[None, :, 1]
        near = 1.0 / (1.0 + dx * dx + dy * dy)
        force = (pull - near / near.sum(axis=1, keepdims=True)) * near
        xy[:, 0] -= _STEP * (force * dx).sum(axis=1)
        xy[:, 1] -= _STEP * (force * dy).sum(axis=1)
    return xy
