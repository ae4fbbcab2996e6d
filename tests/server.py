"""A real server in a process of its own, for tests that speak to it as browsers and scripts do."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

import httpx

START_S = 60.0
END_S = 20.0


@dataclass(frozen=True)
class Server:
    """A running server: `url` is its address without a trailing slash, `token` what it printed with it."""

    url: str
    token: str | None
    data_dir: Path
    process: "subprocess.Popen[str]"
    seconds_to_start: float
    printed: "SimpleQueue[str]"

    @property
    def api(self) -> str:
        """Where the routes are."""
        return f"{self.url}/api/v1"

    def wait_ready(self, seconds: float = 60) -> None:
        """Waits for the workers."""
        deadline = time.monotonic() + seconds
        while (health := httpx.get(f"{self.api}/health").json())["worker"] != "ready":
            late = time.monotonic() > deadline
            assert not late, f"the workers are not ready: {health}\n{self.log()}"
            assert health["worker"] != "failed", self.log()
            time.sleep(0.05)

    def log(self) -> str:
        """What the server and its workers wrote."""
        path = self.data_dir / "logs" / "server.log"
        return path.read_text() if path.exists() else ""

    def later(self) -> str:
        """What a server that ended had printed to the terminal after its address."""
        lines: list[str] = []
        with suppress(Empty):
            while True:
                lines.append(self.printed.get(timeout=0.5))
        return "".join(lines)

    def stop(self) -> int:
        """Ends the server as an operator does; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(END_S)

    def kill(self) -> None:
        """Ends the server as a crash does."""
        self.process.kill()
        self.process.wait(END_S)


@contextmanager
def start_server(
    data_dir: Path,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    command: Sequence[str] = (sys.executable, "-m", "nas_navigator.cli"),
) -> Iterator[Server]:
    """A server on a free port that ends with the block; a failure to start shows what it printed."""
    line = [*command, "serve", "--port", "0", "--data-dir", str(data_dir), *arguments]
    began = time.monotonic()
    process = subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **(environment or {})}
    )
    lines: SimpleQueue[str] = SimpleQueue()
    assert process.stdout is not None
    reader = Thread(target=_collect, args=(process.stdout, lines), daemon=True)
    reader.start()
    try:
        url, _, token = _address(process, lines).partition("/?token=")
        yield Server(url, token or None, data_dir, process, time.monotonic() - began, lines)
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        reader.join()
        process.stdout.close()


def _collect(stream: Iterator[str], lines: "SimpleQueue[str]") -> None:
    for line in stream:
        lines.put(line)


def _address(process: "subprocess.Popen[str]", lines: "SimpleQueue[str]") -> str:
    printed: list[str] = []
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        try:
            printed.append(lines.get(timeout=0.1))
        except Empty:
            if process.poll() is not None:
                break
            continue
        if printed[-1].startswith("http://"):
            return printed[-1].strip()
    raise AssertionError(f"the server did not start (exit code {process.poll()}):\n{''.join(printed)}")
