"""Handwritten digits: 1,797 images of 8x8, part of scikit-learn (`load_digits`)."""

import numpy as np

from nas_navigator.datasets import split as splits
from nas_navigator.datasets.about import DIGITS
from nas_navigator.datasets.images import ImageData, Labelled, image_data
from nas_navigator_schemas.templates import ParameterValue


def load(parameters: dict[str, ParameterValue]) -> ImageData:
    """Digits, stratified with a fixed seed into 60 % training, 20 % validation and 20 % test images.

    Raises:
        DatasetError: a parameter is unknown or out of bounds.
    """
    chosen = splits.parse(parameters, DIGITS.validation_share, DIGITS.images)
    given = _read(test=False)
    return image_data(
        given,
        splits.split(given.labels, chosen),
        lambda: _read(test=True),
        classes=DIGITS.classes,
        batch_size=DIGITS.batch_size,
        flip=False,
        shift=1,
    )


def _read(test: bool) -> Labelled:
    from sklearn.datasets import load_digits

    bunch = load_digits()
    labels = bunch.target.astype(np.int64)
    kept = splits.take(labels, DIGITS.test_images, splits.SEED) == test
    return Labelled(bunch.images[kept].astype(np.float32), labels[kept])
