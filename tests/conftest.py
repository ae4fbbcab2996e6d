"""Fixtures of more than one folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import Server, start_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A real server with its workers, on a fresh data directory."""
    with start_server(tmp_path / "data") as running:
        yield running
