"""Those who are told things while everything crashes: a reader of the stream, and somebody who commands."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any, Self, final

import httpx
from pydantic import TypeAdapter
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

_json = TypeAdapter(dict[str, Any])
RESULTS = ("epoch_finished", "iteration_finished")
PAUSE_S = 0.02


@dataclass
class Told:
    """What a server has said so far; nothing of it may be missing after a crash."""

    events: dict[int, dict[str, Any]] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)
    newest: int = 0
    results: int = 0
    phase: str = "idle"


class Witness(threading.Thread, ABC):
    """Goes on from server to server until the end of its block; what it finds wrong is raised there."""

    def __init__(self, told: Told, study: str, url: Callable[[], str]) -> None:
        super().__init__(daemon=True)
        self.told, self.study, self.url = told, study, url
        self.over = threading.Event()
        self._found: BaseException | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.finish()
        if kind is None:
            self.check()

    def finish(self) -> None:
        """Lets it end what it is about."""
        self.over.set()
        self.join()

    def check(self) -> None:
        """Raises what it found wrong."""
        if self._found is not None:
            raise self._found

    def run(self) -> None:
        """Until it is told to finish, or finds something wrong."""
        try:
            self.observe()
        except BaseException as error:
            self._found = error

    @abstractmethod
    def observe(self) -> None:
        """What it does all the time."""


@final
class Reader(Witness):
    """Follows the stream, each time from where it was cut off."""

    def observe(self) -> None:
        while not self.over.wait(PAUSE_S):
            with suppress(OSError, WebSocketException):
                self._follow()

    def _follow(self) -> None:
        address = f"{self.url().replace('http', 'ws', 1)}/api/v1/studies/{self.study}/stream?after={self.told.newest}"
        with connect(address, max_size=None, close_timeout=0.1) as stream:
            while not self.over.is_set():
                with suppress(TimeoutError):
                    self._hear(_json.validate_json(stream.recv(timeout=0.2)))

    def _hear(self, frame: dict[str, Any]) -> None:
        told = self.told
        if frame["kind"] not in ("patch", "snapshot"):
            return
        if frame["kind"] == "patch":
            assert frame["from_seq"] == told.newest, f"a gap from {told.newest} to {frame['from_seq']}"
            told.events |= {event["seq"]: event for event in frame["events"]}
            told.results += sum(event["type"] in RESULTS for event in frame["events"])
        assert frame["seq"] >= told.newest, f"told of {told.newest}, later of {frame['seq']}"
        told.newest = frame["seq"]
        records = frame["put"] if frame["kind"] == "patch" else frame["records"]
        told.phase = records["study"][self.study]["phase"] if "study" in records else told.phase


@final
class Scribe(Witness):
    """Saves a region and undoes that, again and again; a command that got no answer is sent again as it was."""

    ACTOR = "scribe"

    def __init__(self, told: Told, study: str, url: Callable[[], str], candidate: str, random: Random) -> None:
        super().__init__(told, study, url)
        self._candidate, self._random = candidate, random
        self.sent = self.sent_again = 0

    def observe(self) -> None:
        # An even number of times, so that the last region is undone as well.
        while not self.over.wait(self._random.uniform(0, 0.2)) or self.sent % 2:
            self._send(self._command(self.sent))
            self.sent += 1

    def _command(self, number: int) -> dict[str, Any]:
        identity = {"actor": self.ACTOR, "command_id": f"c{number}"}
        if number % 2:
            return {"type": "undo", **identity}
        return {"type": "save_region", "name": f"r{number}", "candidates": [self._candidate], **identity}

    def _send(self, body: dict[str, Any]) -> None:
        while True:
            with suppress(httpx.TransportError):
                answer = httpx.post(f"{self.url()}/api/v1/studies/{self.study}/commands", json=body, timeout=30)
                assert answer.status_code == 202, f"{body}: {answer.text}"
                self.told.answers[body["command_id"]] = answer.json()["seq"]
                return
            self.sent_again += 1
            self.over.wait(PAUSE_S)
