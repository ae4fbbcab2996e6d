"""Fashion-MNIST from a package's files and from torchvision's folder, on small files of the original format."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from nas_navigator.datasets import fashion_files, fashion_mnist, registry
from nas_navigator.datasets.errors import DatasetError
from nas_navigator_schemas.configuration import DatasetChoice

TRAIN, TEST = 400, 50


def idx(array: np.ndarray) -> bytes:
    sizes = struct.pack(f">{array.ndim}I", *array.shape)
    return bytes((0, 0, 8, array.ndim)) + sizes + array.astype(np.uint8).tobytes()


def write(folder: Path, packed: bool, train: int = TRAIN) -> Path:
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    for test, count in ((False, train), (True, TEST)):
        arrays = rng.integers(0, 256, (count, 28, 28)), np.arange(count) % 10
        for name, array in zip(fashion_files.FILES[test], arrays, strict=True):
            data = idx(array)
            (folder / (f"{name}.gz" if packed else name)).write_bytes(gzip.compress(data) if packed else data)
    return folder


def test_reads_the_files_of_a_package(tmp_path: Path) -> None:
    data = fashion_mnist.load({}, directory=write(tmp_path / "package", packed=True))
    assert data.train_images.shape == (360, 1, 28, 28)
    assert data.validation_images.shape == (40, 1, 28, 28)
    assert np.bincount(data.validation_labels).tolist() == [4] * 10
    assert data.test()[0].shape == (TEST, 1, 28, 28)


def test_reads_what_torchvision_has_downloaded_the_same(tmp_path: Path) -> None:
    packaged = fashion_mnist.load({}, directory=write(tmp_path / "package", packed=True))
    write(tmp_path / "downloads" / "FashionMNIST" / "raw", packed=False)
    downloaded = fashion_mnist.load({}, tmp_path / "downloads", directory=tmp_path / "nothing")
    assert fashion_files.downloaded(tmp_path / "downloads")
    assert (downloaded.train_images == packaged.train_images).all()
    assert (downloaded.validation_labels == packaged.validation_labels).all()
    assert (downloaded.test()[0] == packaged.test()[0]).all()
    assert (downloaded.test()[1] == packaged.test()[1]).all()


def test_the_test_images_are_read_on_demand_only(tmp_path: Path) -> None:
    folder = write(tmp_path / "package", packed=True)
    data = fashion_mnist.load({}, directory=folder)
    (folder / "t10k-images-idx3-ubyte.gz").unlink()
    with pytest.raises(DatasetError, match="cannot be read"):
        data.test()


def test_without_files_and_without_a_place_to_download_to_it_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="dataset-fashion-mnist"):
        fashion_mnist.load({}, None, directory=tmp_path)


def test_a_place_that_cannot_be_written_is_a_clear_refusal(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DatasetError, match="could not be downloaded"):
        fashion_mnist.load({}, tmp_path / "file", directory=tmp_path)


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "package", packed=True)
    (folder / "train-labels-idx1-ubyte.gz").write_bytes(gzip.compress(idx(np.zeros(7))))
    with pytest.raises(DatasetError, match=r"\(7,\)"):
        fashion_mnist.load({}, directory=folder)


@pytest.mark.skipif(not fashion_files.packaged(), reason="dataset-fashion-mnist is not installed")
def test_the_real_set_gives_12000_images_and_a_tenth_for_validation() -> None:
    data = registry.load(DatasetChoice(id="fashion_mnist", parameters={"train_images": 12_000}))
    assert data.train_images.shape == (12_000, 1, 28, 28)
    assert len(data.validation_labels) == 1333
    assert np.bincount(data.train_labels).tolist() == [1200] * 10
    assert data.test()[1].shape == (10_000,)
