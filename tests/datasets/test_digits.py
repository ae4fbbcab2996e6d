"""Digits: 1,797 images in three parts that share none."""

import numpy as np
from sklearn.datasets import load_digits

from nas_navigator.datasets import registry
from nas_navigator_schemas.configuration import DatasetChoice

CHOICE = DatasetChoice(id="digits")


def test_parts_are_60_20_20_percent_and_stratified() -> None:
    data = registry.load(CHOICE)
    test_images, test_labels = data.test()
    assert (len(data.train_labels), len(data.validation_labels), len(test_labels)) == (1078, 360, 359)
    assert data.train_images.shape == (1078, 1, 8, 8)
    assert test_images.shape == (359, 1, 8, 8)
    for labels in (data.train_labels, data.validation_labels, test_labels):
        assert np.abs(np.bincount(labels) / len(labels) - 0.1).max() < 0.006


def test_the_parts_together_are_the_whole_set_each_image_once() -> None:
    data = registry.load(CHOICE)
    test_images, _ = data.test()
    parts = np.concatenate([data.train_images, data.validation_images, test_images])
    pixels = np.round(parts[:, 0] * data.deviation + data.mean).astype(int).reshape(1797, 64)
    whole = load_digits().data.astype(int)
    assert sorted(map(tuple, pixels)) == sorted(map(tuple, whole))


def test_images_are_normalised_by_the_training_part() -> None:
    data = registry.load(CHOICE)
    assert data.train_images.dtype == np.float32
    assert data.train_labels.dtype == np.int64
    assert abs(float(data.train_images.mean())) < 1e-5
    assert abs(float(data.train_images.std()) - 1) < 1e-5
    assert float(data.validation_images.mean()) != 0


def test_two_loads_are_equal() -> None:
    first, second = registry.load(CHOICE), registry.load(CHOICE)
    assert (first.train_images == second.train_images).all()
    assert (first.test()[0] == second.test()[0]).all()
