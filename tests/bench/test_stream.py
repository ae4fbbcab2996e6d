"""Readers of a real server's stream who come and go, and one who stops reading: the bars of `bench stream`."""

from typing import Any

import pytest

from nas_navigator import bench

pytestmark = pytest.mark.timed

WHOLE_TEMPLATE = 1000
"""More paths than there are, so that each command changes all of them and frames are long."""
MOST_MIB = 16


def nothing_is_missed(summary: dict[str, Any]) -> None:
    assert summary["missed"] == summary["out_of_order"] == summary["diverged"] == 0
    assert summary["visits"] > summary["clients"]


def test_fifty_readers_who_come_and_go_miss_nothing() -> None:
    *halves, summary = bench.run("stream", {"seconds": 10})
    print(halves, summary)
    assert summary["sent"] == 1000
    nothing_is_missed(summary)


def test_one_who_stops_reading_costs_little_memory_and_nobody_s_time() -> None:
    """What waits for it exceeds what systems keep for a connection, so that one snapshot must take its place."""
    options = {"clients": 2, "rate": 150, "seconds": 5, "paths": WHOLE_TEMPLATE}
    calm, stalled, summary = bench.run("stream", options)
    print(calm, stalled, summary)
    nothing_is_missed(summary)
    assert summary["stalled_snapshots"] == 2
    assert summary["stalled_mib"] < MOST_MIB
    assert stalled["p50_ms"] < 2 * calm["p50_ms"] + 50


@pytest.mark.acceptance
def test_fifty_readers_miss_nothing_in_a_minute() -> None:
    calm, stalled, summary = bench.run("stream", {"seconds": 60})
    print(calm, stalled, summary)
    assert summary["sent"] == 6000
    nothing_is_missed(summary)
    assert summary["stalled_mib"] < MOST_MIB
    assert stalled["p95_ms"] < 2 * calm["p95_ms"] + 100


@pytest.mark.parametrize("option", ["clients", "rate", "seconds", "paths"])
def test_less_than_one_of_anything_is_refused(option: str) -> None:
    with pytest.raises(bench.BenchError, match=f"{option} 0"):
        bench.run("stream", {option: 0})
