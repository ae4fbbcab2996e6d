"""How a path's scores got where they are."""

import pytest

from nas_navigator.study.history import scores_history
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas.records import Records, ScoresRecord
from tests.study.logbook import Log


def scored(iteration: int, *paths: str) -> ScoresRecord:
    count = len(paths)
    return ScoresRecord(
        iteration=iteration,
        weights=1,
        alpha=0.5,
        paths=paths,
        score=tuple(iteration + row for row in range(count)),
        frequency=tuple(10 * iteration + row for row in range(count)),
        advantage=(None,) * count,
        stderr=(0.5,) * count,
    )


def with_scores() -> Records:
    kept = {"1": scored(1, "p1", "p0", "p2"), "0": scored(0, "p0", "p1", "gone"), "2": scored(2, "p1", "p0", "p2")}
    return Log().records.model_copy(update={"scores": kept})


def test_columns_follow_the_iterations_and_a_path_wherever_it_stood() -> None:
    history = scores_history(with_scores(), ["p0", "p1", "p0"])
    assert history.iterations == (0, 1, 2)
    assert [one.path for one in history.histories] == ["p0", "p1"]
    assert [one.score for one in history.histories] == [(0, 2, 3), (1, 1, 2)]
    assert history.histories[0].frequency == (0, 11, 21)
    assert history.histories[0].advantage == (None, None, None)
    assert history.histories[0].stderr == (0.5, 0.5, 0.5)


def test_a_path_that_was_not_there_has_no_scores_then() -> None:
    late, gone = scores_history(with_scores(), ["p2", "gone"]).histories
    assert late.score == (None, 3, 4)
    assert gone.frequency == (2, None, None)


def test_before_the_first_iteration_there_is_no_history() -> None:
    history = scores_history(Log().records, ["p0"])
    assert history.iterations == () == history.histories[0].score


def test_a_path_that_never_was_is_refused() -> None:
    with pytest.raises(Refusal, match="no path 'p999'") as refused:
        scores_history(with_scores(), ["p0", "p999"])
    assert (refused.value.status, refused.value.field) == (404, "path")
