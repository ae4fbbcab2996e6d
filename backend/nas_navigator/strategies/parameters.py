"""Parameters of strategies: checked values, and the refusal of what is not one."""

from reprlib import repr as brief
from typing import Annotated, Literal, TypeVar

from pydantic import Field, ValidationError

from nas_navigator.strategies.base import Parameters
from nas_navigator.strategies.errors import StrategyError
from nas_navigator_schemas._base import Frozen, Share
from nas_navigator_schemas.configuration import ADVANCED

Parsed = TypeVar("Parsed", bound=Frozen)


class RandomParameters(Frozen):
    """What `random` can be asked for."""

    population: int = Field(8, ge=1, le=1000, description="Candidates an iteration.")


class EvolutionParameters(Frozen):
    """What `navigator_ea` can be asked for (NAS-Navigator, section 4.2, Algorithm 1)."""

    population: int | None = Field(
        None,
        ge=2,
        le=1000,
        description="Candidates an iteration; empty: one and a half per cell, at least 8.",
    )
    keep: Annotated[float, Field(gt=0, le=1)] = Field(
        0.4,
        description="Share of the population that survives an iteration: the best.",
        json_schema_extra=ADVANCED,
    )
    mutation_rate: Share | None = Field(
        None,
        description="How likely a choice of a child is replaced by another; empty: 0.15, or 0.05 if literal.",
        json_schema_extra=ADVANCED,
    )
    literal: bool = Field(
        False,
        description="Flip every bit with the mutation rate and repair, as printed in the paper.",
        json_schema_extra=ADVANCED,
    )
    alpha: float | Literal["auto"] = Field(
        "auto",
        description="The objective that is neither good nor bad; auto: the median of all evaluated so far.",
        json_schema_extra=ADVANCED,
    )
    uniform_share: Share = Field(
        0.1, description="Share of chance that a path has whatever its score.", json_schema_extra=ADVANCED
    )

    @property
    def rate(self) -> float:
        """The mutation rate in force: the default of 0.15, or the paper's 0.05 for bit flips."""
        return self.mutation_rate if self.mutation_rate is not None else (0.05 if self.literal else 0.15)


def parse(model: type[Parsed], parameters: Parameters) -> Parsed:
    """The parameters as a checked value.

    Raises:
        StrategyError: one is unknown or out of bounds; the message names it, its value and the rule.
    """
    try:
        return model.model_validate(dict(parameters))
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        if first["type"] == "extra_forbidden":
            known = ", ".join(model.model_fields)
            raise StrategyError(f"search parameter '{name}' is unknown; there are {known}", name) from None
        raise StrategyError(f"search parameter '{name}' is {brief(first['input'])}: {first['msg']}", name) from None
