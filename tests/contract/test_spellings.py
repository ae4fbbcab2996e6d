"""What scripts may write in more than one way, and that each way means the same."""

from typing import Any

import pytest
from pydantic import ValidationError

from nas_navigator_schemas.commands import Command, ConfigureSearch, SetConstraints
from nas_navigator_schemas.configuration import Constraint, SearchConfiguration

LISTED = [{"objective": "parameters", "maximum": 9000}, {"objective": "madds", "maximum": 1e6}]


@pytest.mark.parametrize(
    "given",
    [
        {"constraints": LISTED},
        {"constraints": {"parameters": 9000, "madds": 1e6}},
        {"parameters": 9000, "madds": 1e6},
    ],
)
def test_bounds_are_a_list_or_a_map(given: dict[str, Any]) -> None:
    command = Command.model_validate({"type": "set_constraints", **given}).root
    assert isinstance(command, SetConstraints)
    bounds = (Constraint(objective="parameters", maximum=9000), Constraint(objective="madds", maximum=1e6))
    assert command.constraints == bounds


@pytest.mark.parametrize("given", [{}, {"constraints": {"beauty": 3}}, {"constraints": {"madds": 0}}, {"beauty": 3}])
def test_bounds_that_cannot_be_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Command.model_validate({"type": "set_constraints", **given})


@pytest.mark.parametrize("given", [{"population": 4}, {"parameters": {"population": 4}}])
def test_parameters_of_a_strategy_may_stand_beside_its_name(given: dict[str, Any]) -> None:
    assert SearchConfiguration.model_validate({"strategy": "random", **given}).parameters == {"population": 4}
    command = Command.model_validate({"type": "configure_search", "actor": "ada", **given}).root
    assert isinstance(command, ConfigureSearch)
    assert (command.actor, command.strategy, command.parameters) == ("ada", None, {"population": 4})
