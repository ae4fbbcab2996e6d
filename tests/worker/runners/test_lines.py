"""A line is the message, however it was made."""

import asyncio

import pytest

from nas_navigator.worker.runners.lines import MANY_KNOWN, written
from nas_navigator_schemas import commands as c
from nas_navigator_schemas.jobs import Control, Known, ProposeAndEvaluate, ToWorker
from nas_navigator_schemas.templates import Candidate
from tests.study.logbook import Log


def task(known: int, paths: int = 1) -> ProposeAndEvaluate:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.StartSearch(iterations=1))
    found = log.task("propose_and_evaluate")
    assert isinstance(found, ProposeAndEvaluate)
    chosen, objectives = tuple(f"p{index}" for index in range(paths)), {"accuracy": 0.1, '"known":[': None}
    named = (Candidate(id=f"known{index}", paths=chosen) for index in range(known))
    everything = tuple(Known(candidate=one, origin="sample", objectives=objectives) for one in named)
    return found.model_copy(update={"known": everything})


@pytest.mark.parametrize("known", [0, MANY_KNOWN, MANY_KNOWN + 1, 3 * MANY_KNOWN])
def test_a_task_is_read_as_it_was_however_many_candidates_it_names(known: int) -> None:
    given = task(known)
    line = asyncio.run(written(given))
    assert line == ToWorker(given).model_dump_json().encode() + b"\n"


def test_a_control_is_a_line() -> None:
    control = Control(task="a", action="stop")
    assert ToWorker.model_validate_json(asyncio.run(written(control))).root == control


@pytest.mark.timed
def test_the_event_loop_goes_on_while_a_long_task_is_written() -> None:
    given = task(20_000, paths=160)

    async def longest_wait() -> tuple[float, float]:
        loop, longest = asyncio.get_running_loop(), 0.0
        began = before = loop.time()
        writing = asyncio.create_task(written(given))
        while not writing.done():
            await asyncio.sleep(0)
            now = loop.time()
            longest, before = max(longest, now - before), now
        return longest, loop.time() - began

    longest, whole = asyncio.run(longest_wait())
    print(f"{longest * 1000:.0f} ms of {whole * 1000:.0f} ms")
    assert longest < whole / 3
