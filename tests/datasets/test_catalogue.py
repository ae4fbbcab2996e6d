"""The catalogue says what there is without loading torch, and refuses what there is not."""

import subprocess
import sys

import jsonschema
import pytest

from nas_navigator.datasets import catalogue, registry
from nas_navigator.datasets.errors import DatasetError
from nas_navigator_schemas.configuration import DatasetChoice


def test_entries_describe_what_is_loaded() -> None:
    entry = catalogue.entries()[0]
    data = registry.load(DatasetChoice(id=entry.id))
    assert entry.id == "digits"
    assert entry.available
    assert entry.input.shape == data.train_images.shape[1:]
    assert entry.train_images == len(data.train_labels)
    assert entry.test_images == len(data.test()[1])
    assert entry.classes == data.classes
    assert entry.batch_size == data.batch_size


def test_what_is_not_there_says_what_it_needs() -> None:
    for entry in catalogue.entries():
        assert entry.available == (entry.needs == "")


@pytest.mark.parametrize("parameters", [{}, {"train_images": 500}, {"validation_share": 0.2}])
def test_the_schema_allows_what_the_check_allows(parameters: dict) -> None:
    for entry in catalogue.entries():
        jsonschema.validate(parameters, entry.parameters)
        assert catalogue.check(DatasetChoice(id=entry.id, parameters=parameters)) == entry


@pytest.mark.parametrize("parameters", [{"train_images": 1}, {"validation_share": 0.9}, {"size": 3}])
def test_the_schema_refuses_what_the_check_refuses(parameters: dict) -> None:
    for entry in catalogue.entries():
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(parameters, entry.parameters)
        with pytest.raises(DatasetError):
            catalogue.check(DatasetChoice(id=entry.id, parameters=parameters))


def test_an_unknown_data_set_is_refused_with_those_that_there_are() -> None:
    choice = DatasetChoice(id="imagenet")
    for refuse in (catalogue.check, registry.load):
        with pytest.raises(DatasetError, match=r"'imagenet'.*digits, fashion_mnist"):
            refuse(choice)


def test_the_catalogues_load_neither_torch_nor_scikit_learn() -> None:
    code = (
        "import sys, nas_navigator.datasets.catalogue as d, nas_navigator.strategies.catalogue as s;"
        "d.entries(); s.entries(); print(sorted({'torch', 'sklearn'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
