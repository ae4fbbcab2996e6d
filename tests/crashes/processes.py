"""Processes of a data directory, as /proc knows them."""

import os
import signal
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
START_S = 30.0


def of_directory(data_dir: Path) -> dict[int, str]:
    """The running processes whose command line names the data directory, by id."""
    found = {}
    for entry in _entries():
        if str(data_dir) in (line := _command(entry)) and not _is_dead(entry):
            found[int(entry.name)] = line
    return found


def worker(server: int, role: str) -> int:
    """The child of a server that has that role, once there is one: a new one may just be on its way."""
    module = f"nas_navigator.worker.{role}"
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        for entry in _entries():
            if module in _command(entry) and _parent(entry) == server and not _is_dead(entry):
                return int(entry.name)
        time.sleep(0.02)
    raise AssertionError(f"server {server} has no {role} worker")


def descendants(process: int) -> set[int]:
    """The running processes that it started, those that these started, and so on."""
    parents = {int(entry.name): _parent(entry) for entry in _entries() if not _is_dead(entry)}
    found, newest = set[int](), {process}
    while newest:
        newest = {child for child, parent in parents.items() if parent in newest} - found
        found |= newest
    return found


def kill(process: int) -> None:
    """SIGKILL, where there is still something to kill."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def seconds_until_gone(these: Collection[int], limit_s: float) -> float:
    """How long it takes until processes have ended by themselves."""
    began = time.monotonic()
    while left := [process for process in these if not _is_dead(PROC / str(process))]:
        assert time.monotonic() - began < limit_s, f"still there after {limit_s} s: {left}"
        time.sleep(0.02)
    return time.monotonic() - began


def _entries() -> list[Path]:
    return [entry for entry in PROC.iterdir() if entry.name.isdigit()]


def _command(entry: Path) -> str:
    with suppress(OSError):
        return (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def _status(entry: Path) -> list[str]:
    """State and parent follow the name, which stands in brackets and may hold anything."""
    with suppress(OSError):
        return (entry / "stat").read_text().rpartition(")")[2].split()
    return ["X", "0"]


def _parent(entry: Path) -> int:
    return int(_status(entry)[1])


def _is_dead(entry: Path) -> bool:
    return _status(entry)[0] in "ZX"
