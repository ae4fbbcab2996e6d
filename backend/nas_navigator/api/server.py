"""Running the app in this process: the socket, the log, the address that is printed, the end."""

import asyncio
import logging
import os
import secrets
import signal
import socket
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging.handlers import MemoryHandler, RotatingFileHandler
from pathlib import Path
from threading import Thread
from typing import final

import uvicorn

from nas_navigator.api.app import create_app
from nas_navigator.api.handshakes import Streams
from nas_navigator.api.settings import LOOPBACK, Settings
from nas_navigator.storage.directory import default_root
from nas_navigator.storage.errors import StorageError
from nas_navigator.worker.runners.cluster import ClusterOptions, UnusableClusterError, check_cluster


class CannotServeError(Exception):
    """The server cannot start as asked; the message says what is wrong and how to mend it."""


@dataclass(frozen=True)
class Options:
    """What `serve` was asked for."""

    host: str
    port: int
    data_dir: Path | None
    database_url: str | None = None
    open_browser: bool = False
    resume: bool = False
    example: bool = False
    threads: int | None = None
    cluster: ClusterOptions | None = None


def run(options: Options) -> None:
    """Serves until interrupted.

    Raises:
        CannotServeError: the address is taken or unknown, or the data directory or the cluster cannot be used.
    """
    _check(options.cluster)
    bound = _bind(options.host, options.port)
    with bound:
        port = bound.getsockname()[1]
        token = None if options.host in LOOPBACK else secrets.token_urlsafe(32)
        settings = Settings(
            data_dir=options.data_dir or default_root(),
            host=options.host,
            port=port,
            token=token,
            database_url=options.database_url,
            resume=options.resume,
            example=options.example,
            threads=options.threads,
            cluster=options.cluster,
        )
        early = _log_to_terminal()
        try:
            asyncio.run(_serve(bound, settings, options.open_browser, early))
        except StorageError as error:
            raise CannotServeError(error.detail) from None


def _check(cluster: ClusterOptions | None) -> None:
    if cluster is not None:
        try:
            check_cluster(cluster)
        except UnusableClusterError as error:
            raise CannotServeError(str(error)) from None


async def _serve(bound: socket.socket, settings: Settings, open_browser: bool, early: MemoryHandler) -> None:
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws=Streams,
        ws_max_size=64 * 1024,
        ws_ping_interval=20,
        ws_per_message_deflate=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    server = _Server(config, _address(settings), open_browser)
    # The lifespan runs here and not in uvicorn, which would print a traceback where the data directory is refused.
    async with app.router.lifespan_context(app):
        _log_to(settings.data_dir / "logs" / "server.log", early)
        await server.serve(sockets=[bound])


@final
class _Server(uvicorn.Server):
    """Prints the address at the moment when it answers."""

    def __init__(self, config: uvicorn.Config, address: str, open_browser: bool) -> None:
        super().__init__(config)
        self._address = address
        self._open_browser = open_browser

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ends in order at a signal; a second one does not wait for open requests.

        Uvicorn's own raises the signal again afterwards, and the process would be gone before its workers are.
        """
        for kind in (signal.SIGINT, signal.SIGTERM):
            signal.signal(kind, self.handle_exit)
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins to answer, then says so."""
        await super().startup(sockets)
        print(self._address, flush=True)
        if self._open_browser and _has_display():
            # Some browsers keep the caller waiting until they are closed.
            Thread(target=webbrowser.open, args=(self._address,), daemon=True).start()


def _has_display() -> bool:
    """Whether a window can open; without one, some systems would start a browser in this very terminal."""
    return sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _bind(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise CannotServeError(f"host '{host}' is no address of this machine; try --host 127.0.0.1") from None
    bound = socket.socket(family, kind, protocol)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
        bound.listen(512)
    except OSError as error:
        bound.close()
        reason = (error.strerror or str(error)).lower()
        raise CannotServeError(
            f"cannot serve on {host}:{port}: {reason}; choose another --port, or 0 for a free one"
        ) from None
    bound.setblocking(False)
    return bound


def _address(settings: Settings) -> str:
    # "Every interface" is nothing that a browser can open.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    name = f"[{host}]" if ":" in host else host
    query = f"/?token={settings.token}" if settings.token else ""
    return f"http://{name}:{settings.port}{query}"


def _log_to_terminal() -> MemoryHandler:
    """To the terminal only what a person must know; everything is kept until there is a file for it."""
    early = MemoryHandler(1000, flushLevel=logging.CRITICAL + 1)
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setLevel(logging.WARNING)
    terminal.setFormatter(_OneLine())
    logging.basicConfig(level=logging.INFO, handlers=[early, terminal], force=True)
    return early


def _log_to(path: Path, early: MemoryHandler) -> None:
    """Everything to a file, also what was said before there was one."""
    file = RotatingFileHandler(path, maxBytes=5_000_000, backupCount=2, encoding="utf-8", delay=True)
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    early.setTarget(file)
    early.close()
    root = logging.getLogger()
    root.removeHandler(early)
    root.addHandler(file)


@final
class _OneLine(logging.Formatter):
    """Leaves tracebacks to the log file."""

    def format(self, record: logging.LogRecord) -> str:
        """The message alone."""
        return f"{record.levelname}: {record.getMessage()}"
