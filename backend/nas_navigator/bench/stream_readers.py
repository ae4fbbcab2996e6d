"""Readers of a study's stream as browsers are: each comes, goes and comes back, and applies what it is sent."""

import asyncio
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlsplit

from pydantic_core import from_json
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

SHORTEST_VISIT_S, LONGEST_VISIT_S, LONGEST_ABSENCE_S = 0.5, 5.0, 1.0
SMALL_BUFFER = 2**16
"""Bytes that the system takes in for a reader who has stopped: else it would hide for long that nobody reads."""

Records = dict[str, dict[str, Any]]


@dataclass
class Reader:
    """What a reader has, and what went wrong. `heard` says when it was told of which event and since when it listened,
    `opened` since when it does, by a clock that only goes forward; `lengths` are of the frames, in bytes.
    """

    address: str
    records: Records = field(default_factory=dict)
    seq: int = 0
    visits: int = 0
    snapshots: int = 0
    missed: int = 0
    out_of_order: int = 0
    opened: float = 0.0
    heard: dict[int, tuple[float, float]] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)

    async def visit(self, until: int | None = None, torn: bool = False) -> None:
        """Reads until it knows of an event, or else until cancelled; a torn connection ends without a word."""
        async with self.connected() as stream:
            try:
                while until is None or self.seq < until:
                    self.hear(await stream.recv(decode=False))
            finally:
                if torn:
                    stream.transport.abort()

    def connected(self, small: bool = False) -> connect:
        """A connection from where the reader is; a small one takes in next to nothing that is not read."""
        host, port = urlsplit(self.address).hostname or "", urlsplit(self.address).port or 0
        taken: dict[str, Any] = {"sock": _small_socket(host, port), "max_queue": 1} if small else {}
        self.visits, self.opened = self.visits + 1, time.monotonic()
        return connect(f"{self.address}?after={self.seq}", max_size=None, compression=None, close_timeout=1, **taken)

    def hear(self, text: bytes | str) -> None:
        """Takes a frame."""
        frame = from_json(text)
        match frame["kind"]:
            case "snapshot":
                self.snapshots += 1
                self.out_of_order += frame["seq"] < self.seq
                self.records, self.seq = frame["records"], frame["seq"]
            case "patch":
                self._apply(frame)
                self.lengths[self.seq] = len(text)

    def _apply(self, frame: dict[str, Any]) -> None:
        self.missed += max(0, frame["from_seq"] - self.seq)
        self.out_of_order += frame["from_seq"] < self.seq
        for name, put in frame["put"].items():
            self.records.setdefault(name, {}).update(put)
        for name, ids in frame.get("drop", {}).items():
            for identifier in ids:
                self.out_of_order += self.records[name].pop(identifier, None) is None
        self.seq = frame["seq"]
        self.heard[self.seq] = self.opened, time.monotonic()

    def delays(self, sent: Mapping[int, float]) -> list[float]:
        """How many seconds after it was caused each event was heard, of those that happened while it listened."""
        known = [(sent[seq], opened, heard) for seq, (opened, heard) in self.heard.items() if seq in sent]
        return [heard - at for at, opened, heard in known if opened < at]


def _small_socket(host: str, port: int) -> socket.socket:
    small = socket.socket()
    small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    small.connect((host, port))
    small.setblocking(False)
    return small


async def come_and_go(reader: Reader, random: Random) -> None:
    """Visits of random length with absences between, until cancelled; some end as when a cable is pulled."""
    while True:
        with suppress(TimeoutError, OSError, WebSocketException):
            async with asyncio.timeout(random.uniform(SHORTEST_VISIT_S, LONGEST_VISIT_S)):
                await reader.visit(torn=random.random() < 0.5)
        await asyncio.sleep(random.uniform(0, LONGEST_ABSENCE_S))


async def stop_reading(reader: Reader, stops: asyncio.Event, over: "asyncio.Future[int]") -> None:
    """Reads until told to stop, and then nothing until it is over, when there is all the rest to read."""
    with suppress(OSError, WebSocketException):
        async with reader.connected(small=True) as stream:
            while not stops.is_set():
                reader.hear(await stream.recv(decode=False))
            last = await over
            while reader.seq < last:
                reader.hear(await stream.recv(decode=False))
