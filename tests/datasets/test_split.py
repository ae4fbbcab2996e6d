"""Splits are stratified, disjoint, the same everywhere, and refuse what cannot be."""

import numpy as np
import pytest

from nas_navigator.datasets.errors import DatasetError
from nas_navigator.datasets.split import parse, split, take

LABELS = np.repeat(np.arange(10), [900, 1100, 1000, 1000, 950, 1050, 1000, 1000, 990, 1010]).astype(np.int64)


def test_take_gives_exactly_the_count_with_each_class_in_proportion() -> None:
    chosen = take(LABELS, 1234, seed=3)
    assert chosen.sum() == 1234
    expected = np.bincount(LABELS) * 1234 / len(LABELS)
    assert np.abs(np.bincount(LABELS[chosen]) - expected).max() <= 1


def test_take_depends_on_the_seed_alone() -> None:
    assert (take(LABELS, 500, 1) == take(LABELS, 500, 1)).all()
    assert (take(LABELS, 500, 1) != take(LABELS, 500, 2)).any()


def test_training_and_validation_share_no_image_and_leave_none() -> None:
    parts = split(LABELS, parse({}, 0.1, len(LABELS)))
    assert len(parts.validation) == 1000
    assert sorted([*parts.train, *parts.validation]) == list(range(len(LABELS)))


def test_fewer_training_images_shrink_validation_in_proportion_and_within_the_whole_split() -> None:
    whole = split(LABELS, parse({}, 0.1, len(LABELS)))
    some = split(LABELS, parse({"train_images": 1800}, 0.1, len(LABELS)))
    assert (len(some.train), len(some.validation)) == (1800, 200)
    assert set(some.train) <= set(whole.train)
    assert set(some.validation) <= set(whole.validation)


@pytest.mark.parametrize(
    ("parameters", "field", "words"),
    [
        ({"train_images": 99}, "train_images", "between 100 and 9000"),
        ({"train_images": 9001}, "train_images", "9001"),
        ({"train_images": 500.5}, "train_images", "whole number"),
        ({"train_images": True}, "train_images", "True"),
        ({"validation_share": 0.0}, "validation_share", "between 0.01 and 0.5"),
        ({"validation_share": float("nan")}, "validation_share", "nan"),
        ({"validation_share": "half"}, "validation_share", "'half'"),
        ({"images": 5}, "images", "train_images, validation_share"),
    ],
)
def test_refusals_name_value_rule_and_field(parameters: dict, field: str, words: str) -> None:
    with pytest.raises(DatasetError) as refusal:
        parse(parameters, 0.1, len(LABELS))
    assert refusal.value.field == field
    assert words in refusal.value.detail
