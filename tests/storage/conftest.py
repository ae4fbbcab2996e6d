"""The databases that every store's tests run on."""

from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where an empty store can be opened, of each kind that there is."""
    if request.param == "sqlite":
        return tmp_path / "studies.sqlite"
    url: str = request.getfixturevalue("database_url")
    return url
