"""The catalogue: what templates, data sets, strategies, objectives and operations there are, as data."""

from typing import Any

from nas_navigator_schemas._base import Count, Frozen, Id
from nas_navigator_schemas.templates import TemplateInput, TemplateOutput


class Entry(Frozen):
    """Something to choose. `parameters` is a JSON Schema of an object; a form folds away its `advanced` properties."""

    id: Id
    name: str
    description: str
    parameters: dict[str, Any] = {}


class DatasetEntry(Entry):
    """A data set: what it holds, and whether its files are on this machine (`needs` says how to get them if not)."""

    input: TemplateInput
    output: TemplateOutput
    train_images: Count
    test_images: Count
    classes: tuple[str, ...]
    batch_size: Count
    available: bool
    needs: str = ""


class TemplateEntry(Entry):
    """A template that a study can start from; `datasets` are those that it can read."""

    datasets: tuple[Id, ...]


class OperationEntry(Entry):
    """An operation on an edge. `family` groups colours; `short` is a label of at most three characters."""

    family: str
    short: str


class Catalogue(Frozen):
    """Everything that a study can be made of; `training` is the JSON Schema of how networks are trained."""

    templates: tuple[TemplateEntry, ...]
    datasets: tuple[DatasetEntry, ...]
    strategies: tuple[Entry, ...]
    objectives: tuple[Entry, ...]
    operations: tuple[OperationEntry, ...]
    optimizers: tuple[Entry, ...]
    losses: tuple[Entry, ...]
    training: dict[str, Any]
