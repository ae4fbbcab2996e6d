"""A reader of the stream: in order, bounded, and told everything once more where it fell behind."""

import asyncio
import tracemalloc
from collections.abc import Awaitable, Callable

import pytest

from nas_navigator.study.readers import LARGEST_QUEUE, LONGEST_QUEUE, Reader

MOST_BYTES = 12 * 1024 * 1024
"""Of memory for one reader; not told of the limits, so that it fails where they are raised."""


def with_reader(work: Callable[[Reader, list[str]], Awaitable[None]]) -> None:
    """Runs the work with a reader whose snapshot says how many frames had been given to everybody by then."""
    given: list[str] = []
    asyncio.run(work(Reader(lambda: f"snapshot of {len(given)}"), given))  # type: ignore[arg-type]


def test_frames_come_in_the_order_in_which_they_were_given() -> None:
    async def work(reader: Reader, given: list[str]) -> None:
        for number in range(LONGEST_QUEUE):
            reader.give(str(number))
        assert [await reader.next() for _ in range(LONGEST_QUEUE)] == [str(number) for number in range(LONGEST_QUEUE)]

    with_reader(work)


def test_a_reader_waits_for_the_next_frame() -> None:
    async def work(reader: Reader, given: list[str]) -> None:
        waiting = asyncio.create_task(reader.next())
        await asyncio.sleep(0)
        assert not waiting.done()
        reader.give("news")
        assert await waiting == "news"

    with_reader(work)


def test_a_reader_that_fell_behind_gets_one_snapshot_of_when_it_reads_again_and_then_goes_on() -> None:
    async def work(reader: Reader, given: list[str]) -> None:
        for number in range(3 * LONGEST_QUEUE):
            given.append(str(number))
            reader.give(given[-1])
        assert await reader.next() == f"snapshot of {3 * LONGEST_QUEUE}"
        reader.give("after")
        assert await reader.next() == "after"

    with_reader(work)


def test_a_few_large_frames_are_too_many_as_well_but_a_single_one_is_not() -> None:
    async def work(reader: Reader, given: list[str]) -> None:
        large = "x" * (LARGEST_QUEUE + 1)
        reader.give(large)
        assert await reader.next() == large
        reader.give("small")
        reader.give(large)
        assert str(await reader.next()).startswith("snapshot")

    with_reader(work)


@pytest.mark.parametrize(("count", "characters"), [(1000, 64 * 1024), (400_000, 64)])
def test_who_does_not_read_costs_no_more_than_its_queue_whatever_it_is_not_told(count: int, characters: int) -> None:
    reader = Reader(lambda: "snapshot")
    tracemalloc.start()
    for number in range(count):
        reader.give(f"{number:{characters}}")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < MOST_BYTES


def test_who_is_here_is_told_once_and_as_it_is_by_then_also_to_who_fell_behind() -> None:
    async def work(reader: Reader, given: list[str]) -> None:
        reader.give_presence("Ada")
        reader.give_presence("Ada and Ben")
        for number in range(3 * LONGEST_QUEUE):
            reader.give(str(number))
        assert [await reader.next(), await reader.next()] == ["snapshot of 0", "Ada and Ben"]
        reader.give("after")
        assert await reader.next() == "after"

    with_reader(work)


def test_a_closed_reader_gives_what_waits_and_then_ends() -> None:
    async def work(reader: Reader, given: list[str]) -> None:
        reader.give("last")
        reader.close()
        assert await reader.next() == "last"
        assert await reader.next() is None

    with_reader(work)
