"""SIGKILL at any moment: no event that a client was told of is lost, nothing counts twice, and the work is finished."""

import os
from pathlib import Path

import pytest

from tests.crashes.ordeal import suffer

SEED = int(os.environ.get("NAS_NAVIGATOR_SEED", "3"))


@pytest.fixture(params=["sqlite", "postgresql"])
def storage(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """What the server is told of where it keeps its logs."""
    return () if request.param == "sqlite" else ("--database-url", request.getfixturevalue("database_url"))


# Five kills in all, so that both storages cost no more than one would.
@pytest.mark.parametrize(("storage", "kills"), [("sqlite", 3), ("postgresql", 2)], indirect=["storage"])
def test_a_study_survives_kills_of_its_server_and_of_its_workers(
    tmp_path: Path, storage: tuple[str, ...], kills: int
) -> None:
    suffer(tmp_path / "data", storage, SEED, kills)


@pytest.mark.acceptance
@pytest.mark.timeout(3600)
def test_a_study_survives_fifty_kills(tmp_path: Path, storage: tuple[str, ...]) -> None:
    suffer(tmp_path / "data", storage, SEED, 50)
