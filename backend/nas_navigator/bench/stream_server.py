"""What `bench stream` asks: a real server in a process of its own, by a person who decides at a steady rate."""

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from typing import Any, final
from urllib.parse import urlsplit

from nas_navigator.bench import KINDS

TEMPLATE = {"id": "cells", "parameters": {"cells": KINDS, "nodes": 4}}
PATIENCE_S = 60.0
"""How long the server may take for anything."""


@final
class Person:
    """Makes a study and changes it again and again; `sent` says when each event was asked for.

    A path is removed and added again; or, for long frames, a region of that many `corners` gets another name and
    its own back, by undo, so that the study is no larger afterwards.
    """

    def __init__(self, url: str, rate: int, corners: int) -> None:
        self._rate = rate
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_S)
        made = self._ask("POST", "/api/v1/studies", {"name": "Stream", "dataset": "digits", "template": TEMPLATE})
        self._path = f"/api/v1/studies/{made['id']}"
        self.stream = f"{url.replace('http', 'ws', 1)}{self._path}/stream"
        self.sent: dict[int, float] = {}
        while self._study()["layout"] is None:
            time.sleep(0.1)
        self._commands = cycle(self._renaming(corners) if corners else _removing(made["records"]["paths"]))

    def act(self, seconds: float, size: Callable[[], float]) -> float:
        """As many commands as the rate makes in so long; the largest of the sizes that were seen meanwhile.

        A machine that is too slow for the rate takes longer, and is still asked for as many.
        """
        began, largest = time.monotonic(), 0.0
        for number in range(round(seconds * self._rate)):
            time.sleep(max(0.0, began + number / self._rate - time.monotonic()))
            at = time.monotonic()
            self.sent[self._command(next(self._commands))] = at
            largest = max(largest, size()) if number % 10 == 0 else largest
        return max(largest, size())

    def state(self) -> dict[str, Any]:
        """The study as the server has it."""
        return self._ask("GET", self._path)

    def close(self) -> None:
        """Leaves."""
        self._connection.close()

    def _renaming(self, corners: int) -> list[dict[str, Any]]:
        """Takes back that a region has another name, and brings it back."""
        candidates = list(self.state()["records"]["candidates"])[:1]
        around = [[0.5 + math.cos(angle) / 3, 0.5 + math.sin(angle) / 3] for angle in range(corners)]
        self._command({"type": "save_region", "name": "one", "candidates": candidates, "polygon": around})
        (region,) = self.state()["records"]["regions"]
        self._command({"type": "rename_region", "region": region, "name": "other"})
        return [{"type": kind} for kind in ("undo", "redo")]

    def _command(self, command: dict[str, Any]) -> int:
        return int(self._ask("POST", f"{self._path}/commands", command)["seq"])

    def _study(self) -> dict[str, Any]:
        (study,) = self.state()["records"]["study"].values()
        found: dict[str, Any] = study
        return found

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"content-type": "application/json"}
        self._connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path} was answered with {answer.status}: {text.decode()}")
        found: dict[str, Any] = json.loads(text)
        return found


def _removing(paths: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Removes a path, the second of its edge, and adds it again."""
    first = next(iter(paths.values()))
    edge = [first[end] for end in ("cell", "source", "target")]
    others = [key for key, path in paths.items() if [path[end] for end in ("cell", "source", "target")] == edge]
    return [{"type": kind, "paths": others[1:2]} for kind in ("remove_paths", "add_paths")]


@contextmanager
def running_server(data: Path) -> Iterator[tuple[str, int]]:
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


def resident_mib(process: int) -> float:
    """Memory of a process that is not shared out to disk, as Linux and other systems tell it."""
    status = Path(f"/proc/{process}/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    listed = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(listed.stdout) / 1024
