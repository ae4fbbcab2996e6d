"""Predictions of what evaluations would say, from those that were made: for studies too large to measure whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.linear_model import Ridge, RidgeCV
from sklearn.metrics import r2_score
from sklearn.model_selection import KFold, cross_val_predict

from nas_navigator_schemas.jobs import Evaluated
from nas_navigator_schemas.records import Objectives
from nas_navigator_schemas.templates import Candidate, Template

Incidence = NDArray[np.float64]
"""Which paths candidates contain, 1 or 0; shape (candidates, paths)."""
STRENGTHS = np.logspace(0, 4, 13)
FOLDS = 5


@dataclass(frozen=True)
class Surrogate:
    """A ridge regression on path incidence for each measured objective.

    `quality` says how well it predicts what it was not fitted to: R² and Spearman's rank correlation over five folds.
    """

    columns: dict[str, int]
    models: dict[str, RidgeCV]
    quality: dict[str, dict[str, float]]

    def predict(self, candidates: Sequence[Candidate]) -> list[Objectives]:
        """Accuracy in [0, 1] and loss of each candidate."""
        contains = incidence(self.columns, candidates)
        accuracy = np.clip(self.models["accuracy"].predict(contains), 0.0, 1.0).round(6)
        loss = np.maximum(self.models["loss"].predict(contains), 0.0).round(6)
        return [{"accuracy": a, "loss": b} for a, b in zip(accuracy.tolist(), loss.tolist(), strict=True)]


def incidence(columns: dict[str, int], candidates: Sequence[Candidate]) -> Incidence:
    """The candidates' paths as a matrix."""
    contains = np.zeros((len(candidates), len(columns)))
    for row, candidate in enumerate(candidates):
        contains[row, [columns[path] for path in candidate.paths]] = 1.0
    return contains


def fitted(template: Template, measured: Sequence[Evaluated]) -> Surrogate:
    """The surrogate of what was measured."""
    columns = {path.id: column for column, path in enumerate(template.paths)}
    contains = incidence(columns, [one.candidate for one in measured])
    models, quality = {}, {}
    for name in ("accuracy", "loss"):
        values = np.array([one.objectives[name] for one in measured])
        models[name] = RidgeCV(STRENGTHS).fit(contains, values)
        quality[name] = _cross_validated(contains, values, float(models[name].alpha_))
    return Surrogate(columns, models, quality)


def _cross_validated(contains: Incidence, values: NDArray[np.float64], strength: float) -> dict[str, float]:
    folds: Any = KFold(FOLDS, shuffle=True, random_state=0)
    predicted = cross_val_predict(Ridge(strength), contains, values, cv=folds)
    return {
        "r2": round(float(r2_score(values, predicted)), 3),
        "spearman": round(float(spearmanr(values, predicted).statistic), 3),
    }
