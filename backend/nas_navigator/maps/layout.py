"""A map of candidates as a frozen value: where each lies, and what placing others needs."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from nas_navigator.maps.errors import MapError
from nas_navigator_schemas._base import Count, Frozen
from nas_navigator_schemas.templates import Candidate, Path, Template

Coordinates = NDArray[np.float64]
"""Shape (candidates, 2), in [-1, 1]."""
Groups = NDArray[np.int64]
DIGITS = 6
"""Decimals of a coordinate."""


@dataclass(frozen=True, slots=True, eq=False)
class LayoutMap:
    """A map.

    Attributes:
        version: of the study's maps.
        candidates: those that lie on it; the first `fitted` were laid out, the others placed among them.
        xy: their coordinates, in [-1, 1].
        fitted: how many points the projection was fitted on; only these are neighbours of new ones.
        paths: every path that the candidates have, as the template had it then.
        spread: units of the projection in one unit of the map.
        trustworthiness: how well the map keeps 10 nearest neighbours, in [0, 1]; None for too few points.
        exact: whether the edit distances behind it are exact.
        groups: the group of each candidate, from 0, -1 for none; shape (candidates,).
        group_names: what each group is called.
    """

    version: int
    candidates: tuple[Candidate, ...]
    xy: Coordinates
    fitted: int
    paths: tuple[Path, ...]
    spread: float
    trustworthiness: float | None
    exact: bool
    groups: Groups
    group_names: tuple[str, ...]

    def to_bytes(self) -> bytes:
        """The map as JSON."""
        return (
            _Stored(
                version=self.version,
                candidates=self.candidates,
                xy=tuple(map(tuple, self.xy.tolist())),
                fitted=self.fitted,
                paths=self.paths,
                spread=self.spread,
                trustworthiness=self.trustworthiness,
                exact=self.exact,
                groups=tuple(self.groups.tolist()),
                group_names=self.group_names,
            )
            .model_dump_json()
            .encode()
        )


class _Stored(Frozen):
    version: Count
    candidates: tuple[Candidate, ...]
    xy: tuple[tuple[float, float], ...]
    fitted: Count
    paths: tuple[Path, ...]
    spread: float
    trustworthiness: float | None
    exact: bool
    groups: tuple[int, ...] | None = None
    """None in maps that were made before there were groups."""
    group_names: tuple[str, ...] = ()


def from_bytes(data: bytes) -> LayoutMap:
    """The map that `to_bytes` wrote.

    Raises:
        MapError: the bytes are not such a map.
    """
    try:
        stored = _Stored.model_validate_json(data)
    except ValidationError as error:
        raise MapError(f"these {len(data)} bytes are no map: {error}; fit it again") from error
    if len(stored.xy) != len(stored.candidates) or stored.fitted > len(stored.xy):
        raise MapError(f"a map of {len(stored.candidates)} candidates has {len(stored.xy)} points; fit it again")
    if stored.groups is not None and len(stored.groups) != len(stored.candidates):
        raise MapError(f"a map of {len(stored.candidates)} candidates has groups of {len(stored.groups)}; fit it again")
    xy = np.array(stored.xy, dtype=np.float64).reshape(-1, 2)
    groups = np.array((-1,) * len(xy) if stored.groups is None else stored.groups, dtype=np.int64)
    return LayoutMap(**{**{name: getattr(stored, name) for name in _Stored.model_fields}, "xy": xy, "groups": groups})


def path_table(candidates: Iterable[Candidate], *sources: Iterable[Path]) -> tuple[Path, ...]:
    """The paths that the candidates have, by id; the first of `sources` that knows one says what it is.

    Raises:
        MapError: none of them knows a path.
    """
    known: dict[str, Path] = {}
    for source in sources:
        for path in source:
            known.setdefault(path.id, path)
    needed = sorted({path for candidate in candidates for path in candidate.paths})
    missing = [path for path in needed if path not in known]
    if missing:
        raise MapError(f"path '{missing[0]}' is neither in the template nor on the map before")
    return tuple(known[path] for path in needed)


def merged(layout: LayoutMap, template: Template) -> tuple[Path, ...]:
    """The paths of the map, as they were then, and those that the template has had since."""
    then = {path.id for path in layout.paths}
    return (*layout.paths, *(path for path in template.paths if path.id not in then))
