"""What must be true of a study's log and records whatever was killed."""

from collections import Counter
from collections.abc import Mapping, Sequence

from nas_navigator.study.evolve import replay
from nas_navigator.study.frames import shown
from nas_navigator.study.records import study_of
from nas_navigator_schemas.events import EpochFinished, Event, IterationFinished, RegionSaved
from nas_navigator_schemas.http import StudyState
from nas_navigator_schemas.records import Records
from tests.canonical import canonical
from tests.crashes.witness import Scribe, Told


def check_told(log: Sequence[Event], told: Told, newest: int, answers: Mapping[str, int]) -> None:
    """Nothing is missing of what a client was told before the log was read."""
    assert [event.seq for event in log] == list(range(1, len(log) + 1))
    assert newest <= len(log), f"told of {newest}, the log ends at {len(log)}"
    assert max(answers.values(), default=0) <= len(log), f"answered {max(answers.values())}, the log ends at {len(log)}"
    for seq, summary in [*told.events.items()]:
        if seq <= newest:
            event = log[seq - 1]
            assert (event.at, event.actor, event.payload.type) == (summary["at"], summary["actor"], summary["type"])


def check_fold(state: StudyState, log: Sequence[Event], study: str) -> None:
    """The records are what the log folds to."""
    again = replay(log[: state.seq], study)
    assert canonical(shown(again)) == canonical(state.records)


def check_work(records: Records, log: Sequence[Event], asked: Mapping[str, int]) -> None:
    """As many epochs and iterations as were asked for, each once; no evaluation counts twice."""
    study = study_of(records)
    assert study.trained_epochs == asked["epochs"]
    by_run: dict[str, list[int]] = {}
    for event in log:
        if isinstance(event.payload, EpochFinished):
            by_run.setdefault(event.payload.run, []).append(event.payload.epoch)
    assert all(epochs == list(range(len(epochs))) for epochs in by_run.values()), by_run
    assert sum(map(len, by_run.values())) == len(records.epochs) == asked["epochs"]
    finished = [event.payload for event in log if isinstance(event.payload, IterationFinished)]
    assert [one.iteration for one in finished] == list(range(asked["iterations"]))
    assert study.iteration == len(records.iterations) == asked["iterations"]
    evaluated = Counter((one.candidate.id, payload.weights) for payload in finished for one in payload.evaluated)
    assert set(evaluated.values()) == {1}, [key for key, count in evaluated.items() if count > 1]
    assert {(one.candidate, one.weights) for one in records.evaluations.values()} == set(evaluated)
    assert study.evaluations == len(records.evaluations) == len(evaluated)


def check_commands(log: Sequence[Event], told: Told, scribe: Scribe) -> None:
    """Every command was done once, however often it was sent, and its answer names its event."""
    own = [event for event in log if event.actor == Scribe.ACTOR]
    assert len(own) == len(told.answers) == scribe.sent
    assert [event.seq for event in own] == [told.answers[f"c{number}"] for number in range(scribe.sent)]
    assert sum(isinstance(event.payload, RegionSaved) for event in own) == scribe.sent // 2
