"""The window stays quick with 10,000 candidates and 1,680 paths, and lassoes among 100,000; see `window_speed`.

Milliseconds depend on the machine: run this on one that does nothing else.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.large_study import Size
from tests.bench.stage import Reading, Stage, recorded_large, staged
from tests.bench.steady import training
from tests.bench.window_speed import (
    AS_GRAPH,
    AT_10_000,
    AT_10_000_AS_GRAPH,
    AT_100_000,
    HUGE,
    HUGE_SIZE,
    LARGE,
    Measure,
)

pytestmark = [pytest.mark.acceptance, pytest.mark.browser, pytest.mark.timeout(3600)]

Recorded = tuple[Path, str]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return recorded_large(tmp_path_factory.mktemp("large"), LARGE, Size())


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return recorded_large(tmp_path_factory.mktemp("huge"), HUGE, HUGE_SIZE)


@pytest.fixture
def board(large: Recorded) -> Iterator[Stage]:
    with staged(*large) as stage:
        yield stage


@pytest.fixture
def graph(large: Recorded) -> Iterator[Stage]:
    with staged(*large, AS_GRAPH) as stage:
        yield stage


@pytest.fixture
def crowd(huge: Recorded) -> Iterator[Stage]:
    with staged(*huge) as stage:
        yield stage


def check(reading: Reading) -> None:
    print(reading.line())
    assert reading.passed, reading.line()


@pytest.mark.parametrize("measure", AT_10_000)
def test_with_10_000_candidates(board: Stage, measure: Measure) -> None:
    check(measure(board))


@pytest.mark.parametrize("measure", AT_10_000_AS_GRAPH)
def test_with_every_cell_open_as_a_graph(graph: Stage, measure: Measure) -> None:
    check(measure(graph))


@pytest.mark.parametrize("measure", AT_100_000)
def test_with_100_000_points(crowd: Stage, measure: Measure) -> None:
    check(measure(crowd))


def test_a_minute_of_training_with_50_updates_a_second(large: Recorded) -> None:
    for reading in training(*large):
        check(reading)
