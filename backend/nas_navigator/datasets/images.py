"""Images with labels, split and normalised: what training sees."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nas_navigator.datasets.split import Split

Images = NDArray[np.float32]
"""Shape (images, channels, height, width), normalised."""
Labels = NDArray[np.int64]
"""Shape (images,)."""
Pixels = NDArray[np.float32] | NDArray[np.uint8]
"""Shape (images, height, width), as they come."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Images as they come from a file: `pixels` (images, height, width) and `labels` (images,)."""

    pixels: Pixels
    labels: Labels


@dataclass(frozen=True, slots=True)
class ImageData:
    """A data set, ready for training.

    Attributes:
        train_images: float32, (N, C, H, W), mean 0 and standard deviation 1 over the training images.
        train_labels: int64, (N,).
        validation_images: like `train_images`, scaled by the same numbers.
        validation_labels: int64.
        classes: names, by label.
        batch_size: what a step trains on unless told otherwise.
        flip: whether a mirrored image means the same.
        shift: by how many pixels an image may be moved and still mean the same.
        mean: of the training pixels, before normalisation.
        deviation: standard deviation of the training pixels, before normalisation.
        read_test: reads the test images as they come.
    """

    train_images: Images
    train_labels: Labels
    validation_images: Images
    validation_labels: Labels
    classes: tuple[str, ...]
    batch_size: int
    flip: bool
    shift: int
    mean: float
    deviation: float
    read_test: Callable[[], Labelled]

    def test(self) -> tuple[Images, Labels]:
        """The test images and labels, read now: nothing holds them before a final network is measured.

        Raises:
            DatasetError: their files are gone or damaged.
        """
        given = self.read_test()
        return _normalise(given.pixels, self.mean, self.deviation), given.labels


def image_data(
    given: Labelled,
    split: Split,
    read_test: Callable[[], Labelled],
    *,
    classes: tuple[str, ...],
    batch_size: int,
    flip: bool,
    shift: int,
) -> ImageData:
    """The data set that `split` makes of the images that are not for testing."""
    train = given.pixels[split.train]
    mean, deviation = float(train.mean(dtype=np.float64)), float(train.std(dtype=np.float64)) or 1.0
    return ImageData(
        train_images=_normalise(train, mean, deviation),
        train_labels=given.labels[split.train],
        validation_images=_normalise(given.pixels[split.validation], mean, deviation),
        validation_labels=given.labels[split.validation],
        classes=classes,
        batch_size=batch_size,
        flip=flip,
        shift=shift,
        mean=mean,
        deviation=deviation,
        read_test=read_test,
    )


def _normalise(pixels: Pixels, mean: float, deviation: float) -> Images:
    scaled = (pixels.astype(np.float32) - np.float32(mean)) / np.float32(deviation)
    return np.ascontiguousarray(scaled[:, None], dtype=np.float32)
