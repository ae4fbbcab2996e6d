"""The catalogue: put together from the torch-free `catalogue` module of each folder."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from nas_navigator.datasets import catalogue as datasets
from nas_navigator.objectives import catalogue as objectives
from nas_navigator.spaces import catalogue as spaces
from nas_navigator.spaces import library
from nas_navigator.spaces.validity import check_template
from nas_navigator.storage.templates import SavedTemplate
from nas_navigator.strategies import catalogue as strategies
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas.catalogue import Catalogue, DatasetEntry, Entry, TemplateEntry
from nas_navigator_schemas.configuration import DatasetChoice, TrainingConfiguration
from nas_navigator_schemas.events import AnyPayload, SearchConfigured, StudyCreated
from nas_navigator_schemas.http import AnyTemplate
from nas_navigator_schemas.library import TemplateBuilt, TemplateSummary
from nas_navigator_schemas.templates import Template, TemplateChoice

OPTIMIZERS = {
    "sgd": (
        "SGD",
        "Stochastic gradient descent with momentum.",
        ("learning_rate", "momentum", "weight_decay"),
    ),
    "adamw": ("AdamW", "Adam with decoupled weight decay.", ("learning_rate", "weight_decay")),
}


def catalogue() -> Catalogue:
    """Everything that a study can be made of, as it is on this machine now."""
    known = datasets.entries()
    return Catalogue(
        templates=spaces.template_entries(known),
        datasets=known,
        strategies=strategies.entries(),
        objectives=objectives.entries(),
        operations=spaces.operation_entries(),
        optimizers=_optimizers(),
        losses=(
            Entry(
                id="cross_entropy",
                name="Cross entropy",
                description="Minus the log of the true class's share.",
            ),
        ),
        training=TrainingConfiguration.model_json_schema(),
    )


@cache
def _optimizers() -> tuple[Entry, ...]:
    schema = TrainingConfiguration.model_json_schema()["properties"]
    return tuple(
        Entry(id=identifier, name=name, description=description, parameters=_object(schema, fields))
        for identifier, (name, description, fields) in OPTIMIZERS.items()
    )


def _object(schema: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    properties = {field: schema[field] for field in fields}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def dataset_entry(choice: DatasetChoice) -> DatasetEntry:
    """The data set that a choice names.

    Raises:
        DatasetError: there is none, or it has no such parameters.
    """
    return datasets.check(choice)


def check(payload: AnyPayload) -> None:
    """Refuses a search that the catalogue does not have.

    Raises:
        StrategyError: the strategy is unknown, or a parameter is not allowed.
    """
    if isinstance(payload, StudyCreated | SearchConfigured):
        strategies.check(payload.search)


def template_for(chosen: AnyTemplate, dataset: DatasetEntry) -> Template:
    """The template that a new study asks for: one of the catalogue, perhaps with parameters, or a whole one.

    Raises:
        SpaceError: it cannot be built.
        Refusal: a whole template reads or predicts something else than the data set has.
    """
    if isinstance(chosen, Template):
        check_template(chosen)
        if (reason := library.misfit(chosen, dataset)) is not None:
            raise Refusal(422, "Template does not fit the data set", reason, "template")
        return chosen
    choice = TemplateChoice(id=chosen) if isinstance(chosen, str) else chosen
    return spaces.build_template(choice.id, choice.parameters, dataset)


def built(choice: TemplateChoice, dataset: DatasetEntry) -> TemplateBuilt:
    """A template of the catalogue with parameters, whole and as a gallery shows it.

    Raises:
        SpaceError: it cannot be built.
    """
    template = spaces.build_template(choice.id, choice.parameters, dataset)
    entry = next(entry for entry in spaces.template_entries((dataset,)) if entry.id == choice.id)
    return TemplateBuilt(template=template, summary=_shown(entry, template, entry.datasets))


def gallery() -> tuple[TemplateSummary, ...]:
    """The catalogue's templates, each with its defaults for the first data set that it fits."""
    known = {dataset.id: dataset for dataset in datasets.entries()}
    entries = [entry for entry in spaces.template_entries(known.values()) if entry.datasets]
    return tuple(_shown(e, spaces.build_template(e.id, {}, known[e.datasets[0]]), e.datasets) for e in entries)


def shown(saved: SavedTemplate) -> TemplateSummary:
    """A saved template as a gallery shows it."""
    template = saved.file.template
    return library.summary(
        template,
        [dataset.id for dataset in datasets.entries() if library.misfit(template, dataset) is None],
        identifier=saved.id,
        name=saved.file.name,
        description=saved.file.description,
        saved_at=saved.saved_at,
    )


def _shown(entry: TemplateEntry, template: Template, fitting: Iterable[str]) -> TemplateSummary:
    return library.summary(template, fitting, identifier=entry.id, name=entry.name, description=entry.description)
