"""Intervals: what they hold, how often they hold it, and where there is none."""

import numpy as np
import pytest

from nas_navigator.spaces.intervals import mean_interval, median_difference, share_difference

TRIALS = 1500
SLACK = 0.02
"""Three standard errors of a share of 95 % in so many trials."""


def test_the_interval_of_a_difference_of_medians_holds_it_and_is_the_same_each_time() -> None:
    low, high = [0.1, 0.2, 0.3, 0.4, 0.5], [0.6, 0.7, 0.8, 0.9, 1.0]
    found = median_difference(low, high, 7)
    assert found is not None
    assert found[0] == pytest.approx(0.5)
    assert 0 < found[1] <= found[0] <= found[2]
    assert found == median_difference(low, high, 7)
    assert median_difference([0.1], high, 7) is None


def test_the_interval_of_a_difference_of_shares_is_newcombes() -> None:
    """Newcombe (1998), method 10, example a: 56/70 against 48/80, 0.2 (0.0524 to 0.3339)."""
    assert share_difference((48, 80), (56, 70)) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)
    assert share_difference((0, 0), (1, 2)) is None


def covered(values: np.ndarray, mean: float) -> float:
    """How often the interval of a row holds the mean."""
    found = [mean_interval(row, seed) for seed, row in enumerate(values.tolist())]
    return float(np.mean([interval is not None and interval[0] <= mean <= interval[1] for interval in found]))


@pytest.mark.parametrize(("count", "skewed"), [(5, 0.90), (10, 0.93)])
def test_the_interval_of_a_mean_of_few_runs_holds_it_nearly_as_often_as_it_says(count: int, skewed: float) -> None:
    """The percentile bootstrap, and BCa as well, come to 0.83 of normal values and 0.78 of skewed ones with five."""
    generator = np.random.default_rng(11)
    assert covered(generator.normal(size=(TRIALS, count)), 0) == pytest.approx(0.95, abs=SLACK)
    assert covered(generator.exponential(size=(TRIALS, count)), 1) > skewed


def test_the_interval_of_a_mean_moves_and_grows_with_the_values() -> None:
    values = [0.81, 0.84, 0.85, 0.83, 0.86]
    found, moved = mean_interval(values, 3), mean_interval([1 - 2 * value for value in values], 3)
    assert found is not None
    assert moved == pytest.approx((1 - 2 * found[1], 1 - 2 * found[0]), rel=0.1)
    assert found == mean_interval(values, 3)


@pytest.mark.parametrize(
    "values",
    [[0.5, 0.6, 0.7, 0.8], [0.8] * 10, [0.8, 0.8, 0.8, 0.8, 0.9]],
    ids=["too few", "all equal", "nearly all equal"],
)
def test_where_runs_say_nothing_of_chance_there_is_no_interval(values: list[float]) -> None:
    assert mean_interval(values, 1) is None
