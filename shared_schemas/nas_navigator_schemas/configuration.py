"""What a person can set: the data set, the training, the search, and what candidates must obey."""

from typing import Annotated, Literal

from pydantic import Field

from nas_navigator_schemas._base import Frozen, Id, Share
from nas_navigator_schemas.templates import ParameterValue


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
    learning_rate: float = Field(0.1, gt=0, le=10, description="At the start; falls to zero by cosine.")
    momentum: float = Field(0.9, ge=0, lt=1, description="Of SGD; ignored by AdamW.")
    weight_decay: float = Field(3e-4, ge=0, le=1, description="Pull of every weight towards zero.")
    gradient_clip: float = Field(5.0, gt=0, description="The gradient's norm is cut at this.")
    batch_size: int | None = Field(None, ge=2, le=8192, description="Images a step; empty: the data set's default.")
    sampling: Literal["uniform", "fair", "dropout"] = Field(
        "uniform",
        description="Which paths a step trains: a random candidate, each path equally often, or all but a few.",
    )
    path_dropout: Share = Field(0.1, description="With sampling `dropout`: how likely a path is left out of a step.")


class SearchConfiguration(Frozen):
    """How candidates are proposed. `strategy` names an entry of the catalogue, `parameters` are that strategy's own."""

    strategy: Id = "navigator_ea"
    parameters: dict[str, ParameterValue] = {}


class Constraint(Frozen):
    """An upper bound on an objective that needs no evaluation: `parameters` or `madds`."""

    objective: Literal["parameters", "madds"]
    maximum: float = Field(gt=0)


class Focus(Frozen):
    """A region to sample from: with probability `weight` a child must lie in it."""

    region: Id
    weight: Annotated[float, Field(gt=0, le=1)] = 1.0
