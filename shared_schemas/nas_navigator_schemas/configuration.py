"""What a person can set: the data set, the training, the search, and what candidates must obey."""

from collections.abc import Collection
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, model_validator

from nas_navigator_schemas._base import Frozen, Id, Share
from nas_navigator_schemas.templates import ParameterValue

ADVANCED: dict[str, Any] = {"advanced": True}
"""Said in the schema of a setting that few people touch, so that a form can fold it away."""


class DatasetChoice(Frozen):
    """A data set by its id, with parameters such as `train_images` (at most so many) and `validation_share`."""

    id: Id
    parameters: dict[str, ParameterValue] = {}


class Objective(Frozen):
    """What the search makes best: a key of an evaluation's objectives, and which way is better."""

    name: Id = "accuracy"
    direction: Literal["maximize", "minimize"] = "maximize"


class TrainingConfiguration(Frozen):
    """How networks are trained; the defaults are measured ones (`batch_size` None: the data set's own)."""

    optimizer: Literal["sgd", "adamw"] = Field("sgd", description="How weights follow the gradient.")
    # The paper's rate of 0.025 leaves shared weights half trained in so few steps: after 10 epochs on digits random
    # candidates are 0.68 right on average, and 0.83 with 0.1 (two seeds; README, Decisions).
    learning_rate: float = Field(0.1, gt=0, le=10, description="At the start; falls to zero by cosine.")
    momentum: float = Field(0.9, ge=0, lt=1, description="Of SGD; ignored by AdamW.", json_schema_extra=ADVANCED)
    weight_decay: float = Field(
        3e-4, ge=0, le=1, description="Pull of every weight towards zero.", json_schema_extra=ADVANCED
    )
    gradient_clip: float = Field(
        5.0, gt=0, description="The gradient's norm is cut at this.", json_schema_extra=ADVANCED
    )
    batch_size: int | None = Field(None, ge=2, le=8192, description="Images a step; empty: the data set's default.")
    sampling: Literal["uniform", "fair", "dropout"] = Field(
        "uniform",
        description="Which paths a step trains: a random candidate, each path equally often, or all but a few.",
        json_schema_extra=ADVANCED,
    )
    path_dropout: Share = Field(
        0.1,
        description="With sampling `dropout`: how likely a path is left out of a step.",
        json_schema_extra=ADVANCED,
    )


class SearchConfiguration(Frozen):
    """How candidates are proposed. `strategy` names an entry of the catalogue, `parameters` are that strategy's own."""

    strategy: Id = "navigator_ea"
    parameters: dict[str, ParameterValue] = {}

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, given: object) -> object:
        return with_parameters(given, cls.model_fields)


def with_parameters(given: object, fields: Collection[str]) -> object:
    """Takes what stands beside `fields` for the strategy's parameters, as scripts write them."""
    if not isinstance(given, dict):
        return given
    beside = {name: value for name, value in given.items() if name not in fields}
    inside = given.get("parameters", {})
    if not beside or not isinstance(inside, dict):
        return given
    return {name: value for name, value in given.items() if name in fields} | {"parameters": {**inside, **beside}}


Bounded = Literal["parameters", "madds"]
BOUNDED: tuple[str, ...] = get_args(Bounded)


class Constraint(Frozen):
    """An upper bound on an objective that needs no evaluation: `parameters` or `madds`."""

    objective: Bounded
    maximum: float = Field(gt=0)


def as_constraints(given: Any) -> Any:
    """Takes a map from objectives to bounds, `{"parameters": 1000000}`, for the list of bounds that it stands for."""
    if not isinstance(given, dict):
        return given
    return [{"objective": objective, "maximum": maximum} for objective, maximum in given.items()]


class Focus(Frozen):
    """A region to sample from: with probability `weight` a child must lie in it."""

    region: Id
    weight: Annotated[float, Field(gt=0, le=1)] = 1.0
