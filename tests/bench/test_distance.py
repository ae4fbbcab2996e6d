"""`bench distance` measures real pairs and finds no disagreement with networkx."""

import pytest

from nas_navigator import bench


def test_the_summary_counts_pairs_and_checks() -> None:
    *_, summary = bench.run("distance", {"candidates": 60, "checked": 6})
    assert summary["pairs"] == 60 * 59 // 2
    assert summary["networkx_checked"] == 6
    assert summary["mismatches"] == 0
    assert summary["seconds"] > 0
    assert summary["append_10_s"] > 0


def test_too_few_candidates_are_refused() -> None:
    with pytest.raises(bench.BenchError, match="candidates 1"):
        bench.run("distance", {"candidates": 1})


@pytest.mark.acceptance
def test_all_pairs_of_a_thousand_are_a_moment_s_work_and_exact() -> None:
    *_, summary = bench.run("distance", {"candidates": 1000})
    print(summary)
    assert summary["pairs"] == 499_500
    assert summary["seconds"] < 5
    assert summary["append_10_s"] < 0.1
    assert summary["networkx_checked"] == 200
    assert summary["mismatches"] == 0
