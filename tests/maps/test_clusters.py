"""Groups are found where there are some and only there, named by what sets them apart."""

import json
from collections.abc import Sequence

import numpy as np
import pytest
from sklearn.metrics import silhouette_samples

from nas_navigator.datasets import catalogue
from nas_navigator.maps.clusters import groups_of, names_of, silhouettes
from nas_navigator.maps.distance import pairwise
from nas_navigator.maps.errors import MapError
from nas_navigator.maps.graphs import graphs_of
from nas_navigator.maps.layout import from_bytes
from nas_navigator.maps.placement import Placer
from nas_navigator.maps.projection import fit
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.operations import OPERATIONS
from nas_navigator.spaces.templates import cells
from nas_navigator_schemas.templates import Candidate

TEMPLATE = cells.build({"cells": ["normal", "reduction"], "nodes": 3}, catalogue.entries()[0])
SPACE = MaskSpace(TEMPLATE)


def strangers(count: int, seed: int = 0) -> list[Candidate]:
    rng = np.random.default_rng(seed)
    return [SPACE.decode(SPACE.sample(rng)) for _ in range(count)]


def families(count: int, members: int, seed: int = 1) -> list[list[Candidate]]:
    """Mutants of a few parents."""
    rng = np.random.default_rng(seed)
    found = []
    for parent in strangers(count, seed + 100):
        drawn = (SPACE.decode(SPACE.mutate(SPACE.encode(parent), 0.15, rng)) for _ in range(members * 3))
        found.append(list({candidate.id: candidate for candidate in drawn}.values())[:members])
    return found


def grouped(candidates: Sequence[Candidate]) -> list[int]:
    graphs = graphs_of(TEMPLATE.paths)
    labels: list[int] = groups_of(pairwise(graphs, graphs.encode(candidates))).tolist()
    return labels


def flat(parts: list[list[Candidate]]) -> list[Candidate]:
    return [candidate for part in parts for candidate in part]


def test_families_are_found_and_the_largest_comes_first() -> None:
    sizes = (12, 30, 20)
    parts = [family[:size] for family, size in zip(families(3, 30), sizes, strict=True)]
    assert grouped(flat(parts)) == [2] * 12 + [0] * 30 + [1] * 20


def test_strangers_are_in_no_group_and_families_among_them_are() -> None:
    assert set(grouped(strangers(300))) == {-1}
    (family,) = families(1, 60)
    labels = grouped([*strangers(120), *family])
    assert labels[120:].count(0) >= 55
    assert labels[:120].count(0) <= 12


def test_silhouettes_are_scikit_learns() -> None:
    graphs, rng = graphs_of(TEMPLATE.paths), np.random.default_rng(3)
    distance = pairwise(graphs, graphs.encode(strangers(60)))
    for parts in (2, 7, 40):
        labels = np.concatenate([np.arange(parts), rng.integers(parts, size=60 - parts)])
        expected = silhouette_samples(distance, labels, metric="precomputed")
        assert silhouettes(distance, labels) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 9, 15])
def test_too_few_candidates_have_no_groups(count: int) -> None:
    assert grouped(strangers(count)) == [-1] * count
    assert grouped(strangers(1) * count) == [-1] * count


def test_groups_are_named_by_what_they_have_oftener_and_no_two_alike() -> None:
    candidates = flat(families(4, 15))
    names = names_of(np.repeat(np.arange(4), 15), candidates, TEMPLATE)
    assert len(set(names)) == 4
    for group, name in enumerate(names):
        assert name.startswith("mostly ")
        operation, cell = name.removeprefix("mostly ").split(" and ")[0].split(", cell ")
        shares = [share_with(candidates[start : start + 15], operation, int(cell)) for start in range(0, 60, 15)]
        assert shares[group] > np.mean(shares)


def share_with(candidates: Sequence[Candidate], operation: str, cell: int) -> float:
    identifiers = {entry.name: entry.id for entry in OPERATIONS.values()}
    wanted = {
        path.id
        for path in TEMPLATE.paths
        if path.operation == identifiers[operation] and path.cell == TEMPLATE.cells[cell - 1].id
    }
    return sum(not wanted.isdisjoint(candidate.paths) for candidate in candidates) / len(candidates)


def test_groups_that_nothing_tells_apart_are_numbered() -> None:
    assert names_of(np.array([0, 1]), strangers(1) * 2, TEMPLATE) == ("group 1", "group 2")


def test_a_new_candidate_joins_its_nearest_neighbours_group_and_the_map_survives_its_bytes() -> None:
    parts = families(2, 40)
    layout = fit(TEMPLATE, [*parts[0][:25], *parts[1][:30]], 0)
    assert layout.groups.tolist() == [1] * 25 + [0] * 30
    again = from_bytes(layout.to_bytes())
    for kept in (layout, again):
        xy, groups = Placer(kept, TEMPLATE).locate([*parts[0][25:], *parts[1][30:], parts[0][0]])
        assert groups.tolist() == [1] * 15 + [0] * 10 + [1]
        assert xy[-1].tolist() == layout.xy[0].tolist()
    assert again.group_names == layout.group_names
    assert len(layout.group_names) == 2


def test_a_map_from_before_there_were_groups_has_none() -> None:
    stored = json.loads(fit(TEMPLATE, strangers(30), 0).to_bytes())
    del stored["groups"], stored["group_names"]
    layout = from_bytes(json.dumps(stored).encode())
    assert layout.groups.tolist() == [-1] * 30
    assert Placer(layout, TEMPLATE).locate(strangers(3, seed=9))[1].tolist() == [-1] * 3


def test_groups_of_other_candidates_are_refused() -> None:
    stored = json.loads(fit(TEMPLATE, strangers(30), 0).to_bytes())
    stored["groups"] = stored["groups"][:-1]
    with pytest.raises(MapError, match="30 candidates has groups of 29"):
        from_bytes(json.dumps(stored).encode())
