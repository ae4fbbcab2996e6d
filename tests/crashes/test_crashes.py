"""SIGKILL at any moment: no event that a client was told of is lost, nothing counts twice, and the work is finished."""

import os
from pathlib import Path

import pytest

from tests.crashes.ordeal import Ordeal

SEED = int(os.environ.get("NAS_NAVIGATOR_SEED", "4"))


def test_a_study_survives_kills_of_its_server_and_of_its_workers(tmp_path: Path) -> None:
    print(Ordeal(tmp_path / "data", (), SEED).suffer(5))


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
def test_a_study_survives_fifty_kills(tmp_path: Path) -> None:
    print(Ordeal(tmp_path / "data", (), SEED).suffer(50))
