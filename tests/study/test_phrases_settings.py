"""What the timeline says of settings that were changed: which, from what, to what."""

import pytest

from nas_navigator_schemas import commands as c
from tests.study.logbook import Log


def told(*commands: c.StudyCommand) -> str:
    log = Log()
    for command in commands:
        log.command(command)
    return log.records.interventions[str(len(log.events))].summary


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (
            c.ConfigureTraining(learning_rate=0.05, sampling="fair"),
            "learning rate 0.025 → 0.05, sampling uniform → fair",
        ),
        (c.ConfigureTraining(batch_size=None), "batch size 32 → default"),
        (c.ConfigureSearch(parameters={"population": 12}), "population default → 12"),
        (c.ConfigureSearch(parameters={"literal": True, "alpha": 0.5}), "literal default → on, alpha default → 0.5"),
        (
            c.ConfigureSearch(strategy="random", parameters={"population": 4}),
            "strategy navigator_ea → random, population 4",
        ),
    ],
)
def test_each_setting_is_named_with_both_of_its_values(command: c.StudyCommand, words: str) -> None:
    of = "training" if isinstance(command, c.ConfigureTraining) else "the search"
    assert told(command) == f"Changed the settings of {of}: {words}"


def test_a_setting_that_is_taken_back_has_its_default_again() -> None:
    given, back = (c.ConfigureSearch(parameters={"keep": value}) for value in (0.5, None))
    assert told(given, back) == "Changed the settings of the search: keep 0.5 → default"


def test_what_was_set_already_is_no_change() -> None:
    assert told(c.ConfigureTraining(learning_rate=0.025)) == "Set training as it was set already"
