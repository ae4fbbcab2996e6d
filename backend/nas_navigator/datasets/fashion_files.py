"""Where the files of Fashion-MNIST lie on this machine, if they do; torch-free."""

from pathlib import Path

DEBIAN = Path("/usr/share/datasets/fashion-mnist")
"""Where the Debian package dataset-fashion-mnist puts them."""
FILES = {
    False: ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    True: ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
}
"""(images, labels), by whether they are for testing."""


def packaged(directory: Path = DEBIAN) -> bool:
    """Whether all four files are there, each as gzip."""
    return all((directory / f"{name}.gz").is_file() for names in FILES.values() for name in names)


def downloaded(download_dir: Path | None) -> bool:
    """Whether torchvision's download has left all four files in `download_dir`, unpacked."""
    if download_dir is None:
        return False
    raw = download_dir / "FashionMNIST" / "raw"
    return all((raw / name).is_file() for names in FILES.values() for name in names)
