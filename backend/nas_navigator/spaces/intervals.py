"""How much two samples differ, with 95 % intervals."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

RESAMPLES, BLOCK = 2000, 100
LEAST_RUNS = 5
"""Of fewer the bootstrap-t interval of a mean is endless, or many times as wide as what it measures varies."""
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
    """The ends of the bootstrap-t interval of a mean (Efron and Tibshirani, 1993, section 12.5); None of fewer than
    five values, and where so many of them are equal that nothing can be said.

    Of 95 % it holds, in 6000 simulated samples each, with five values 94.5 % (normal), 93.3 % (exponential), 91.8 %
    (log-normal, sigma 0.75), 95.4 % and 94.9 % (the best, and the median, of 24 accuracies on 360 images); with ten
    94.9, 94.3, 92.1, 95.8 and 94.7 %. The percentile bootstrap holds 82, 78, 78, 85 and 84 % with five values and 75,
    72, 67, 76 and 75 % with three; BCa, which scipy has, is no better (83, 79, 79, 85, 84 % with five), and Student's
    interval holds 87 % of what is skewed.
    """
    sample = np.asarray(values, dtype=float)
    if len(sample) < LEAST_RUNS or np.ptp(sample) == 0:
        return None
    mean, error = _mean_and_error(sample[None, :])
    drawn = np.random.default_rng(seed).integers(0, len(sample), (RESAMPLES, len(sample)))
    means, errors = _mean_and_error(sample[drawn])
    # A resample of one value many times has no error: its distance from the mean is endless.
    ratios = np.sort(np.divide(means - mean, errors, out=np.copysign(np.inf, means - mean), where=errors > 0))
    low, high = mean - error * ratios[int(0.975 * RESAMPLES) - 1], mean - error * ratios[int(0.025 * RESAMPLES)]
    return (float(low[0]), float(high[0])) if np.isfinite(high - low)[0] else None


def _mean_and_error(samples: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each row, exactly 0 where its values are one."""
    errors = samples.std(axis=1, ddof=1) / sqrt(samples.shape[1])
    return samples.mean(axis=1), np.where(np.ptp(samples, axis=1) == 0, 0.0, errors)


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
