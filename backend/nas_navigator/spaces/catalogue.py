"""The templates and operations that there are, and how a template is made from a choice."""

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

from nas_navigator.spaces import operations
from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.templates import cells, nas_bench_201
from nas_navigator.spaces.validity import check_template
from nas_navigator_schemas.catalogue import DatasetEntry, OperationEntry, TemplateEntry
from nas_navigator_schemas.templates import Template

TEMPLATES: Mapping[str, ModuleType] = {cells.ID: cells, nas_bench_201.ID: nas_bench_201}
"""Modules of `spaces.templates` by id: each has NAME, DESCRIPTION, `schema()`, `fits(dataset)` and `build(…)`."""


def template_entries(datasets: Iterable[DatasetEntry]) -> tuple[TemplateEntry, ...]:
    """The templates, each with those of the data sets that it can read."""
    known = tuple(datasets)
    return tuple(_entry(identifier, module, known) for identifier, module in TEMPLATES.items())


def operation_entries() -> tuple[OperationEntry, ...]:
    """The operations that an edge can carry."""
    return operations.entries()


def build_template(identifier: str, parameters: Mapping[str, Any], dataset: DatasetEntry) -> Template:
    """The template of that id with these parameters, for a data set.

    Raises:
        SpaceError: there is no such template, it cannot read the data set, or a parameter is not allowed.
    """
    if identifier not in TEMPLATES:
        known = ", ".join(TEMPLATES)
        raise SpaceError(f"template '{identifier}' is not known; choose one of {known}", "template")
    module = TEMPLATES[identifier]
    if not module.fits(dataset):
        raise SpaceError(f"template '{identifier}' cannot read data set '{dataset.id}'; choose another", "template")
    template: Template = module.build(parameters, dataset)
    check_template(template)
    return template


def _entry(identifier: str, module: ModuleType, datasets: tuple[DatasetEntry, ...]) -> TemplateEntry:
    return TemplateEntry(
        id=identifier,
        name=module.NAME,
        description=module.DESCRIPTION,
        parameters=module.schema(),
        datasets=tuple(dataset.id for dataset in datasets if module.fits(dataset)),
    )
