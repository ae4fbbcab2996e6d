"""Which candidates contain which paths, as arrays that every count over a study begins with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from nas_navigator.spaces.space import FloatArray
from nas_navigator_schemas.records import CandidateRecord, Records

Indices = NDArray[np.int32]
BoolArray = NDArray[np.bool_]
_BLOCK = 256
"""Candidates that are read at a time: other threads get their turn between two blocks."""

_MOST_KEPT = 2
_kept: "tuple[tuple[Mapping[str, CandidateRecord], tuple[str, ...], Incidence], ...]" = ()


@dataclass(frozen=True, slots=True, eq=False)
class Incidence:
    """Pairs of a candidate and a path that it contains, sorted by candidate.

    Attributes:
        size: how many (candidates, paths) there are.
        row: the candidate of each pair; shape (pairs,).
        column: the path of each pair; shape (pairs,).
    """

    size: tuple[int, int]
    row: Indices
    column: Indices

    def grouped(self, group: Indices, needed: Indices) -> "Incidence":
        """Which candidates contain at least as many paths of a group as it needs.

        Args:
            group: of each path, -1 for none; shape (paths,).
            needed: of each group, at least one; shape (groups,).
        """
        within = group[self.column]
        known = within >= 0
        shape = (self.size[0], len(needed))
        if np.bincount(group[group >= 0], minlength=1).max() <= 1:
            # Each group is one path: what follows would count in a table of every candidate and path.
            return Incidence(shape, self.row[known], within[known])
        pairs = self.row[known].astype(np.int64) * len(needed) + within[known]
        counts = np.bincount(pairs, minlength=shape[0] * shape[1]).reshape(shape)
        row, column = np.nonzero(counts >= needed)
        return Incidence(shape, row.astype(np.int32), column.astype(np.int32))

    @property
    def count(self) -> NDArray[np.int64]:
        """How many candidates contain each path; shape (paths,)."""
        return np.bincount(self.column, minlength=self.size[1]).astype(np.int64, copy=False)

    def sums(self, values: FloatArray | BoolArray) -> FloatArray:
        """The sum, over the candidates that contain it, of `values` (candidates,); shape (paths,)."""
        return self.totals(values.astype(np.float64)[self.row])

    def totals(self, values: FloatArray) -> FloatArray:
        """The sum, over the pairs of each path, of `values` (pairs,); shape (paths,)."""
        return np.bincount(self.column, weights=values, minlength=self.size[1]).astype(np.float64, copy=False)


def incidence_of(records: Records) -> Incidence:
    """The incidence of a study's candidates with its paths.

    The last few are kept, since a slider asks for the same again and again; collections of records never change.
    """
    wanted = (records.candidates, tuple(records.paths))
    global _kept
    # Threads ask at once: each looks at the tuple that it finds and puts another in its place.
    for known in _kept:
        if known[0] is wanted[0] and known[1] == wanted[1]:
            return known[2]
    made = incidence([candidate.paths for candidate in records.candidates.values()], records.paths)
    _kept = (*_kept[1 - _MOST_KEPT :], (*wanted, made))
    return made


class _Columns(dict[str, int]):
    """The column of each path; what an edit took out of the template has none."""

    def __missing__(self, path: str) -> int:
        return -1


def incidence(candidates: Sequence[Sequence[str]], paths: Iterable[str]) -> Incidence:
    """The incidence of candidates, given by their paths, with the template's paths."""
    columns = _Columns({path: column for column, path in enumerate(paths)})
    lengths = np.fromiter(map(len, candidates), dtype=np.int64, count=len(candidates))
    row = np.repeat(np.arange(len(candidates), dtype=np.int32), lengths)
    blocks = [_read(candidates[start : start + _BLOCK], columns) for start in range(0, len(candidates), _BLOCK)]
    column = np.concatenate([np.zeros(0, dtype=np.int32), *blocks])
    known = column >= 0
    if not known.all():
        row, column = row[known], column[known]
    return Incidence((len(candidates), len(columns)), row, column)


def _read(candidates: Sequence[Sequence[str]], columns: _Columns) -> Indices:
    return np.fromiter(map(columns.__getitem__, chain.from_iterable(candidates)), dtype=np.int32)
