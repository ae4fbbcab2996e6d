"""How much two samples differ, with 95 % intervals."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

RESAMPLES, BLOCK = 2000, 100
LEAST_RUNS = 3
_Z = 1.959964
"""Of the normal distribution, for 95 %."""

Difference = tuple[float, float, float]
"""How much greater the second is than the first, and the ends of the interval."""


def median_difference(first: Sequence[float], second: Sequence[float], seed: int) -> Difference | None:
    """By the percentile bootstrap, both samples resampled; None where one has fewer than two values."""
    if min(len(first), len(second)) < 2:
        return None
    generator = np.random.default_rng(seed)
    medians = [_medians(np.asarray(sample), generator) for sample in (first, second)]
    low, high = np.quantile(medians[1] - medians[0], [0.025, 0.975])
    return float(np.median(second) - np.median(first)), float(low), float(high)


def mean_interval(values: Sequence[float], seed: int) -> tuple[float, float] | None:
    """The ends of the percentile bootstrap's interval of a mean; None of fewer than three values."""
    if len(values) < LEAST_RUNS:
        return None
    generator = np.random.default_rng(seed)
    drawn = generator.integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.quantile(np.asarray(values)[drawn].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def _medians(sample: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    blocks = [generator.integers(0, len(sample), (BLOCK, len(sample))) for _ in range(RESAMPLES // BLOCK)]
    return np.concatenate([np.median(sample[drawn], axis=1) for drawn in blocks])


def share_difference(first: tuple[int, int], second: tuple[int, int]) -> Difference | None:
    """Of two shares, each so many of so many, by Newcombe's interval from Wilson's; None where one is of nothing."""
    if not first[1] or not second[1]:
        return None
    (share, low, high), (other, other_low, other_high) = _wilson(*first), _wilson(*second)
    below = sqrt((other - other_low) ** 2 + (high - share) ** 2)
    above = sqrt((other_high - other) ** 2 + (share - low) ** 2)
    return other - share, other - share - below, other - share + above


def _wilson(count: int, total: int) -> Difference:
    share, z2 = count / total, _Z * _Z
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = _Z * sqrt(share * (1 - share) / total + z2 / (4 * total * total)) / (1 + z2 / total)
    return share, centre - half, centre + half
