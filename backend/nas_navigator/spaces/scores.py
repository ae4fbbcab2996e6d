"""Scores of paths: what the evaluations say about each (NAS-Navigator, section 4.2, equation 1)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nas_navigator.spaces.groups import choice_groups
from nas_navigator.spaces.incidence import Incidence, Indices, incidence
from nas_navigator.spaces.space import FloatArray
from nas_navigator_schemas.records import ScoresRecord
from nas_navigator_schemas.templates import Candidate, Template

Alpha = float | Literal["auto"]
"""What an accuracy is measured against: a number (0.68 in the paper), or the median of all (`auto`)."""
Measured = tuple[Candidate, float]
"""A candidate and its objective under the weights in question; a candidate counts once."""
_DIGITS = 9
"""Decimals that are kept, so that the order of summation does not show."""
_ROUNDING = 1e-12
"""What is left of a difference of squares by rounding alone, as a share of them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the evaluations say about each path of a template; every array has shape (paths,).

    Attributes:
        alpha: the objective that counts as neither good nor bad; None without evaluations.
        score: not negative, sums to 1 within a cell; 0 for removed paths.
        frequency: evaluated candidates that contain the path.
        advantage: mean objective of those minus that of the ones that could have and do not; NaN without
            evidence.
        stderr: standard error of `advantage`; NaN where fewer than two candidates stand on either side.
    """

    alpha: float | None
    score: FloatArray
    frequency: NDArray[np.int64]
    advantage: FloatArray
    stderr: FloatArray


def evidence(
    template: Template,
    measured: Sequence[Measured],
    removed: Collection[str] = (),
    alpha: Alpha = "auto",
    larger_is_better: bool = True,
) -> Evidence:
    """Equation 1 of the paper from all evaluations at once, and what confidence in it needs.

    `raw` of a path is the sum, over the candidates that contain it, of objective minus `alpha`; its score is
    max(raw, 0) over the sum of that in its cell, and uniform over the cell's available paths where all are 0.
    """
    chosen = incidence([candidate.paths for candidate, _ in measured], [path.id for path in template.paths])
    values = np.array([value for _, value in measured], dtype=np.float64)
    level = _level(values, alpha)
    gains = (values - (level or 0.0)) * (1 if larger_is_better else -1)
    advantage, stderr = _advantage(chosen, _group_of(template), values)
    return Evidence(
        alpha=level,
        score=_within_cells(template, np.round(chosen.sums(gains), _DIGITS), removed),
        frequency=chosen.count,
        advantage=np.round(advantage, _DIGITS),
        stderr=np.round(stderr, _DIGITS),
    )


def scores_record(
    template: Template,
    measured: Sequence[Measured],
    iteration: int,
    weights: int,
    removed: Collection[str] = (),
    alpha: Alpha = "auto",
    larger_is_better: bool = True,
) -> ScoresRecord:
    """The evidence after an iteration, as everybody sees it; removed paths keep theirs and have score 0."""
    found = evidence(template, measured, removed, alpha, larger_is_better)
    return ScoresRecord(
        iteration=iteration,
        weights=weights,
        alpha=found.alpha,
        paths=tuple(path.id for path in template.paths),
        score=tuple(np.round(found.score, _DIGITS).tolist()),
        frequency=tuple(found.frequency.tolist()),
        advantage=_column(found.advantage),
        stderr=_column(found.stderr),
    )


def _group_of(template: Template) -> Indices:
    """The choice group of each path."""
    group_of = np.zeros(len(template.paths), dtype=np.int32)
    for number, group in enumerate(choice_groups(template)):
        group_of[list(group.free)] = number
    return group_of


def _level(values: FloatArray, alpha: Alpha) -> float | None:
    if alpha != "auto":
        return float(alpha)
    return round(float(np.median(values)), _DIGITS) if len(values) else None


def _advantage(chosen: Incidence, group_of: Indices, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Against candidates that could have contained the path: those that choose something in its group.

    Every valid candidate chooses in every group there is, so one that does not is older than the group.
    """
    inside = values - (values.mean() if len(values) else 0.0)  # Small numbers, whose squares keep their digits.
    count, total = chosen.count, chosen.sums(inside)
    mean = total / _or_nan(count)
    squares = chosen.totals((inside[chosen.row] - mean[chosen.column]) ** 2)
    could, all_of_group, all_squares = _in_groups(chosen, group_of, inside)
    others = could - count
    other_mean = (all_of_group - total) / _or_nan(others)
    shifted = all_squares + could * (other_mean - all_of_group / _or_nan(could)) ** 2
    other_squares = shifted - chosen.totals((inside[chosen.row] - other_mean[chosen.column]) ** 2)
    other_squares = np.where(other_squares < _ROUNDING * shifted, 0.0, other_squares)
    error = _squared_error(squares, count) + _squared_error(other_squares, others)
    return mean - other_mean, np.sqrt(error)


def _in_groups(
    chosen: Incidence, group_of: Indices, values: FloatArray
) -> tuple[NDArray[np.int64], FloatArray, FloatArray]:
    """Of the candidates that choose in each path's group: how many, the sum, and the squares about the mean."""
    chooses = np.zeros((chosen.size[0], int(group_of.max(initial=-1)) + 1), dtype=np.bool_)
    chooses[chosen.row, group_of[chosen.column]] = True
    count = chooses.sum(axis=0, dtype=np.int64)
    total = values @ chooses
    squares = np.where(chooses, (values[:, None] - total / _or_nan(count)) ** 2, 0.0).sum(axis=0)
    return count[group_of], total[group_of], squares[group_of]


def _or_nan(count: NDArray[np.int64]) -> FloatArray:
    return np.where(count > 0, count, np.nan)


def _squared_error(squares: FloatArray, count: NDArray[np.int64]) -> FloatArray:
    """Of the mean of so many values with these squares about it; NaN where there are fewer than two."""
    return squares / np.where(count > 1, count - 1, np.nan) / _or_nan(count)


def _within_cells(template: Template, raw: FloatArray, removed: Collection[str]) -> FloatArray:
    gone = frozenset(removed)
    available = np.array([path.id not in gone for path in template.paths], dtype=np.bool_)
    score = np.where(available, np.maximum(raw, 0.0), 0.0)
    for cell in {path.cell for path in template.paths}:
        inside = np.array([path.cell == cell for path in template.paths], dtype=np.bool_)
        if not score[inside].any():
            score[inside & available] = 1.0
        score[inside] /= score[inside].sum() or 1.0
    return score


def _column(values: FloatArray) -> tuple[float | None, ...]:
    return tuple(float(value) if np.isfinite(value) else None for value in values)
