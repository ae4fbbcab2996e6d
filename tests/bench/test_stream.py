"""Readers of a real server's stream who come and go, and one who stops reading: the bars of `bench stream`."""

from typing import Any

import pytest

from nas_navigator import bench

pytestmark = pytest.mark.timed

MOST_MIB = 16
KEPT_MIB = 16
"""What the server keeps anyway, for readers who come back."""
MOST_P95_MS = 100


def nothing_is_missed(summary: dict[str, Any]) -> None:
    assert summary["missed"] == summary["out_of_order"] == summary["diverged"] == 0
    assert summary["visits"] > summary["clients"]


def nobody_waits_for_one_who_stopped(calm: dict[str, Any], stalled: dict[str, Any]) -> None:
    assert stalled["rate"] > 0.9 * calm["rate"]
    assert stalled["p50_ms"] < 2 * calm["p50_ms"] + 50


def test_fifty_readers_who_come_and_go_miss_nothing() -> None:
    _, *halves, summary = bench.run("stream", {"seconds": 10})
    print(halves, summary)
    assert (summary["clients"], summary["sent"]) == (50, 1000)
    nothing_is_missed(summary)
    nobody_waits_for_one_who_stopped(*halves)


def test_one_who_stops_reading_costs_little_memory_and_nobody_s_time() -> None:
    """So much passes it by that a server which kept it all would be over the bar: one snapshot must take its place."""
    _, *halves, summary = bench.run("stream", {"clients": 2, "rate": 36, "seconds": 10, "corners": 2000})
    print(halves, summary)
    assert summary["stalled_sent_mib"] > KEPT_MIB + 1.5 * MOST_MIB
    assert summary["stalled_mib"] < MOST_MIB
    assert summary["stalled_snapshots"] == 2
    nothing_is_missed(summary)
    nobody_waits_for_one_who_stopped(*halves)


@pytest.mark.acceptance
def test_fifty_readers_miss_nothing_in_a_minute_and_are_told_soon() -> None:
    _, calm, stalled, summary = bench.run("stream", {"seconds": 60})
    print(calm, stalled, summary)
    assert summary["sent"] == 6000
    nothing_is_missed(summary)
    nobody_waits_for_one_who_stopped(calm, stalled)
    assert min(calm["rate"], stalled["rate"]) > 95
    assert summary["p95_ms"] < MOST_P95_MS
    assert summary["stalled_mib"] < MOST_MIB


@pytest.mark.parametrize(
    ("option", "value"), [("clients", 0), ("rate", 0), ("seconds", 0), ("corners", -1), ("corners", 2)]
)
def test_a_number_that_makes_no_load_is_refused(option: str, value: int) -> None:
    with pytest.raises(bench.BenchError, match=f"{option} {value}"):
        bench.run("stream", {option: value})
