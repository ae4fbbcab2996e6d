"""From a choice to images."""

from pathlib import Path

from nas_navigator.datasets import digits, fashion_mnist
from nas_navigator.datasets.about import DIGITS, FASHION_MNIST
from nas_navigator.datasets.errors import DatasetError
from nas_navigator.datasets.images import ImageData
from nas_navigator_schemas.configuration import DatasetChoice


def load(choice: DatasetChoice, download_dir: Path | None = None) -> ImageData:
    """The images of a data set; files that are missing are downloaded to `download_dir`, where one is given.

    Raises:
        DatasetError: the data set or a parameter is unknown, or its files cannot be had.
    """
    if choice.id == DIGITS.id:
        return digits.load(choice.parameters)
    if choice.id == FASHION_MNIST.id:
        return fashion_mnist.load(choice.parameters, download_dir)
    known = f"{DIGITS.id}, {FASHION_MNIST.id}"
    raise DatasetError(f"data set '{choice.id}' is not known; choose one of {known}", "dataset")
