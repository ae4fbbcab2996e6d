"""Pictures of data sets: real images of the right classes, made without what only workers need."""

import struct
import zlib

import numpy as np
import pytest

from nas_navigator.datasets import fashion_files
from nas_navigator.datasets.digits import load
from nas_navigator.datasets.samples import ROWS, grid, png, sprite


def pixels(picture: bytes) -> np.ndarray:
    """What the PNG shows, (height, width)."""
    width, height = struct.unpack(">II", picture[16:24])
    length = struct.unpack(">I", picture[33:37])[0]
    lines = np.frombuffer(zlib.decompress(picture[41 : 41 + length]), np.uint8).reshape(height, width + 1)
    assert not lines[:, 0].any()
    return lines[:, 1:]


def test_a_grid_has_a_column_a_class_and_gaps_where_there_are_too_few() -> None:
    images = np.arange(1, 6, dtype=np.uint8)[:, None, None] * np.ones((5, 2, 3), np.uint8)
    shown = grid(images, np.array([0, 2, 0, 0, 2]))
    assert shown.shape == (ROWS * 3, 3 * 4)
    assert not shown[2::3].any()
    assert shown[::3, ::4].tolist() == [[1, 0, 2], [3, 0, 5], [4, 0, 0], [0, 0, 0]]


def test_a_picture_says_what_it_was_given() -> None:
    given = np.arange(12, dtype=np.uint8).reshape(3, 4)
    assert (pixels(png(given)) == given).all()


def test_digits_show_training_images_of_each_class() -> None:
    found = sprite("digits")
    assert found is not None
    shown = pixels(found.png).reshape(ROWS, 9, 10, 9)[:, :8, :, :8]
    data = load({})
    given = np.concatenate([data.train_images, data.validation_images])[:, 0] * data.deviation + data.mean
    labels = np.concatenate([data.train_labels, data.validation_labels])
    known = {(image.round().astype(int).tobytes(), int(label)) for image, label in zip(given, labels, strict=True)}
    for row in range(ROWS):
        for label in range(10):
            image = np.ceil(shown[row, :, label].astype(int) * 16 / 255).astype(int)
            assert (image.tobytes(), label) in known


@pytest.mark.skipif(not fashion_files.packaged(), reason="needs the Debian package dataset-fashion-mnist")
def test_clothes_show_ten_classes() -> None:
    found = sprite("fashion_mnist")
    assert found is not None
    assert pixels(found.png).shape == (ROWS * 29, 10 * 29)
    assert pixels(found.png).reshape(ROWS, 29, 10, 29).max(axis=(1, 3)).min() > 100


def test_an_unknown_data_set_has_no_picture() -> None:
    assert sprite("imagenet") is None
