"""Which data sets there are and whether their files are here; torch-free."""

from pathlib import Path

from nas_navigator.datasets import digits, fashion_files, fashion_mnist, split
from nas_navigator.datasets.errors import DatasetError
from nas_navigator_schemas.catalogue import DatasetEntry
from nas_navigator_schemas.configuration import DatasetChoice
from nas_navigator_schemas.templates import TemplateInput, TemplateOutput


def entries(download_dir: Path | None = None) -> tuple[DatasetEntry, ...]:
    """Every data set, those that need nothing first; `download_dir` is where earlier downloads may lie."""
    return _digits(), _fashion_mnist(fashion_files.packaged() or fashion_files.downloaded(download_dir))


def check(choice: DatasetChoice, download_dir: Path | None = None) -> DatasetEntry:
    """The entry that a choice names, if its parameters are allowed.

    Raises:
        DatasetError: the data set or a parameter is unknown, or a value out of bounds.
    """
    found = {entry.id: entry for entry in entries(download_dir)}.get(choice.id)
    if found is None:
        known = ", ".join(entry.id for entry in entries(download_dir))
        raise DatasetError(f"data set '{choice.id}' is not known; choose one of {known}", "dataset")
    module = {digits.ID: digits, fashion_mnist.ID: fashion_mnist}[choice.id]
    split.parse(choice.parameters, module.VALIDATION_SHARE, module.POOL)
    return found


def _digits() -> DatasetEntry:
    train = digits.POOL - round(digits.POOL * digits.VALIDATION_SHARE)
    return DatasetEntry(
        id=digits.ID,
        name="Digits",
        description="1,797 handwritten digits of 8x8 pixels; needs nothing and trains in seconds.",
        parameters=split.schema(digits.VALIDATION_SHARE, train),
        input=TemplateInput(name="image", shape=(1, 8, 8)),
        output=TemplateOutput(name="label", classes=len(digits.CLASSES)),
        train_images=train,
        test_images=digits.TEST_IMAGES,
        classes=digits.CLASSES,
        batch_size=digits.BATCH_SIZE,
        available=True,
    )


def _fashion_mnist(available: bool) -> DatasetEntry:
    train = fashion_mnist.POOL - round(fashion_mnist.POOL * fashion_mnist.VALIDATION_SHARE)
    return DatasetEntry(
        id=fashion_mnist.ID,
        name="Fashion-MNIST",
        description="70,000 grey images of ten kinds of clothes, 28x28 pixels.",
        parameters=split.schema(fashion_mnist.VALIDATION_SHARE, train),
        input=TemplateInput(name="image", shape=(1, 28, 28)),
        output=TemplateOutput(name="label", classes=len(fashion_mnist.CLASSES)),
        train_images=train,
        test_images=fashion_mnist.TEST_IMAGES,
        classes=fashion_mnist.CLASSES,
        batch_size=fashion_mnist.BATCH_SIZE,
        available=available,
        needs="" if available else fashion_mnist.NEEDS,
    )
