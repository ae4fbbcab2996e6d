"""A few images of each class as one picture, from the files alone: no torch, no scikit-learn, so that the server may.

A data set earns its pictures by a line in `_READERS`.
"""

import gzip
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nas_navigator.datasets import fashion_files, split
from nas_navigator.datasets.about import DIGITS, FASHION_MNIST
from nas_navigator.datasets.errors import DatasetError
from nas_navigator.datasets.idx import read_idx

ROWS = 4
"""Images of each class."""
MOST_CLASSES = 16
"""Columns; a data set of more classes shows its first ones."""

LOOKED_AT = 500
"""Images at the head of a large file, among which every class has some."""
IDX_HEAD = 16
"""Bytes before the values of an IDX file of three dimensions."""

Grey = NDArray[np.uint8]
"""Shape (..., height, width), black is 0."""
Read = Callable[[], tuple[Grey, NDArray[np.int64]]]
"""Images (n, height, width) and labels (n,) from the training part; no more than are needed."""


@dataclass(frozen=True, slots=True)
class Sprite:
    """A picture of images in `ROWS` rows, a column a class, and what tells it from another."""

    png: bytes
    tag: str


def sprite(dataset: str) -> Sprite | None:
    """The picture of a data set; None where its files are not to be had, until they are."""
    if dataset not in _READERS:
        return None
    try:
        return _drawn(dataset)
    except (OSError, EOFError, ValueError, zlib.error, DatasetError):
        return None


@lru_cache(maxsize=8)
def _drawn(dataset: str) -> Sprite:
    picture = png(grid(*_READERS[dataset]()))
    return Sprite(picture, sha256(picture).hexdigest()[:16])


def grid(images: Grey, labels: NDArray[np.int64]) -> Grey:
    """The first `ROWS` images of each class, a black line below and right of each; a class with fewer leaves gaps.

    Shape (ROWS * (height + 1), classes * (width + 1)).
    """
    height, width = images.shape[1:]
    classes = min(int(labels.max()) + 1, MOST_CLASSES)
    cells = np.zeros((ROWS, height + 1, classes, width + 1), np.uint8)
    for label in range(classes):
        for row, image in enumerate(images[labels == label][:ROWS]):
            cells[row, :height, label, :width] = image
    return cells.reshape(ROWS * (height + 1), classes * (width + 1))


def png(picture: Grey) -> bytes:
    """A grey picture as PNG, eight bits a pixel, no interlacing."""
    height, width = picture.shape
    lines = np.hstack([np.zeros((height, 1), np.uint8), picture])
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines.tobytes(), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _digits() -> tuple[Grey, NDArray[np.int64]]:
    """From the file within scikit-learn, which is found without being imported; test images are left out."""
    package = find_spec("sklearn")
    if package is None or package.origin is None:
        raise DatasetError("scikit-learn, which holds the digits, is not installed; pip install scikit-learn")
    with gzip.open(Path(package.origin).parent / "datasets" / "data" / "digits.csv.gz", "rt") as file:
        table = np.loadtxt(file, delimiter=",", dtype=np.int64)
    labels = table[:, -1]
    kept = ~split.take(labels, DIGITS.test_images, split.SEED)
    return (table[kept, :-1].reshape(-1, 8, 8) * 255 // 16).astype(np.uint8), labels[kept]


def _fashion() -> tuple[Grey, NDArray[np.int64]]:
    """The first few hundred images: unpacking all 60,000 would take a second."""
    images, labels = fashion_files.FILES[False]
    directory = fashion_files.DEBIAN
    with gzip.open(directory / f"{images}.gz") as file:
        pixels = np.frombuffer(file.read(IDX_HEAD + LOOKED_AT * 28 * 28)[IDX_HEAD:], np.uint8).reshape(-1, 28, 28)
    return pixels, read_idx(directory / f"{labels}.gz", 1)[: len(pixels)].astype(np.int64)


_READERS: Mapping[str, Read] = {DIGITS.id: _digits, FASHION_MNIST.id: _fashion}
