"""torchvision, where it can be had: its wheel for CUDA refuses to load beside PyTorch's for the CPU.

It then lacks its compiled operators, which no data set uses, but declares shapes for two of them on import;
with their schemas defined first the import goes through.
"""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nas_navigator.datasets.errors import DatasetError

_kept: list[Any] = []
"""Operator libraries: their definitions live as long as they do."""


def fashion_mnist(download_dir: Path, test: bool) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Pixels (n, 28, 28) and labels (n,) of a part, downloaded into `download_dir` if they are not there.

    Raises:
        DatasetError: they cannot be downloaded, read or written.
    """
    datasets = _import().datasets
    try:
        part = datasets.FashionMNIST(str(download_dir), train=not test, download=True)
    except (OSError, RuntimeError, ValueError, AssertionError) as error:
        raise DatasetError(
            f"Fashion-MNIST could not be downloaded to {download_dir}: {error}; "
            "check the connection, or install the Debian package dataset-fashion-mnist"
        ) from error
    return part.data.numpy(), part.targets.numpy().astype(np.int64)


def _import() -> ModuleType:
    try:
        import torchvision.datasets
    except RuntimeError:
        _define_operators()
        _forget("torchvision")
        import torchvision.datasets
    return cast(ModuleType, torchvision)


def _define_operators() -> None:
    import torch

    library: Any = torch.library.Library("torchvision", "FRAGMENT")  # type: ignore[no-untyped-call]
    for name in ("nms", "qnms"):
        library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    _kept.append(library)


def _forget(package: str) -> None:
    for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
        del sys.modules[name]
