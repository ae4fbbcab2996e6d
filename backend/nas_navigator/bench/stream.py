"""Whether a study's readers are told everything, in order and soon, while they come and go and one stops reading.

A real server in a process of its own, a person who removes paths and brings them back at a steady rate, and readers who
each apply what they are sent. First until the server's memory is steady; then the time is measured in two halves of the
same load, and in the second one reader more has stopped reading.
"""

import asyncio
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, final

from websockets.exceptions import WebSocketException

from nas_navigator.bench import BenchError
from nas_navigator.bench.stream_readers import Reader, Records, come_and_go, stop_reading
from nas_navigator.bench.stream_server import PATIENCE_S, Person, resident_mib, running_server

WARM_UP_S = 1.0
"""Of which the warm-up has as many as it needs."""
STEADY_MIB, STEADY_FOR, MOST_WARM_UPS = 1.0, 2, 20
"""The memory is steady when so many of them in a row added no more than so much to its peak."""
LEAST_CORNERS, MOST_CORNERS = 3, 10_000
"""Of a polygon, as commands have it."""


def run(
    clients: int = 50, rate: int = 100, seconds: int = 10, corners: int = 0, seed: int = 0
) -> Iterator[dict[str, Any]]:
    """A line for the warm-up and each half, then the summary.

    `sent` counts the halves' commands. `missed` counts facts that neither a patch nor a snapshot brought,
    `out_of_order` frames that do not follow the one before, `diverged` readers whose records are not the server's in
    the end, all from the warm-up on. Delays are from the command to the reader, of events that happened while it
    listened. `stalled_mib` is how much more the server's memory grew in the second half than in the first, and
    `stalled_sent_mib` how much was sent to everybody else meanwhile: a server that kept it all for the one who has
    stopped would grow by as much, but for what it keeps for those who come back.

    Args:
        clients: readers that come and go.
        rate: commands a second.
        seconds: for how long, the warm-up apart.
        corners: of a region whose name each command changes, so that frames are long; 0: a path changes instead.
        seed: says who comes and goes when.

    Raises:
        BenchError: an option is out of range.
    """
    least = {"clients": (clients, 1), "rate": (rate, 1), "seconds": (seconds, 1), "corners": (corners, 0)}
    for name, (value, smallest) in least.items():
        if value < smallest:
            raise BenchError(f"{name} {value}: take at least {smallest}")
    if 0 < corners < LEAST_CORNERS or corners > MOST_CORNERS:
        raise BenchError(f"corners {corners}: a region has {LEAST_CORNERS} to {MOST_CORNERS}; 0 is for short frames")
    return _run(clients, rate, seconds, corners, seed)


def _run(clients: int, rate: int, seconds: int, corners: int, seed: int) -> Iterator[dict[str, Any]]:
    with (
        TemporaryDirectory() as data,
        running_server(Path(data)) as (url, process),
        closing(Person(url, rate, corners)) as person,
    ):
        yield from asyncio.run(_measure(person, process, clients, seconds, seed))


@final
@dataclass(frozen=True)
class _Time:
    """From when to when, and the server's memory in MiB before and at most."""

    began: float
    ended: float
    before: float
    peak: float

    @property
    def grown_mib(self) -> float:
        return self.peak - self.before

    def has(self, moment: float) -> bool:
        return self.began <= moment <= self.ended


async def _act(person: Person, process: int, seconds: float) -> _Time:
    before, began = resident_mib(process), time.monotonic()
    peak = await asyncio.to_thread(person.act, seconds, lambda: resident_mib(process))
    return _Time(began, time.monotonic(), before, peak)


async def _warm_up(person: Person, process: int) -> _Time:
    """Acts until the server's memory is steady: what it keeps for those who come back is as much as it will be."""
    times = [await _act(person, process, WARM_UP_S)]
    steady = 0
    while steady < STEADY_FOR and len(times) < MOST_WARM_UPS:
        highest = max(one.peak for one in times)
        times.append(await _act(person, process, WARM_UP_S))
        steady = steady + 1 if times[-1].peak <= highest + STEADY_MIB else 0
    return _Time(times[0].began, times[-1].ended, times[0].before, max(one.peak for one in times))


