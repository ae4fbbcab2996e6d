"""Stratified splits with a fixed seed: the same images in each part on every machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nas_navigator.datasets.errors import DatasetError
from nas_navigator_schemas.templates import ParameterValue

SEED = 0
FEWEST_TRAIN_IMAGES = 100
SMALLEST_SHARE, LARGEST_SHARE = 0.01, 0.5
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Split:
    """Indices of the images to train on and of those to validate on; both sorted, without a common one."""

    train: Indices
    validation: Indices


@dataclass(frozen=True, slots=True)
class SplitParameters:
    """How much of the images that are not for testing is used (`train_images` None: all), and for what."""

    train_images: int | None
    validation_share: float


def schema(default_share: float, most: int) -> dict[str, Any]:
    """The parameters as a JSON Schema; `most` training images are left at the default share."""
    return {
        "type": "object",
        "properties": {
            "train_images": {
                "type": "integer",
                "minimum": FEWEST_TRAIN_IMAGES,
                "maximum": most,
                "description": "Train on so many; empty: on all. Validation images shrink in proportion.",
                "advanced": True,
            },
            "validation_share": {
                "type": "number",
                "minimum": SMALLEST_SHARE,
                "maximum": LARGEST_SHARE,
                "default": default_share,
                "description": "Share of the images outside the test set that candidates are compared on.",
                "advanced": True,
            },
        },
        "additionalProperties": False,
    }


def parse(parameters: Mapping[str, ParameterValue], default_share: float, images: int) -> SplitParameters:
    """The parameters, checked against a data set with so many `images` that are not for testing.

    Raises:
        DatasetError: a parameter is unknown or out of bounds.
    """
    for name in parameters:
        if name not in ("train_images", "validation_share"):
            raise DatasetError(f"'{name}' is unknown; there are train_images, validation_share", name)
    share = _share(parameters.get("validation_share", default_share))
    most = images - round(images * share)
    return SplitParameters(_train_images(parameters.get("train_images"), most), share)


def _share(value: ParameterValue) -> float:
    if isinstance(value, bool | str) or not SMALLEST_SHARE <= value <= LARGEST_SHARE:
        rule = f"choose a number between {SMALLEST_SHARE} and {LARGEST_SHARE}"
        raise DatasetError(f"validation_share is {value!r}; {rule}", "validation_share")
    return float(value)


def _train_images(value: ParameterValue | None, most: int) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not FEWEST_TRAIN_IMAGES <= value <= most:
        rule = f"choose a whole number between {FEWEST_TRAIN_IMAGES} and {most}"
        raise DatasetError(f"train_images is {value!r}; {rule}", "train_images")
    return value


def split(labels: NDArray[np.int64], parameters: SplitParameters) -> Split:
    """Divide images by class into training and validation.

    All images are divided first and both parts thinned after, so that what one study validates on is never
    what another of the same share trains on, however many images they use.
    """
    chosen = take(labels, round(len(labels) * parameters.validation_share), SEED)
    train, validation = np.flatnonzero(~chosen), np.flatnonzero(chosen)
    if parameters.train_images is None:
        return Split(train, validation)
    fewer = round(parameters.train_images * len(validation) / len(train))
    return Split(
        train[take(labels[train], parameters.train_images, SEED + 1)],
        validation[take(labels[validation], fewer, SEED + 2)],
    )


def take(labels: NDArray[np.int64], count: int, seed: int) -> NDArray[np.bool_]:
    """A random part of `count` images with each class in proportion, as booleans of the shape of `labels`."""
    shuffled = np.random.default_rng(seed).permutation(len(labels))
    by_class = shuffled[np.argsort(labels[shuffled], kind="stable")]
    steps = np.arange(len(labels) + 1, dtype=np.int64) * count // max(1, len(labels))
    chosen = np.zeros(len(labels), dtype=np.bool_)
    chosen[by_class[np.diff(steps) > 0]] = True
    return chosen
