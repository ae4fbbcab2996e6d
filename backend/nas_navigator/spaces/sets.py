"""Set operations over regions: what the candidates of some regions have in common, and what sets them apart.

A member of a result is a path, or paths taken together (`Level`). A candidate has a member of the levels `path`,
`operation_in_cell` and `operation` if it contains any of its paths. Every candidate contains something of every node
and every cell, so there a member is the *common choice*: the paths into that node, or in that cell, that more than half
of the candidates inside contain (the most frequent one where none has a half), and a candidate has it if it contains
all of them. So its share says how much the regions agree about that part of the network.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.groupings import Grouping, grouping
from nas_navigator.spaces.incidence import BoolArray, Incidence, incidence_of
from nas_navigator.spaces.space import FloatArray
from nas_navigator_schemas.http import SetMember, SetRequest, SetResult
from nas_navigator_schemas.records import CandidateRecord, Records

_SLACK = 1e-9
"""Shares are compared as counts, where 1 - 0.8 of 10 candidates are 2."""


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """What some candidates (inside, or outside) say of each member; arrays have shape (members,)."""

    size: int
    count: FloatArray
    share: FloatArray
    mean: FloatArray


def set_operation(records: Records, request: SetRequest) -> SetResult:
    """The members that the operation takes, those first whose shares inside and outside differ most.

    Inside is every candidate of any region, outside every other one of the study; where nobody is outside, the share
    there is 0. Equal differences stay in the template's order.

    Raises:
        SpaceError: a region names a candidate that the study does not have.
    """
    regions = _rows(records, request.regions)
    inside = np.any(regions, axis=0)
    paths = incidence_of(records)
    offered = _offered(records, request)
    cells = sorted(records.cells.values(), key=lambda cell: cell.position)
    template = tuple(records.paths.values())
    grouped = grouping(template, cells, request.level, offered, paths.sums(inside), int(inside.sum()))
    has = grouped.members(paths)
    values = _values(records)
    within, without = _side(has, inside, values), _side(has, ~inside, values)
    taken = _taken(request, has, regions)
    telling = np.abs(within.share - without.share)
    order = sorted(np.flatnonzero(taken).tolist(), key=lambda index: -float(telling[index]))
    ids = tuple(records.paths)
    return SetResult.model_construct(
        members=tuple(_member(grouped, ids, index, within, without) for index in order),
        inside=within.size,
        outside=without.size,
    )


def difference(has: Incidence, inside: BoolArray) -> FloatArray:
    """By how much each member is over-represented inside: its share there less its share outside; shape (members,)."""
    return _share(has.sums(inside), int(inside.sum())) - _share(has.sums(~inside), int((~inside).sum()))


def _share(count: FloatArray, size: int) -> FloatArray:
    return count / max(size, 1)


def _rows(records: Records, regions: Sequence[Sequence[str]]) -> list[BoolArray]:
    """The members of each region; shape (candidates,)."""
    row = {candidate: index for index, candidate in enumerate(records.candidates)}
    found = []
    for number, region in enumerate(regions, 1):
        missing = [candidate for candidate in region if candidate not in row]
        if missing:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            raise SpaceError(f"region {number} has candidate '{missing[0]}'{more}, which the study has not", "regions")
        members = np.zeros(len(row), dtype=np.bool_)
        members[[row[candidate] for candidate in region]] = True
        found.append(members)
    return found


def _values(records: Records) -> FloatArray:
    """The study's objective of each candidate, NaN where it is not evaluated with the current weights."""
    study = next(iter(records.study.values()))

    def value(candidate: CandidateRecord) -> float:
        known = candidate.objectives.get(study.objective.name)
        return np.nan if known is None or candidate.weights != study.weights else known

    return np.array([value(candidate) for candidate in records.candidates.values()], dtype=np.float64)


def _side(has: Incidence, rows: BoolArray, values: FloatArray) -> _Side:
    measured = rows & ~np.isnan(values)
    number, total = has.sums(measured), has.sums(np.where(measured, values, 0.0))
    mean = np.full_like(total, np.nan)
    np.divide(total, number, out=mean, where=number > 0)
    count, size = has.sums(rows), int(rows.sum())
    return _Side(size, count, _share(count, size), mean)


def _offered(records: Records, request: SetRequest) -> BoolArray:
    """The paths in question: a complement is made of what is available. Shape (paths,)."""
    available = [path.state != "removed" for path in records.paths.values()]
    offered = np.array(available, dtype=np.bool_)
    return offered if request.operation == "complement" else np.ones_like(offered)


def _taken(request: SetRequest, has: Incidence, regions: Sequence[BoolArray]) -> BoolArray:
    """Which members the operation takes; shape (members,)."""
    counts = np.array([has.sums(region) for region in regions])
    sizes = np.array([[region.sum()] for region in regions])
    taken: BoolArray
    match request.operation:
        case "union":
            taken = np.any(counts > 0, axis=0)
        case "intersection":
            taken = np.all(counts >= request.threshold * sizes - _SLACK, axis=0)
        case "complement":
            taken = np.all(counts <= (1 - request.threshold) * sizes + _SLACK, axis=0)
        case "profile":
            taken = np.ones(has.size[1], dtype=np.bool_)
    return taken


def _member(grouped: Grouping, ids: Sequence[str], index: int, inside: _Side, outside: _Side) -> SetMember:
    return SetMember.model_construct(
        key=grouped.keys[index],
        label=grouped.label(index),
        paths=tuple(ids[path] for path in grouped.paths[index]),
        share_inside=float(inside.share[index]),
        share_outside=float(outside.share[index]),
        mean_inside=_known(inside.mean[index]),
        mean_outside=_known(outside.mean[index]),
        count=int(inside.count[index]),
    )


def _known(mean: float) -> float | None:
    return None if np.isnan(mean) else float(mean)
