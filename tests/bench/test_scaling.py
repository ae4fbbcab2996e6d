"""What a cluster can give a search is told from a search that ran."""

import pytest

from tests.bench.scaling import WORKERS, measured

pytestmark = [pytest.mark.acceptance, pytest.mark.timed]


def test_more_workers_help_until_there_are_as_many_as_candidates() -> None:
    search, *predicted = measured("digits", 8)
    assert 0 < search["serial_fraction"] < 0.6
    assert [line["workers"] for line in predicted] == list(WORKERS)
    speed_ups = [line["speed_up"] for line in predicted]
    assert speed_ups == sorted(speed_ups)
    assert 1.2 < speed_ups[0] < 2
    assert speed_ups[WORKERS.index(8)] == speed_ups[-1] < 1 / search["serial_fraction"]
