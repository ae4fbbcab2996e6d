"""What a server is told when it starts."""

from dataclasses import dataclass
from pathlib import Path

from nas_navigator.worker.runners.cluster import ClusterOptions

LOOPBACK = ("127.0.0.1", "::1", "localhost")
STATIC = Path(__file__).resolve().parents[1] / "static"
LARGEST_BODY = 16 * 1024 * 1024
"""Bytes of the largest request: a focus on 200,000 candidates takes 3 MiB."""

LARGEST_ARCHIVE = 4 * 1024**3
"""Bytes of the largest study that is read from a file."""


@dataclass(frozen=True)
class Settings:
    """Where studies are kept, what address is served, and what is done at the start.

    `database_url` names a PostgreSQL database; without, the database is a SQLite file in `data_dir`.
    `token` is what a client must show; None (loopback only) asks for none.
    `threads` is how many the device uses, None as many as there are cores; with a `cluster`, work is done there.
    """

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8642
    token: str | None = None
    database_url: str | None = None
    resume: bool = False
    example: bool = False
    threads: int | None = None
    cluster: ClusterOptions | None = None
    static: Path = STATIC
    largest_body: int = LARGEST_BODY
    largest_archive: int = LARGEST_ARCHIVE

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOOPBACK
