"""Fixtures of more than one folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import MissingPostgresError, Postgres, start_postgres
from tests.server import Server, start_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A real server with its workers, on a fresh data directory."""
    with start_server(tmp_path / "data") as running:
        yield running


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL server, for all tests."""
    try:
        with start_postgres() as running:
            yield running
    except MissingPostgresError as error:
        pytest.skip(str(error))


@pytest.fixture
def database_url(postgres: Postgres) -> str:
    """The URL of an empty PostgreSQL database."""
    return postgres.fresh()
