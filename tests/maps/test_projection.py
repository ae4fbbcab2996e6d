"""A map is deterministic, fits its square, survives its bytes, and moves little when it is made again."""

import numpy as np
import pytest

from nas_navigator.datasets import catalogue
from nas_navigator.maps import projection
from nas_navigator.maps.errors import MapError
from nas_navigator.maps.layout import from_bytes
from nas_navigator.maps.projection import fit
from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates import cells
from nas_navigator_schemas.templates import Candidate, Template

DIGITS = catalogue.entries()[0]
TEMPLATE = cells.build({"cells": ["normal", "reduction", "normal"], "tie": "by_kind"}, DIGITS)


def networks(count: int, seed: int = 0, given: Template = TEMPLATE) -> list[Candidate]:
    space, rng = MaskSpace(given), np.random.default_rng(seed)
    return [space.decode(space.sample(rng)) for _ in range(count)]


def test_the_same_seed_gives_the_same_map_and_another_gives_another() -> None:
    first, again, other = (fit(TEMPLATE, networks(80), seed) for seed in (1, 1, 2))
    assert (first.xy == again.xy).all()
    assert (first.xy != other.xy).any()


def test_points_fill_the_square_and_leave_a_margin() -> None:
    layout = fit(TEMPLATE, networks(120), 0, version=4)
    assert layout.version == 4
    assert layout.fitted == 120
    assert layout.exact
    assert 0.85 < np.abs(layout.xy).max() <= 0.9
    assert layout.trustworthiness is not None
    assert layout.trustworthiness > 0.7


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8, 21])
def test_few_candidates_are_laid_out_too(count: int) -> None:
    layout = fit(TEMPLATE, networks(count), 0)
    assert layout.xy.shape == (count, 2)
    assert np.isfinite(layout.xy).all()
    assert np.abs(layout.xy).max(initial=0) <= 1
    assert (layout.trustworthiness is None) == (count <= 20)


def test_a_candidate_that_is_given_twice_has_one_point() -> None:
    assert len(fit(TEMPLATE, [*networks(10), *networks(10)], 0).candidates) == 10


def test_networks_that_are_equal_but_for_names_lie_together() -> None:
    given = cells.build({"cells": ["normal"], "nodes": 2, "inputs_per_node": [1, 1]}, DIGITS)
    to = {(path.source, path.target, path.operation): path.id for path in given.paths}
    twins = [
        make_candidate([to["in0", "n0", "skip_connect"], to["in1", "n1", "max_pool_3x3"]]),
        make_candidate([to["in1", "n0", "max_pool_3x3"], to["in0", "n1", "skip_connect"]]),
    ]
    layout = fit(given, twins, 0)
    assert (layout.xy[0] == layout.xy[1]).all()


def test_bytes_give_the_map_back() -> None:
    layout = fit(TEMPLATE, networks(30), 0)
    again = from_bytes(layout.to_bytes())
    assert (again.xy == layout.xy).all()
    assert again.candidates == layout.candidates
    assert again.paths == layout.paths
    assert again.to_bytes() == layout.to_bytes()


@pytest.mark.parametrize("data", [b"", b"{}", b"\x80\x04pickle", b'{"version": 1, "xy": [[0, "x"]]}'])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(MapError, match="no map"):
        from_bytes(data)


def test_a_map_with_too_few_points_is_refused() -> None:
    data = fit(TEMPLATE, networks(2), 0).to_bytes().replace(b'"xy":[[', b'"xy":[[0,0],[')
    with pytest.raises(MapError, match="2 candidates has 3 points"):
        from_bytes(data)


def test_a_new_map_starts_from_the_one_before() -> None:
    before = fit(TEMPLATE, networks(150), 0)
    after = fit(TEMPLATE, [*networks(150), *networks(15, seed=9)], 7, before, version=2)
    afresh = fit(TEMPLATE, [*networks(150), *networks(15, seed=9)], 7, version=2)
    moved = np.median(np.linalg.norm(after.xy[:150] - before.xy, axis=1))
    scattered = np.median(np.linalg.norm(afresh.xy[:150] - before.xy, axis=1))
    assert moved < 0.2
    assert scattered > 2 * moved
    assert np.abs(after.xy).max() <= 1


def test_candidates_of_a_template_before_its_edit_stay_on_the_map() -> None:
    before = fit(TEMPLATE, networks(40), 0)
    edited = cells.build({"cells": ["normal"]}, DIGITS)
    after = fit(edited, [*networks(40), *networks(10, 3, edited)], 1, before, version=2)
    assert after.xy.shape == (50, 2)


def test_a_path_that_neither_template_nor_map_knows_is_refused() -> None:
    with pytest.raises(MapError, match="'p999'"):
        fit(TEMPLATE, [make_candidate(["p999"])], 0)


def test_of_too_many_candidates_some_are_fitted_and_the_others_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "MOST_FITTED", 60)
    layout = fit(TEMPLATE, networks(100), 0)
    assert (layout.fitted, len(layout.candidates), len(layout.xy)) == (60, 100, 100)
    assert {item.id for item in layout.candidates} == {item.id for item in networks(100)}
