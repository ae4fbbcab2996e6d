"""The IDX format of MNIST and its relatives, plain or gzip.

Two zero bytes, a type (8: unsigned byte), the number of dimensions, their sizes as big-endian 32-bit
integers, values.
"""

import gzip
import struct
import zlib
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nas_navigator.datasets.errors import DatasetError

UNSIGNED_BYTE = 8
LARGEST = 256 * 2**20
"""Bytes; a file that says it holds more is not one of ours."""


def read_idx(path: Path, dimensions: int) -> NDArray[np.uint8]:
    """The array in an IDX file of unsigned bytes.

    Raises:
        DatasetError: the file cannot be read, is not of that format or shape, or is cut short.
    """
    try:
        data = _read(path, 4 + 4 * dimensions + LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DatasetError(f"{path} cannot be read: {error}; install or download it again") from error
    return _parse(data, path, dimensions)


def _read(path: Path, limit: int) -> bytes:
    if path.suffix == ".gz":
        with gzip.open(path, "rb") as packed:
            return packed.read(limit)
    with path.open("rb") as plain:
        return plain.read(limit)


def _parse(data: bytes, path: Path, dimensions: int) -> NDArray[np.uint8]:
    start = 4 + 4 * dimensions
    if len(data) < start or data[:4] != bytes((0, 0, UNSIGNED_BYTE, dimensions)):
        raise DatasetError(f"{path} is no IDX file of bytes in {dimensions} dimensions; get it again")
    sizes = struct.unpack(f">{dimensions}I", data[4:start])
    if prod(sizes) != len(data) - start:
        held = f"holds {len(data) - start:,} values where its head says {prod(sizes):,}"
        raise DatasetError(f"{path} {held}; get it again")
    return np.frombuffer(data, dtype=np.uint8, offset=start).reshape(sizes)
