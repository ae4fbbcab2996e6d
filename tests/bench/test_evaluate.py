import json

import pytest

from nas_navigator.bench import BenchError, run
from nas_navigator.bench.evaluate import bench_template, draw_candidates
from nas_navigator.spaces.masks import MaskSpace

WAYS = ("masked_s", "plain_s", "separate_s", "shared_s", "standalone_s")


def test_every_way_is_timed_in_each_round_and_all_agree() -> None:
    lines = list(run("evaluate", {"population": 2, "mutants": 0.05, "rounds": 2, "batch": 4, "batches": 1}))
    assert [json.loads(json.dumps(line)) for line in lines] == lines
    *rounds, summary = lines
    assert [line["round"] for line in rounds] == [0, 1]
    for name in WAYS:
        assert summary[name] == pytest.approx(sum(line[name] for line in rounds) / 2)
        assert summary[name] > 0
    assert summary["max_abs_difference"] < 1e-5
    assert 0 < summary["layout_difference"] < 1e-3
    assert summary["peak_mib"] > 0
    assert summary["masked_over_separate"] == summary["masked_s"] / summary["separate_s"]
    assert summary["candidates"] == 2


@pytest.mark.parametrize("mutants", [0.05, 0.5])
def test_mutants_differ_from_each_other_in_the_asked_share(mutants: float) -> None:
    space = MaskSpace(bench_template())
    drawn = draw_candidates(space, 6, mutants, 0)
    assert len({candidate.id for candidate in drawn}) == 6
    active = len(drawn[0].paths)
    replaced = -(-active * mutants // 1)
    for candidate in drawn:
        assert space.is_valid(space.encode(candidate))
        assert len(set(candidate.paths) - set(drawn[0].paths)) <= 2 * replaced


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("warp", {}, "there is no benchmark 'warp'; choose one of evaluate"),
        ("evaluate", {"speed": 1}, "no option 'speed'; it has population, mutants"),
        ("evaluate", {"population": 0}, "population 0"),
        ("evaluate", {"mutants": 0}, "mutants 0"),
        ("evaluate", {"batch": 1}, "2 images a batch"),
        ("evaluate", {"mutants": "many"}, "mutants is 'many'; give a number"),
        ("evaluate", {"population": 1.5}, "population is 1.5; give a whole number"),
    ],
)
def test_what_cannot_be_benched_is_refused(name: str, options: dict[str, object], message: str) -> None:
    with pytest.raises(BenchError, match=message):
        list(run(name, options))