async def _measure(person: Person, process: int, clients: int, seconds: int, seed: int) -> list[dict[str, Any]]:
    random = Random(seed)
    stalled, *readers = (Reader(person.stream) for _ in range(clients + 1))
    stops, over = asyncio.Event(), asyncio.get_running_loop().create_future()
    visits = [asyncio.create_task(come_and_go(reader, Random(random.random()))) for reader in readers]
    # It is there from the beginning: to begin with the stall would cost the snapshot that every reader begins with.
    staller = asyncio.create_task(stop_reading(stalled, stops, over))
    times = [await _warm_up(person, process), await _act(person, process, seconds / 2)]
    stops.set()
    times.append(await _act(person, process, seconds / 2))
    for visit in visits:
        visit.cancel()
    state = await asyncio.to_thread(person.state)
    over.set_result(state["seq"])
    for ended in await asyncio.gather(*visits, staller, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
    await asyncio.gather(*(_catch_up(reader, state["seq"]) for reader in (stalled, *readers)))
    lines = [_line(part, one, person, readers) for part, one in zip(("warm-up", "calm", "stalled"), times, strict=True)]
    return [*lines, _summary(person, readers, stalled, times[1:], state)]


async def _catch_up(reader: Reader, seq: int) -> None:
    """What is still missing after a last visit is missed."""
    with suppress(TimeoutError, OSError, WebSocketException):
        async with asyncio.timeout(PATIENCE_S):
            await reader.visit(until=seq)
    reader.missed += max(0, seq - reader.seq)


def _line(part: str, time: _Time, person: Person, readers: Sequence[Reader]) -> dict[str, Any]:
    asked = {seq: at for seq, at in person.sent.items() if time.has(at)}
    lasted = time.ended - time.began
    line = {"part": part, "seconds": lasted, "sent": len(asked), "rate": len(asked) / lasted}
    delays = [delay for reader in readers for delay in reader.delays(asked)]
    return {**line, **_delays(delays), "grown_mib": time.grown_mib}


def _summary(
    person: Person, readers: Sequence[Reader], stalled: Reader, halves: Sequence[_Time], state: dict[str, Any]
) -> dict[str, Any]:
    everybody = [stalled, *readers]
    calm, slowed = halves
    asked = {seq: at for seq, at in person.sent.items() if calm.has(at) or slowed.has(at)}
    lengths = {seq: length for reader in readers for seq, length in reader.lengths.items()}
    return {
        "clients": len(readers),
        "sent": len(asked),
        "missed": sum(reader.missed for reader in everybody),
        "out_of_order": sum(reader.out_of_order for reader in everybody),
        "diverged": sum(not _same(reader.records, state["records"]) for reader in everybody),
        "visits": sum(reader.visits for reader in readers),
        "snapshots": sum(reader.snapshots for reader in readers),
        "stalled_snapshots": stalled.snapshots,
        "stalled_sent_mib": sum(lengths.get(seq, 0) for seq, at in asked.items() if slowed.has(at)) / 2**20,
        "stalled_mib": slowed.grown_mib - calm.grown_mib,
        **_delays([delay for reader in readers for delay in reader.delays(asked)]),
        "server_peak_mib": max(half.peak for half in halves),
    }


def _delays(seconds: Sequence[float]) -> dict[str, float | None]:
    if len(seconds) < 2:
        return {"p50_ms": None, "p95_ms": None}
    cuts = statistics.quantiles(seconds, n=20)
    return {"p50_ms": cuts[9] * 1000, "p95_ms": cuts[18] * 1000}


def _same(mine: Records, theirs: Records) -> bool:
    return {key: value for key, value in mine.items() if value} == {
        key: value for key, value in theirs.items() if value
    }
