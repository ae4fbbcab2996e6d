"""Fashion-MNIST: 70,000 images of clothes, 28x28, from Debian's files or torchvision's download."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from nas_navigator.datasets import split as splits
from nas_navigator.datasets.about import FASHION_MNIST
from nas_navigator.datasets.errors import DatasetError
from nas_navigator.datasets.fashion_files import DEBIAN, FILES, packaged
from nas_navigator.datasets.idx import read_idx
from nas_navigator.datasets.images import ImageData, Labelled, image_data
from nas_navigator_schemas.templates import ParameterValue


def load(
    parameters: dict[str, ParameterValue], download_dir: Path | None = None, directory: Path = DEBIAN
) -> ImageData:
    """Fashion-MNIST: 10 % of the training images for validation, the official test images for testing.

    Args:
        parameters: `train_images` and `validation_share`, see `split.schema`.
        download_dir: where torchvision keeps the files if `directory` has none; None: nothing is downloaded.
        directory: where files of a package are looked for first.

    Raises:
        DatasetError: there are no files, they are damaged, or a parameter is unknown or out of bounds.
    """
    read = _reader(directory, download_dir)
    given = read(False)
    chosen = splits.parse(parameters, FASHION_MNIST.validation_share, len(given.labels))
    return image_data(
        given,
        splits.split(given.labels, chosen),
        lambda: read(True),
        classes=FASHION_MNIST.classes,
        batch_size=FASHION_MNIST.batch_size,
        flip=True,
        shift=1,
    )


def _reader(directory: Path, download_dir: Path | None) -> Callable[[bool], Labelled]:
    if packaged(directory):
        return lambda test: _from_files(directory, test)
    if download_dir is None:
        raise DatasetError(f"the files of Fashion-MNIST are not in {directory}. {FASHION_MNIST.needs}")
    return lambda test: _from_torchvision(download_dir, test)


def _from_files(directory: Path, test: bool) -> Labelled:
    images, labels = FILES[test]
    pixels = read_idx(directory / f"{images}.gz", 3)
    return _checked(pixels, read_idx(directory / f"{labels}.gz", 1).astype(np.int64), directory)


def _from_torchvision(download_dir: Path, test: bool) -> Labelled:
    from nas_navigator.datasets._torchvision import fashion_mnist

    return _checked(*fashion_mnist(download_dir, test), download_dir)


def _checked(pixels: np.ndarray, labels: np.ndarray, place: Path) -> Labelled:
    if pixels.shape[1:] != (28, 28) or len(pixels) != len(labels) or not len(labels):
        shapes = f"{pixels.shape} and {labels.shape}"
        raise DatasetError(f"{place} holds arrays of shapes {shapes}, not (n, 28, 28) and (n,); get the files again")
    if labels.min() < 0 or labels.max() >= len(FASHION_MNIST.classes):
        raise DatasetError(
            f"{place} has a label {labels.max()} of {len(FASHION_MNIST.classes)} classes; get the files again"
        )
    return Labelled(pixels, labels)
