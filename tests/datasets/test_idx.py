"""The IDX reader takes files of the format and refuses everything else."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from nas_navigator.datasets.errors import DatasetError
from nas_navigator.datasets.idx import read_idx

PIXELS = np.arange(2 * 3 * 4, dtype=np.uint8).reshape(2, 3, 4)
GOOD = bytes((0, 0, 8, 3)) + struct.pack(">III", 2, 3, 4) + PIXELS.tobytes()


@pytest.mark.parametrize("name", ["plain", "packed.gz"])
def test_reads_plain_and_packed_files(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(GOOD) if name.endswith(".gz") else GOOD)
    assert (read_idx(path, 3) == PIXELS).all()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD[:-1], "holds 23 values where its head says 24"),
        (GOOD + b"x", "holds 25 values"),
        (b"\x00\x00\x0d\x03" + GOOD[4:], "no IDX file"),
        (GOOD[:3], "no IDX file"),
        (b"<html>404</html>" * 9, "no IDX file"),
        (bytes((0, 0, 8, 3)) + struct.pack(">III", 2**31, 2**31, 2**31), "head says"),
    ],
)
def test_refuses_what_is_not_whole_or_not_of_the_format(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(DatasetError, match=words):
        read_idx(path, 3)


@pytest.mark.parametrize("content", [gzip.compress(GOOD)[:-12], b"not gzip at all"], ids=["cut off", "no gzip"])
def test_refuses_damaged_packing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.gz"
    path.write_bytes(content)
    with pytest.raises(DatasetError, match="cannot be read"):
        read_idx(path, 3)


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"cannot be read.*install or download it again"):
        read_idx(tmp_path / "none.gz", 1)
