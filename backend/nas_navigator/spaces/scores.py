"""Scores of paths: what the evaluations say about each (NAS-Navigator, section 4.2, equation 1)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nas_navigator.spaces.groups import choice_groups
from nas_navigator.spaces.space import FloatArray
from nas_navigator_schemas.records import ScoresRecord
from nas_navigator_schemas.templates import Candidate, Template

Alpha = float | Literal["auto"]
"""What an accuracy is measured against: a number (0.68 in the paper), or the median of all (`auto`)."""
Measured = tuple[Candidate, float]
"""A candidate and its objective under the weights in question; a candidate counts once."""
BoolMatrix = NDArray[np.bool_]
_DIGITS = 9
"""Decimals that are kept, so that the order of summation does not show."""


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
    contains = _incidence(template, [candidate for candidate, _ in measured])
    values = np.array([value for _, value in measured], dtype=np.float64)
    level = _level(values, alpha)
    gains = (values - (level or 0.0)) * (1 if larger_is_better else -1)
    raw = np.where(contains, gains[:, None], 0.0).sum(axis=0)
    advantage, stderr = _advantage(contains, _could(template, contains), values)
    return Evidence(
        alpha=level,
        score=_within_cells(template, np.round(raw, _DIGITS), removed),
        frequency=contains.sum(axis=0, dtype=np.int64),
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


def _incidence(template: Template, candidates: Sequence[Candidate]) -> BoolMatrix:
    index = {path.id: column for column, path in enumerate(template.paths)}
    contains = np.zeros((len(candidates), len(index)), dtype=np.bool_)
    for row, candidate in enumerate(candidates):
        contains[row, [index[path] for path in candidate.paths if path in index]] = True
    return contains


def _could(template: Template, contains: BoolMatrix) -> BoolMatrix:
    """Which candidates could have contained which path: those that choose something in its group.

    Every valid candidate chooses in every group there is, so one that does not is older than the group.
    """
    could = np.zeros_like(contains)
    for group in choice_groups(template):
        could[:, list(group.free)] = contains[:, list(group.free)].any(axis=1, keepdims=True)
    return could


def _level(values: FloatArray, alpha: Alpha) -> float | None:
    if alpha != "auto":
        return float(alpha)
    return round(float(np.median(values)), _DIGITS) if len(values) else None


def _advantage(contains: BoolMatrix, could: BoolMatrix, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    mean_with, error_with = _mean(contains, values)
    mean_without, error_without = _mean(could & ~contains, values)
    return mean_with - mean_without, np.sqrt(error_with + error_without)


def _mean(chosen: BoolMatrix, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Mean over the chosen rows of each column, its squared standard error; NaN where too few are chosen."""
    count = chosen.sum(axis=0).astype(np.float64)
    known = np.where(count > 0, count, np.nan)
    mean = np.where(chosen, values[:, None], 0.0).sum(axis=0) / known
    squares = np.where(chosen, (values[:, None] - mean) ** 2, 0.0).sum(axis=0)
    return mean, squares / np.where(count > 1, count - 1, np.nan) / known


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
