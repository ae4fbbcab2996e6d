"""Every command in every phase: the table of the published interface, cell by cell."""

import pytest

from nas_navigator.study.decide import decide
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas import commands as c
from nas_navigator_schemas.commands import AnyCommand
from nas_navigator_schemas.configuration import Constraint
from tests.study.logbook import Log


def idle() -> Log:
    log = Log()
    log.make_map()
    log.train()
    return log


def untrained() -> Log:
    log = Log()
    log.make_map()
    return log


def training() -> Log:
    log = idle()
    log.command(c.StartTraining(epochs=2))
    log.begin("train_template")
    return log


def searching() -> Log:
    log = idle()
    log.command(c.StartSearch())
    log.begin("propose_and_evaluate")
    return log


def finalizing() -> Log:
    log = idle()
    log.command(c.Finalize(candidates=(next(iter(log.records.candidates)),), epochs=2))
    log.begin("train_final")
    return log


def paused_training() -> Log:
    log = training()
    log.command(c.Pause())
    log.suspend("train_template", "checkpoint")
    return log


def paused_search() -> Log:
    log = searching()
    log.command(c.Pause())
    log.suspend("propose_and_evaluate")
    return log


def paused_final() -> Log:
    log = finalizing()
    log.command(c.Pause())
    log.suspend("train_final", "checkpoint")
    return log


def failed() -> Log:
    log = idle()
    log.command(c.StartTraining(epochs=2))
    log.fail("train_template")
    return log


PHASES = {
    "untrained": untrained,
    "idle": idle,
    "training": training,
    "searching": searching,
    "finalizing": finalizing,
    "paused_training": paused_training,
    "paused_search": paused_search,
    "paused_final": paused_final,
    "failed": failed,
}


def finalize(log: Log) -> AnyCommand:
    return c.Finalize(candidates=(next(iter(log.records.candidates)),), epochs=1)


def evaluate(log: Log) -> AnyCommand:
    return c.EvaluateCandidates(candidates=(next(iter(log.records.candidates)),))


STARTS = {
    "training": "while training runs",
    "searching": "while the search runs",
    "finalizing": "while networks are being finished",
    "paused_training": "resume or stop it first",
    "paused_search": "resume or stop it first",
    "paused_final": "resume or stop it first",
}
NOTHING_RUNS = dict.fromkeys(("untrained", "idle", "failed"), "nothing runs")
PAUSED = ("paused_training", "paused_search", "paused_final")

# For each command the phases in which it is refused, with what the refusal says; in all others it is done.
TABLE: dict[str, tuple[object, dict[str, str]]] = {
    "start_training": (c.StartTraining(epochs=1), STARTS),
    "start_search": (c.StartSearch(), {**STARTS, "untrained": "train first"}),
    "step_search": (
        c.StepSearch(),
        {key: value for key, value in STARTS.items() if key != "paused_search"} | {"untrained": "train first"},
    ),
    "pause": (c.Pause(), {**NOTHING_RUNS, **dict.fromkeys(PAUSED, "paused already")}),
    "resume": (
        c.Resume(),
        {phase: "cannot resume" for phase in PHASES if phase not in PAUSED},
    ),
    "stop": (c.Stop(), NOTHING_RUNS),
    "finalize": (finalize, STARTS),
    "evaluate_candidates": (
        evaluate,
        {"untrained": "train first", "training": "while training", "finalizing": "while networks"},
    ),
    "remove_paths": (c.RemovePaths(paths=("p0",)), {}),
    "fix_paths": (c.FixPaths(paths=("p0",)), {}),
    "add_cell": (c.AddCell(kind="normal", position=0), {}),
    "set_cell_nodes": (c.SetCellNodes(cell="c0", nodes=3), {"finalizing": "is being finished", "paused_final": "is"}),
    "set_constraints": (c.SetConstraints(constraints=(Constraint(objective="madds", maximum=10),)), {}),
    "configure_training": (c.ConfigureTraining(learning_rate=0.5), {}),
    "configure_search": (c.ConfigureSearch(parameters={"mutation_rate": 0.2}), {}),
    "relayout": (c.Relayout(), {}),
}
TABLE["add_cell"][1].update({"finalizing": "is being finished", "paused_final": "is being finished"})


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("name", TABLE)
def test_a_command_is_done_or_refused_as_the_table_says(name: str, phase: str) -> None:
    log = PHASES[phase]()
    command, refusals = TABLE[name]
    command = command(log) if callable(command) else command
    if phase not in refusals:
        assert decide(log.records, command)
        log.command(command)
        return
    with pytest.raises(Refusal) as refused:
        decide(log.records, command)
    assert refused.value.status == 409
    assert refusals[phase] in refused.value.detail


def test_phases_of_these_studies_are_what_their_names_say() -> None:
    phases = {name: make().study.phase for name, make in PHASES.items()}
    assert phases == {
        "untrained": "idle",
        "idle": "idle",
        "training": "training",
        "searching": "searching",
        "finalizing": "finalizing",
        "paused_training": "paused",
        "paused_search": "paused",
        "paused_final": "paused",
        "failed": "failed",
    }


def test_a_second_start_of_training_says_what_to_do() -> None:
    with pytest.raises(Refusal, match="cannot start training while training runs; wait for it or stop it first"):
        decide(training().records, c.StartTraining(epochs=1))


def test_a_pause_that_was_asked_for_is_not_asked_for_again() -> None:
    log = training()
    log.command(c.Pause())
    with pytest.raises(Refusal, match="being paused already"):
        decide(log.records, c.Pause())
    log.command(c.Stop())
    with pytest.raises(Refusal, match="being stopped already"):
        decide(log.records, c.Stop())


def test_the_phase_stays_idle_while_a_map_is_fitted() -> None:
    log = Log()
    assert log.study.phase == "idle"
    assert log.task("fit_layout")


@pytest.mark.parametrize(
    ("command", "field", "value"),
    [
        (c.RemovePaths(paths=("p999",)), "paths", "p999"),
        (c.FixPaths(paths=("p0", "nope")), "paths", "nope"),
        (c.RemoveCell(cell="c9"), "cell", "c9"),
        (c.MoveCell(cell="c9", position=0), "cell", "c9"),
        (c.SetCellNodes(cell="c9", nodes=2), "cell", "c9"),
        (c.AddPaths(paths=("p999",)), "paths", "p999"),
        (c.SetOperationParameters(paths=("p999",), parameters={"kernel": 5}), "paths", "p999"),
        (c.FocusRegion(candidates=("cafe",)), "candidates", "cafe"),
        (c.SaveRegion(name="a", candidates=("cafe",)), "candidates", "cafe"),
        (c.RenameRegion(region="g7", name="a"), "region", "g7"),
        (c.DeleteRegion(region="g7"), "region", "g7"),
        (c.Finalize(candidates=("cafe",), epochs=1), "candidates", "cafe"),
        (c.EvaluateCandidates(candidates=("cafe",)), "candidates", "cafe"),
        (c.EvaluateCandidates(paths=("p999",)), "paths", "p999"),
        (c.CancelJob(job="j99"), "job", "j99"),
    ],
)
def test_what_the_study_does_not_have_is_named(command: AnyCommand, field: str, value: str) -> None:
    with pytest.raises(Refusal) as refused:
        decide(idle().records, command)
    assert (refused.value.status, refused.value.field) == (422, field)
    assert value in refused.value.detail
