"""A study on digits that is trained and searched while its server and its workers are killed again and again."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal, final

import httpx

from nas_navigator_schemas.events import Event
from nas_navigator_schemas.http import EventPage, StudyState
from tests.client import StudyClient
from tests.crashes import processes
from tests.crashes.facts import check_commands, check_fold, check_told, check_work
from tests.crashes.witness import Reader, Scribe, Told, Witness
from tests.server import Server, start_server

BODY = {
    "name": "Ordeal",
    "dataset": {"id": "digits", "parameters": {"train_images": 400}},
    "template": {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 2, "channels": 2}},
}
LONGEST_DELAY_S = 0.5
PATIENCE_S = 120.0
ORPHAN_S = 15.0
"""How long a worker may outlive its server, on a machine that has much else to do."""

Victim = Literal["server", "device", "layout"]


@dataclass(frozen=True)
class Work:
    """What is asked for while blows fall: the command, its field, the phase, and how much more than blows wait for."""

    command: str
    field: str
    phase: str
    reserve: int


TRAINING = Work("start_training", "epochs", "training", 4)
SEARCH = Work("start_search", "iterations", "searching", 20)


@dataclass(frozen=True)
class Blow:
    """One kill: of whom, after how many results since the last one, and how many seconds after that."""

    victim: Victim
    results: int
    delay_s: float


@dataclass
class Account:
    """What an ordeal did and measured."""

    kills: Counter[str] = field(default_factory=Counter)
    phases: Counter[str] = field(default_factory=Counter)
    orphan_s: float = 0.0
    asked: Counter[str] = field(default_factory=Counter)
    commands: int = 0
    sent_again: int = 0
    events: int = 0


def draw(count: int, random: Random) -> list[Blow]:
    """Every other kill is of the server.

    The device is never killed twice without a result between, nor the layout twice under one server: a job that loses
    its worker again and again has failed, and so has a worker that does not live. Both are as they should be.
    """
    blows: list[Blow] = []
    for number in range(count):
        victim: Victim = "server" if number % 2 == 0 else random.choice(["device", "device", "layout"])
        blows.append(Blow(victim, random.randint(number % 2, 2), random.uniform(0, LONGEST_DELAY_S)))
    return blows


def suffer(data_dir: Path, arguments: Sequence[str], seed: int, kills: int) -> None:
    """Goes through so many kills on a new data directory, and prints what they were and what was measured."""
    print(f"seed {seed}, {kills} kills, {' '.join(arguments) or 'SQLite'}")
    print(Ordeal(data_dir, arguments, seed).suffer(kills))


@final
class Ordeal:
    """One data directory, and one server after the other on it."""

    def __init__(self, data_dir: Path, arguments: Sequence[str], seed: int) -> None:
        self._data_dir, self._arguments = data_dir, (*arguments, "--resume")
        self._random = Random(seed)
        self._lives = ExitStack()
        self._server: Server
        self._study = ""
        self._told, self._account = Told(), Account()
        self._log: tuple[Event, ...] = ()

    def suffer(self, count: int) -> Account:
        """So many kills, half of them in training and half in the search, and what must be true after each."""
        blows = draw(count, self._random)
        half = (count + 1) // 2
        with self._lives:
            self._begin()
            candidate = self._create()
            reader = Reader(self._told, self._study, self._url)
            scribe = Scribe(self._told, self._study, self._url, candidate, self._random)
            with reader, scribe:
                self._work_under(TRAINING, blows[:half], reader)
                self._work_under(SEARCH, blows[half:], reader)
                scribe.finish()
                state = self._check()
                self._wait(lambda: self._told.newest == state.seq, reader)
            check_work(state.records, self._log, self._account.asked)
            check_commands(self._log, self._told, scribe)
            self._account.commands, self._account.sent_again = scribe.sent, scribe.sent_again
            self._account.events = state.seq
            assert self._server.stop() == 0
            assert not processes.of_directory(self._data_dir)
        return self._account

    def _url(self) -> str:
        return self._server.url

    def _begin(self) -> None:
        self._server = self._lives.enter_context(start_server(self._data_dir, *self._arguments))

    def _create(self) -> str:
        """Makes the study; the id of a candidate on its first map."""
        with StudyClient.create(self._server.url, **BODY) as client:
            client.wait(lambda c: c.study["layout"] is not None)
            self._study = client.id
            return next(iter(client.records["candidates"]))

    def _work_under(self, work: Work, blows: Sequence[Blow], reader: Reader) -> None:
        """Asks for work, and for more where it ended before the last blow; then it must end by itself."""
        self._ask(work, sum(blow.results for blow in blows) + work.reserve, reader)
        for blow in blows:
            self._await_results(work, self._told.results + blow.results, reader)
            time.sleep(blow.delay_s)
            self._strike(blow.victim)
        self._wait(lambda: self._told.phase == "idle", reader)

    def _await_results(self, work: Work, goal: int, reader: Reader) -> None:
        def ended() -> bool:
            return self._told.phase == "idle"

        self._wait(lambda: self._told.results >= goal or ended(), reader)
        if ended():
            self._ask(work, goal - self._told.results + work.reserve, reader)
            self._wait(lambda: self._told.results >= goal, reader)

    def _ask(self, work: Work, amount: int, reader: Reader) -> None:
        body = {"type": work.command, work.field: amount}
        answer = httpx.post(f"{self._server.api}/studies/{self._study}/commands", json=body, timeout=30)
        assert answer.status_code == 202, answer.text
        self._account.asked[work.field] += amount
        self._wait(lambda: self._told.newest >= answer.json()["seq"], reader)

    def _strike(self, victim: Victim) -> None:
        self._account.kills[victim] += 1
        self._account.phases[self._told.phase] += 1
        if victim != "server":
            processes.kill(processes.worker(self._server.process.pid, victim))
            return
        orphans = [process for process in processes.of_directory(self._data_dir) if process != self._server.process.pid]
        self._server.kill()
        with ThreadPoolExecutor(1) as beside:
            gone = beside.submit(processes.seconds_until_gone, orphans, ORPHAN_S)
            self._begin()
            self._check()
        self._account.orphan_s = max(self._account.orphan_s, gone.result())

    def _check(self) -> StudyState:
        """The log goes on from what it was and holds what was told; the records are what it folds to."""
        newest, answers = self._told.newest, dict(self._told.answers)
        api = f"{self._server.api}/studies/{self._study}"
        state = StudyState.model_validate_json(httpx.get(api, timeout=30).text)
        log = EventPage.model_validate_json(httpx.get(f"{api}/events", timeout=30).text).events
        assert log[: len(self._log)] == self._log, "the past has changed"
        self._log = log
        check_told(log, self._told, newest, answers)
        check_fold(state, log, self._study)
        return state

    def _wait(self, reached: Callable[[], bool], *witnesses: Witness) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not reached():
            for witness in witnesses:
                witness.check()
            assert self._told.phase != "failed", self._server.log()
            assert time.monotonic() < deadline, f"not reached, at {self._told.newest}:\n{self._server.log()[-4000:]}"
            time.sleep(0.01)
