"""Whether a study's readers are told everything, in order and soon, while they come and go and one stops reading.

A real server in a process of its own, a person who removes paths and brings them back at a steady rate, and readers who
each apply what they are sent. For the second half of the time one more reader has stopped reading.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, final
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException

from nas_navigator.bench import KINDS, BenchError
from nas_navigator.bench.stream_readers import Reader, Records, come_and_go, stop_reading

TEMPLATE = {"id": "cells", "parameters": {"cells": KINDS, "nodes": 4}}
PATIENCE_S = 60.0


def run(
    clients: int = 50, rate: int = 100, seconds: int = 10, paths: int = 1, seed: int = 0
) -> Iterator[dict[str, Any]]:
    """One line for each half, then the summary.

    `missed` counts facts that neither a patch nor a snapshot brought, `out_of_order` frames that do not follow the one
    before, `diverged` readers whose records are not the server's in the end. Delays are from the command to the
    reader, of events that happened while it listened. `stalled_mib` is how much more the server grew in the second half
    than in the first.

    Args:
        clients: readers that come and go.
        rate: commands a second.
        seconds: for how long.
        paths: so many of the template's paths change with each command; a frame is as long.
        seed: says who comes and goes when.

    Raises:
        BenchError: an option is out of range.
    """
    for name, value in (("clients", clients), ("rate", rate), ("seconds", seconds), ("paths", paths)):
        if value < 1:
            raise BenchError(f"{name} {value}: take at least 1")
    return _run(clients, rate, seconds, paths, seed)


def _run(clients: int, rate: int, seconds: int, paths: int, seed: int) -> Iterator[dict[str, Any]]:
    with (
        TemporaryDirectory() as data,
        _server(Path(data)) as (url, process),
        closing(_Person(url, rate, paths)) as person,
    ):
        yield from asyncio.run(_measure(person, process, clients, seconds, seed))


@dataclass(frozen=True)
class _Half:
    """From when to when, and the server's memory in MiB before and at most."""

    began: float
    ended: float
    before: float
    peak: float


async def _measure(person: "_Person", process: int, clients: int, seconds: int, seed: int) -> list[dict[str, Any]]:
    random, halves = Random(seed), []
    stalled, *readers = (Reader(person.stream) for _ in range(clients + 1))
    over: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    visits = [asyncio.create_task(come_and_go(reader, Random(random.random()))) for reader in readers]
    for stalls in (False, True):
        if stalls:
            staller = asyncio.create_task(stop_reading(stalled, over))
        before, began = _resident_mib(process), time.monotonic()
        peak = await asyncio.to_thread(person.act, seconds / 2, lambda: _resident_mib(process))
        halves.append(_Half(began, time.monotonic(), before, peak))
    for visit in visits:
        visit.cancel()
    state = await asyncio.to_thread(person.state)
    over.set_result(state["seq"])
    for ended in await asyncio.gather(*visits, staller, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
    await asyncio.gather(*(_catch_up(reader, state["seq"]) for reader in (stalled, *readers)))
    return [*_by_half(person, readers, halves), _summary(person, readers, stalled, halves, state)]


async def _catch_up(reader: Reader, seq: int) -> None:
    """What is still missing after a last visit is missed."""
    with suppress(TimeoutError, OSError, WebSocketException):
        async with asyncio.timeout(PATIENCE_S):
            await reader.visit(until=seq)
    reader.missed += max(0, seq - reader.seq)


def _by_half(person: "_Person", readers: Sequence[Reader], halves: Sequence[_Half]) -> list[dict[str, Any]]:
    delays = [delay for reader in readers for delay in reader.delays(person.sent)]
    lines = []
    for number, half in enumerate(halves):
        within = [delay for at, delay in delays if half.began <= at <= half.ended]
        count = sum(half.began <= at <= half.ended for at in person.sent.values())
        line = {"stalled_readers": number, "sent": count, "rate": count / (half.ended - half.began)}
        lines.append({**line, **_delays(within), "grown_mib": half.peak - half.before})
    return lines


def _summary(
    person: "_Person", readers: Sequence[Reader], stalled: Reader, halves: Sequence[_Half], state: dict[str, Any]
) -> dict[str, Any]:
    everybody = [stalled, *readers]
    calm, slowed = (half.peak - half.before for half in halves)
    return {
        "clients": len(readers),
        "sent": len(person.sent),
        "missed": sum(reader.missed for reader in everybody),
        "out_of_order": sum(reader.out_of_order for reader in everybody),
        "diverged": sum(not _same(reader.records, state["records"]) for reader in everybody),
        "visits": sum(reader.visits for reader in readers),
        "snapshots": sum(reader.snapshots for reader in readers),
        "stalled_snapshots": stalled.snapshots,
        "stalled_mib": max(0.0, slowed - calm),
        **_delays([delay for reader in readers for _, delay in reader.delays(person.sent)]),
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


@final
class _Person:
    """Makes a study, removes paths of it and adds them again; `sent` says when each event was asked for."""

    def __init__(self, url: str, rate: int, paths: int) -> None:
        self._rate = rate
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_S)
        made = self._ask("POST", "/api/v1/studies", {"name": "Stream", "dataset": "digits", "template": TEMPLATE})
        self._path = f"/api/v1/studies/{made['id']}"
        self._paths = _spare(made["records"]["paths"])[:paths]
        self.stream = f"{url.replace('http', 'ws', 1)}{self._path}/stream"
        self.sent: dict[int, float] = {}
        self._removed = False
        while self._study()["layout"] is None:
            time.sleep(0.1)

    def act(self, seconds: float, size: Callable[[], float]) -> float:
        """As many commands as the rate makes in so long; the largest of the sizes that were seen meanwhile.

        A machine that is too slow for the rate takes longer, and is still asked for as many.
        """
        began, largest = time.monotonic(), 0.0
        for number in range(round(seconds * self._rate)):
            time.sleep(max(0.0, began + number / self._rate - time.monotonic()))
            at = time.monotonic()
            command = {"type": "add_paths" if self._removed else "remove_paths", "paths": self._paths}
            self._removed = not self._removed
            self.sent[self._ask("POST", f"{self._path}/commands", command)["seq"]] = at
            largest = max(largest, size()) if number % 10 == 0 else largest
        return max(largest, size())

    def state(self) -> dict[str, Any]:
        """The study as the server has it."""
        return self._ask("GET", self._path)

    def _study(self) -> dict[str, Any]:
        (study,) = self.state()["records"]["study"].values()
        found: dict[str, Any] = study
        return found

    def close(self) -> None:
        """Leaves."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"content-type": "application/json"}
        self._connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path} was answered with {answer.status}: {text.decode()}")
        found: dict[str, Any] = json.loads(text)
        return found


def _spare(paths: dict[str, dict[str, Any]]) -> list[str]:
    """The paths that can be removed together: every edge keeps its first."""
    first: dict[tuple[str, str, str], str] = {}
    for key, path in paths.items():
        first.setdefault((path["cell"], path["source"], path["target"]), key)
    return [key for key in paths if key not in first.values()]


@contextmanager
def _server(data: Path) -> Iterator[tuple[str, int]]:
    """The address and the process of a real server on a free port."""
    command = [sys.executable, "-m", "nas_navigator.cli", "serve", "--port", "0", "--data-dir", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            if not address.startswith("http://"):
                raise RuntimeError("the server did not start")
            yield address, process.pid
        finally:
            process.terminate()


def _resident_mib(process: int) -> float:
    """Memory of a process that is not shared out to disk, as Linux and other systems tell it."""
    status = Path(f"/proc/{process}/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    listed = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(listed.stdout) / 1024
