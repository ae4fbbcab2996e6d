"""Which data sets there are, whether their files are here and what they look like; torch-free."""

from pathlib import Path

from nas_navigator.datasets import fashion_files, samples, split
from nas_navigator.datasets.about import DIGITS, FASHION_MNIST, About
from nas_navigator.datasets.errors import DatasetError
from nas_navigator.datasets.samples import Sprite
from nas_navigator_schemas.catalogue import DatasetEntry
from nas_navigator_schemas.configuration import DatasetChoice
from nas_navigator_schemas.templates import TemplateInput, TemplateOutput

_ALL = {about.id: about for about in (DIGITS, FASHION_MNIST)}


def entries(download_dir: Path | None = None) -> tuple[DatasetEntry, ...]:
    """Every data set, those that need nothing first; `download_dir` is where earlier downloads may lie."""
    fashion = fashion_files.packaged() or fashion_files.downloaded(download_dir)
    return _entry(DIGITS, True), _entry(FASHION_MNIST, fashion)


def check(choice: DatasetChoice, download_dir: Path | None = None) -> DatasetEntry:
    """The entry that a choice names, if its parameters are allowed.

    Raises:
        DatasetError: the data set or a parameter is unknown, or a value out of bounds.
    """
    about = _ALL.get(choice.id)
    if about is None:
        known = ", ".join(_ALL)
        raise DatasetError(f"data set '{choice.id}' is not known; choose one of {known}", "dataset")
    split.parse(choice.parameters, about.validation_share, about.images)
    return next(entry for entry in entries(download_dir) if entry.id == choice.id)


def sprite(dataset: str) -> Sprite | None:
    """A few images of each class as one picture; None where the files are not to be had."""
    return samples.sprite(dataset)


def _entry(about: About, available: bool) -> DatasetEntry:
    return DatasetEntry(
        id=about.id,
        name=about.name,
        description=about.description,
        parameters=split.schema(about.validation_share, about.train_images),
        input=TemplateInput(name="image", shape=about.shape),
        output=TemplateOutput(name="label", classes=len(about.classes)),
        train_images=about.train_images,
        test_images=about.test_images,
        classes=about.classes,
        batch_size=about.batch_size,
        available=available,
        needs="" if available else about.needs,
    )
