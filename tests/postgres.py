"""A real PostgreSQL server for tests: Debian's, in a directory of its own, on a socket that nobody else finds."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import final

START_S = 30.0
OWNER = "navigator"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=50")
"""Nothing of it must outlive the machine, and nobody comes by the network."""


class MissingPostgresError(Exception):
    """There is no server to start; the message says why."""


@final
class Postgres:
    """A running server. Everybody on this machine is let in, but the role `stranger` must show a password."""

    def __init__(self, root: Path, programs: Path, user: Sequence[str]) -> None:
        self._root, self._programs, self._user = root, programs, user
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0

    def start(self) -> None:
        """Starts the server and waits until it answers; it ends with the thread that calls."""
        settings = [word for setting in (*QUICK, f"unix_socket_directories={self._root}") for word in ("-c", setting)]
        line = [*self._user, str(self._programs / "postgres"), "-D", str(self._root / "data"), *settings]
        with (self._root / "log").open("ab") as log:
            self._process = subprocess.Popen(line, stdout=log, stderr=log, cwd=self._root)
        deadline = time.monotonic() + START_S
        while self._run("pg_isready", "-q", check=False) != 0:
            assert self._process.poll() is None, (self._root / "log").read_text()
            assert time.monotonic() < deadline, (self._root / "log").read_text()
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ends the server: with SIGINT in order, though without waiting for who is connected."""
        assert self._process is not None
        self._process.send_signal(how)
        self._process.wait(START_S)

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def url(self, database: str, user: str = OWNER) -> str:
        """Where a database is."""
        return f"postgresql://{user}@/{database}?host={self._root}"

    def fresh(self, *options: str) -> str:
        """The URL of a new database; `options` are createdb's."""
        self._made += 1
        name = f"studies{self._made}"
        self._run("createdb", *options, name)
        return self.url(name)

    def sql(self, url: str, statement: str) -> str:
        """What a statement answers, as psql prints it bare."""
        line = [str(self._programs / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", url, "-c", statement]
        return subprocess.run(line, capture_output=True, text=True, check=True).stdout.strip()

    def _run(self, program: str, *arguments: str, check: bool = True) -> int:
        place = ("-h", str(self._root), "-U", OWNER)
        line = [str(self._programs / program), *place, *arguments]
        return subprocess.run(line, check=check, stdout=subprocess.DEVNULL).returncode


@contextmanager
def start_postgres() -> Iterator[Postgres]:
    """A server that ends with the block, and with this process however that ends.

    Raises:
        MissingPostgresError: it is not installed.
    """
    programs = _programs()
    # pytest's own directories are closed to other users, and their paths too long for a socket.
    root = Path(tempfile.mkdtemp(prefix="pg-"))
    server = Postgres(root, programs, _user())
    try:
        if os.geteuid() == 0:
            shutil.chown(root, "postgres", "postgres")
        settings = ["-D", str(root / "data"), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
        line = [*_user(), str(programs / "initdb"), *settings]
        subprocess.run(line, cwd=root, check=True, stdout=subprocess.DEVNULL)
        access = root / "data" / "pg_hba.conf"
        access.write_text(f"local all stranger scram-sha-256\n{access.read_text()}")
        server.start()
        server.sql(server.url("postgres"), "CREATE ROLE stranger LOGIN PASSWORD 'right'")
        yield server
    finally:
        if server.running:
            server.stop()
        shutil.rmtree(root)


def _programs() -> Path:
    """Where Debian keeps the programs of the newest version, or where they are found otherwise."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if debian:
        return debian[-1]
    if (found := shutil.which("initdb")) is None:
        raise MissingPostgresError("PostgreSQL is not installed; apt-get install postgresql")
    return Path(found).resolve().parent


def _user() -> list[str]:
    """What a line begins with so that the server ends with this process, and is not root, which it refuses to be."""
    if shutil.which("setpriv") is None:
        return []
    line = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            raise MissingPostgresError(
                "there is no user 'postgres' for PostgreSQL; apt-get install postgresql"
            ) from None
        line += ["--reuid=postgres", "--regid=postgres", "--init-groups"]
    return line
