import pytest

from nas_navigator.worker.training import accuracy_interval


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [
        # From the tables of Clopper and Pearson.
        (0, 10, 0.0, 0.3085),
        (10, 10, 0.6915, 1.0),
        (5, 10, 0.1871, 0.8129),
        (81, 263, 0.2527, 0.3676),
    ],
)
def test_the_interval_of_an_accuracy_is_that_of_clopper_and_pearson(
    right: int, count: int, low: float, high: float
) -> None:
    assert accuracy_interval(right, count) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_narrows_as_images_are_added() -> None:
    few, many = accuracy_interval(90, 100), accuracy_interval(9000, 10_000)
    assert few[0] < many[0] < 0.9 < many[1] < few[1]
