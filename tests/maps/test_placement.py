"""A placement depends on the candidate and the map alone."""

import numpy as np
import pytest
from sklearn.manifold import trustworthiness

from nas_navigator.datasets import catalogue
from nas_navigator.maps.distance import pairwise
from nas_navigator.maps.errors import MapError
from nas_navigator.maps.graphs import graphs_of
from nas_navigator.maps.layout import LayoutMap, from_bytes
from nas_navigator.maps.placement import place
from nas_navigator.maps.projection import fit
from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates import cells
from nas_navigator_schemas.templates import Candidate

DIGITS = catalogue.entries()[0]
TEMPLATE = cells.build({"cells": ["normal", "reduction", "normal"], "tie": "by_kind"}, DIGITS)
SPACE = MaskSpace(TEMPLATE)


def networks(count: int, seed: int) -> list[Candidate]:
    rng = np.random.default_rng(seed)
    return [SPACE.decode(SPACE.sample(rng)) for _ in range(count)]


@pytest.fixture(scope="module")
def layout() -> LayoutMap:
    return fit(TEMPLATE, networks(200, 0), 0)


def test_it_does_not_depend_on_what_is_placed_with_it(layout: LayoutMap) -> None:
    new = networks(25, 1)
    together = place(layout, new, TEMPLATE)
    assert (together == np.concatenate([place(layout, [item], TEMPLATE) for item in new])).all()
    assert (together[::-1] == place(layout, new[::-1], TEMPLATE)).all()


def test_it_survives_bytes_and_leaves_the_map_as_it_was(layout: LayoutMap) -> None:
    before = layout.to_bytes()
    placed = place(layout, networks(25, 1), TEMPLATE)
    assert (placed == place(from_bytes(before), networks(25, 1), TEMPLATE)).all()
    assert layout.to_bytes() == before


def test_points_stay_on_the_map_and_candidates_of_the_map_where_they_are(layout: LayoutMap) -> None:
    assert np.abs(place(layout, networks(200, 2), TEMPLATE)).max() <= 1
    assert (place(layout, layout.candidates[:9], TEMPLATE) == layout.xy[:9]).all()


def test_near_relatives_are_placed_near_their_parents(layout: LayoutMap) -> None:
    rng = np.random.default_rng(4)
    parents = layout.candidates[:40]
    rate = 1 / 16
    children = [SPACE.decode(SPACE.mutate(SPACE.encode(item), rate, rng)) for item in parents]
    away = np.linalg.norm(place(layout, children, TEMPLATE) - layout.xy[:40], axis=1)
    strangers = np.linalg.norm(place(layout, networks(40, 5), TEMPLATE) - layout.xy[:40], axis=1)
    assert np.median(away) < 0.1
    assert np.median(away) < np.median(strangers) / 4


def test_placed_points_keep_neighbours_nearly_as_well_as_fitted_ones(layout: LayoutMap) -> None:
    new = networks(60, 6)
    everyone = [*layout.candidates, *new]
    graphs = graphs_of(TEMPLATE.paths)
    xy = np.concatenate([layout.xy, place(layout, new, TEMPLATE)])
    kept = trustworthiness(pairwise(graphs, graphs.encode(everyone)), xy, n_neighbors=10, metric="precomputed")
    assert layout.trustworthiness is not None
    assert kept > layout.trustworthiness - 0.1


def test_a_network_with_a_cell_that_came_later_is_placed_too(layout: LayoutMap) -> None:
    longer = cells.build({"cells": ["normal", "reduction", "normal", "reduction"], "tie": "none"}, DIGITS)
    renamed = tuple(
        path.model_copy(update={"id": f"q{index}"}) if path.cell not in ("c0", "c1") else path
        for index, path in enumerate(longer.paths)
    )
    edited = longer.model_copy(update={"paths": renamed})
    space = MaskSpace(edited)
    new = space.decode(space.sample(np.random.default_rng(0)))
    assert place(layout, [new], edited).shape == (1, 2)


def test_a_path_that_neither_template_nor_map_knows_is_refused(layout: LayoutMap) -> None:
    with pytest.raises(MapError, match="'p999'"):
        place(layout, [make_candidate(["p999"])], TEMPLATE)


def test_an_empty_map_places_in_its_middle() -> None:
    assert (place(fit(TEMPLATE, [], 0), networks(2, 0), TEMPLATE) == 0).all()
