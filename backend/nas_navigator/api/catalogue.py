"""The catalogue: put together from the torch-free `catalogue` module of each folder."""

from functools import cache
from typing import Any

from nas_navigator.datasets import catalogue as datasets
from nas_navigator.objectives import catalogue as objectives
from nas_navigator.spaces import catalogue as spaces
from nas_navigator.spaces.validity import check_template
from nas_navigator.strategies import catalogue as strategies
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas.catalogue import Catalogue, DatasetEntry, Entry
from nas_navigator_schemas.configuration import DatasetChoice, TrainingConfiguration
from nas_navigator_schemas.events import AnyPayload, SearchConfigured, StudyCreated
from nas_navigator_schemas.http import CreateStudy, TemplateChoice
from nas_navigator_schemas.templates import Template

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


def template_for(body: CreateStudy, dataset: DatasetEntry) -> Template:
    """The template that a new study asks for: named, named with parameters, or whole.

    Raises:
        SpaceError: it cannot be built.
        Refusal: a whole template reads or predicts something else than the data set has.
    """
    chosen = body.template
    if isinstance(chosen, Template):
        check_template(chosen)
        _check_fits(chosen, dataset)
        return chosen
    choice = TemplateChoice(id=chosen) if isinstance(chosen, str) else chosen
    return spaces.build_template(choice.id, choice.parameters, dataset)


def _check_fits(template: Template, dataset: DatasetEntry) -> None:
    shapes = {given.shape for given in template.inputs}
    classes = {output.classes for output in template.outputs}
    if shapes != {dataset.input.shape} or classes != {dataset.output.classes}:
        detail = (
            f"template '{template.name}' reads {sorted(shapes)} and tells {sorted(classes)} classes apart; data set "
            f"'{dataset.id}' has {dataset.input.shape} and {dataset.output.classes}"
        )
        raise Refusal(422, "Template does not fit the data set", detail, "template")
