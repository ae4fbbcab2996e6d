"""`bench layout` fits a real map and moves no point of it."""

import pytest

from nas_navigator import bench


def test_the_summary_says_how_good_the_map_is_and_that_it_stays() -> None:
    *_, summary = bench.run("layout", {"candidates": 60})
    assert 0.6 < summary["trustworthiness"] <= 1
    assert summary["moved_old_points"] == 0
    assert summary["fit_s"] > summary["place_10_s"] > 0


def test_too_few_candidates_are_refused() -> None:
    with pytest.raises(bench.BenchError, match="candidates 0"):
        bench.run("layout", {"candidates": 0})


@pytest.mark.acceptance
def test_a_map_of_five_hundred_is_made_in_seconds_and_worth_looking_at() -> None:
    *_, summary = bench.run("layout", {"candidates": 500})
    print(summary)
    assert summary["fit_s"] < 4
    assert summary["trustworthiness"] >= 0.75
    assert summary["place_10_s"] < 0.1
    assert summary["moved_old_points"] == 0
