"""Handwritten digits: 1,797 images of 8x8, part of scikit-learn (`load_digits`)."""

import numpy as np

from nas_navigator.datasets import split as splits
from nas_navigator.datasets.images import ImageData, Labelled, image_data
from nas_navigator_schemas.templates import ParameterValue

ID = "digits"
IMAGES = 1797
TEST_IMAGES = round(IMAGES * 0.2)
POOL = IMAGES - TEST_IMAGES
VALIDATION_SHARE = 0.25
"""Of what the test set leaves: 20 % of all."""
CLASSES = tuple("0123456789")
BATCH_SIZE = 32


def load(parameters: dict[str, ParameterValue]) -> ImageData:
    """Digits, stratified with a fixed seed into 60 % training, 20 % validation and 20 % test images.

    Raises:
        DatasetError: a parameter is unknown or out of bounds.
    """
    chosen = splits.parse(parameters, VALIDATION_SHARE, POOL)
    given = _read(test=False)
    return image_data(
        given,
        splits.split(given.labels, chosen),
        lambda: _read(test=True),
        classes=CLASSES,
        batch_size=BATCH_SIZE,
        flip=False,
        shift=1,
    )


def _read(test: bool) -> Labelled:
    from sklearn.datasets import load_digits

    bunch = load_digits()
    labels = bunch.target.astype(np.int64)
    kept = splits.take(labels, TEST_IMAGES, splits.SEED) == test
    return Labelled(bunch.images[kept].astype(np.float32), labels[kept])
