"""Path scores are the paper's equation 1, computed anew from all evaluations."""

from statistics import mean, median, stdev

import numpy as np
import pytest

from nas_navigator.datasets import catalogue
from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.scores import evidence, scores_record
from nas_navigator.spaces.templates import cells
from nas_navigator_schemas.templates import Candidate, Template

DIGITS = catalogue.entries()[0]


def template(*kinds: str, nodes: int = 2) -> Template:
    return cells.build({"cells": kinds, "nodes": nodes}, DIGITS)


def measured(space: MaskSpace, count: int, seed: int = 0) -> list[tuple[Candidate, float]]:
    rng = np.random.default_rng(seed)
    return [(space.decode(space.sample(rng)), float(rng.uniform(0.4, 0.9))) for _ in range(count)]


def test_scores_are_sums_of_accuracy_less_alpha_cut_at_zero_and_shared_out_in_each_cell() -> None:
    given = template("normal", "reduction")
    facts = measured(MaskSpace(given), 30)
    found = evidence(given, facts, alpha=0.68)
    for cell in given.cells:
        raw = {
            path.id: sum(value - 0.68 for candidate, value in facts if path.id in candidate.paths)
            for path in given.paths
            if path.cell == cell.id
        }
        total = sum(max(value, 0) for value in raw.values())
        for index, path in enumerate(given.paths):
            if path.cell == cell.id:
                assert found.score[index] == pytest.approx(max(raw[path.id], 0) / total, abs=1e-7)


def test_alpha_auto_is_the_median_of_all_accuracies() -> None:
    given = template("normal")
    facts = measured(MaskSpace(given), 15)
    middle = median(value for _, value in facts)
    assert evidence(given, facts).alpha == pytest.approx(middle)
    by_number = evidence(given, facts, alpha=middle)
    np.testing.assert_allclose(evidence(given, facts).score, by_number.score, atol=1e-7)


def test_scores_sum_to_one_in_a_cell_and_are_uniform_where_nothing_is_known() -> None:
    given = template("normal", "reduction")
    for facts in ([], measured(MaskSpace(given), 9)):
        found = evidence(given, facts)
        for cell in given.cells:
            inside = [index for index, path in enumerate(given.paths) if path.cell == cell.id]
            assert found.score[inside].sum() == pytest.approx(1)
            if not facts:
                assert len(set(found.score[inside])) == 1


def test_removed_paths_have_score_zero_and_keep_their_evidence() -> None:
    given = template("normal")
    facts = measured(MaskSpace(given), 40)
    gone = given.paths[3].id
    before, after = evidence(given, facts), evidence(given, facts, removed=[gone])
    assert after.score[3] == 0
    assert after.score.sum() == pytest.approx(1)
    assert after.frequency[3] == before.frequency[3] > 0
    assert after.advantage[3] == before.advantage[3]


def test_advantage_compares_candidates_with_the_path_to_those_without() -> None:
    given = template("normal")
    facts = measured(MaskSpace(given), 25)
    found = evidence(given, facts)
    for index, path in enumerate(given.paths):
        with_it = [value for candidate, value in facts if path.id in candidate.paths]
        without = [value for candidate, value in facts if path.id not in candidate.paths]
        assert found.frequency[index] == len(with_it)
        if len(with_it) > 1:
            error = (stdev(with_it) ** 2 / len(with_it) + stdev(without) ** 2 / len(without)) ** 0.5
            assert found.advantage[index] == pytest.approx(mean(with_it) - mean(without), abs=1e-8)
            assert found.stderr[index] == pytest.approx(error, abs=1e-8)


def test_equal_objectives_leave_no_error_however_many_candidates_there_are() -> None:
    given = template("normal")
    facts = [(candidate, 0.7) for candidate, _ in measured(MaskSpace(given), 300)]
    found = evidence(given, facts)
    assert (found.advantage == 0).all()
    assert (found.stderr == 0).all()


def test_candidates_from_before_a_cell_do_not_count_against_its_paths() -> None:
    whole = template("normal", "normal")
    facts = measured(MaskSpace(whole), 20)
    first_cell = {path.id for path in whole.paths if path.cell == "c0"}
    old = [(make_candidate(first_cell & set(candidate.paths)), value / 10) for candidate, value in facts]
    second = [index for index, path in enumerate(whole.paths) if path.cell == "c1"]
    alone, mixed = evidence(whole, facts), evidence(whole, [*old, *facts])
    np.testing.assert_allclose(mixed.advantage[second], alone.advantage[second])
    assert (mixed.frequency[second] == alone.frequency[second]).all()


def test_without_evidence_the_record_says_null_and_never_nan() -> None:
    given = template("normal")
    one = measured(MaskSpace(given), 1)
    record = scores_record(given, one, iteration=0, weights=1)
    assert set(record.advantage) == {None}
    assert set(record.stderr) == {None}
    assert record.paths == tuple(path.id for path in given.paths)
    assert sum(record.frequency) == len(one[0][0].paths)
    assert "NaN" not in record.model_dump_json()


def test_the_order_of_evaluations_does_not_matter() -> None:
    given = template("normal", "reduction", "normal", nodes=4)
    facts = measured(MaskSpace(given), 200)
    forwards = scores_record(given, facts, iteration=3, weights=1)
    backwards = scores_record(given, facts[::-1], iteration=3, weights=1)
    assert forwards == backwards


def test_where_smaller_is_better_paths_of_small_objectives_score() -> None:
    given = template("normal")
    facts = measured(MaskSpace(given), 30)
    opposite = [(candidate, -value) for candidate, value in facts]
    assert (evidence(given, facts, larger_is_better=False).score == evidence(given, opposite).score).all()
