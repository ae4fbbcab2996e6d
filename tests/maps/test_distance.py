"""The edit distance is exact, a metric, and blind to the order of nodes."""

from itertools import permutations

import numpy as np
import pytest

from nas_navigator.bench.distance import networkx_distance
from nas_navigator.datasets import catalogue
from nas_navigator.maps.distance import distances, is_exact, pairwise
from nas_navigator.maps.errors import MapError
from nas_navigator.maps.graphs import graphs_of
from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.spaces.edits import set_cell_nodes
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates import cells, nas_bench_201
from nas_navigator_schemas.templates import Candidate, Path, PerEdge, Template

DIGITS = catalogue.entries()[0]
THREE = ["skip_connect", "max_pool_3x3", "sep_conv_3x3"]


def template(**parameters: object) -> Template:
    return cells.build({"cells": ["normal"], **parameters}, DIGITS)


def networks(given: Template, count: int, seed: int = 0) -> list[Candidate]:
    space, rng = MaskSpace(given), np.random.default_rng(seed)
    return [space.decode(space.sample(rng)) for _ in range(count)]


def between(given: Template, candidates: list[Candidate]) -> np.ndarray:
    graphs = graphs_of(given.paths)
    return pairwise(graphs, graphs.encode(candidates))


@pytest.mark.parametrize(
    "parameters",
    [
        {"nodes": 1, "inputs_per_node": [1, 3]},
        {"nodes": 2, "operations": THREE},
        {"nodes": 3, "operations": THREE},
        {"nodes": 3, "operations": THREE, "inputs_per_node": [1, 4]},
    ],
)
def test_it_equals_networkx_exact_graph_edit_distance(parameters: dict) -> None:
    given = template(**parameters)
    candidates = networks(given, 7)
    expected = [[networkx_distance(given, (first, second)) for second in candidates] for first in candidates]
    assert between(given, candidates).tolist() == expected


@pytest.mark.parametrize("nodes", [3, 5])
def test_it_is_a_metric(nodes: int) -> None:
    given = template(cells=["normal", "reduction"], nodes=nodes)
    distance = between(given, networks(given, 60))
    assert (np.diag(distance) == 0).all()
    assert (distance == distance.T).all()
    detour = (distance[:, :, None] + distance[None]).min(axis=1)
    assert (distance <= detour).all()


def test_a_cell_whose_nodes_are_renamed_is_at_distance_zero() -> None:
    given = template(nodes=4, inputs_per_node=[1, 2])
    reads_inputs = [path for path in given.paths if path.source.startswith("in")]
    edges = {(path.source, path.target, path.operation): path.id for path in reads_inputs}
    wanted = [("in0", "skip_connect"), ("in1", "max_pool_3x3"), ("in0", "sep_conv_5x5"), ("in1", "skip_connect")]
    renamed = [
        make_candidate(edges[source, f"n{node}", name] for node, (source, name) in zip(order, wanted, strict=True))
        for order in permutations(range(4))
    ]
    assert len({candidate.id for candidate in renamed}) == 24
    assert not between(given, renamed).any()


def test_changing_inserting_and_deleting_a_path_each_cost_one() -> None:
    given = template(nodes=1, inputs_per_node=[1, 3])
    on_edge = [path.id for path in given.paths if path.source == "in0"]
    one, other = make_candidate(on_edge[:1]), make_candidate(on_edge[1:2])
    both, elsewhere = make_candidate(on_edge[:2]), make_candidate([given.paths[-1].id])
    assert between(given, [one, other, both, elsewhere])[0].tolist() == [0, 1, 1, 2]


def test_tied_cells_count_once() -> None:
    tied = template(cells=["normal", "normal", "normal"], tie="by_kind")
    alone = template()
    candidates = networks(alone, 20)
    assert (between(tied, candidates) == between(alone, candidates)).all()


def test_a_cell_without_counterpart_costs_its_paths() -> None:
    given = template(cells=["normal", "reduction"], nodes=3)
    candidates = networks(given, 5)
    first = {path.id for path in given.paths if path.cell == "c0"}
    without = [make_candidate(first & set(candidate.paths)) for candidate in candidates]
    graphs = graphs_of(given.paths)
    distance = distances(graphs, graphs.encode(candidates), graphs.encode(without))
    assert np.diag(distance).tolist() == [6.0] * 5


def test_settings_cells_cost_one_where_they_differ() -> None:
    values = [
        Path(
            id=f"s{size}", cell="size", source="in0", target="n0", operation="setting", parameters={"resolution": size}
        )
        for size in (8, 16, 32)
    ]
    graphs = graphs_of(values)
    distance = pairwise(graphs, graphs.encode([make_candidate([path.id]) for path in values]))
    assert (distance == 1 - np.eye(3)).all()


def test_one_source_read_twice_by_the_same_operation_is_a_multiset() -> None:
    twice = [
        Path(id=f"p{slot}", cell="c", source="in0", target="n0", slot=slot, operation="skip_connect") for slot in (0, 1)
    ]
    graphs = graphs_of(twice)
    candidates = [make_candidate(ids) for ids in (["p0"], ["p1"], ["p0", "p1"])]
    assert pairwise(graphs, graphs.encode(candidates)).tolist() == [[0, 0, 1], [0, 0, 1], [1, 1, 0]]


def test_above_five_nodes_it_is_an_upper_bound_and_says_so() -> None:
    small, large = template(nodes=5), template(nodes=6)
    assert is_exact(graphs_of(small.paths))
    assert not is_exact(graphs_of(large.paths))
    candidates = networks(large, 12)
    distance = between(large, candidates)
    assert (np.diag(distance) == 0).all()
    assert (distance == distance.T).all()
    own_order = [[len(set(a.paths) - set(b.paths)) * 2 for b in candidates] for a in candidates]
    assert (distance <= np.array(own_order)).all()
    assert distance[np.triu_indices(12, 1)].min() > 0


def nas_bench_201_cells(given: Template, *wanted: str) -> list[Candidate]:
    """Cells by what stands on 0-1, 0-2, 1-2, 0-3, 1-3, 2-3: c a convolution, s a skip, . nothing."""
    names = {"c": "nor_conv_3x3", "s": "skip_connect", ".": "none"}
    edges = [(source, f"n{target}") for target in range(3) for source in ("in0", "n0", "n1")[: target + 1]]
    by_place = {(path.source, path.target, path.operation): path.id for path in given.paths if path.cell == "c0"}
    return [
        make_candidate(by_place[*edge, names[letter]] for edge, letter in zip(edges, word, strict=True))
        for word in wanted
    ]


def test_no_connection_is_no_edge_and_the_output_is_like_no_other_node() -> None:
    given = nas_bench_201.build({}, DIGITS)
    one, renamed, other_end, cut_off = nas_bench_201_cells(given, "c...c.", ".c...c", "...c..", "......")
    graphs = graphs_of(given.paths, given)
    distance = pairwise(graphs, graphs.encode([one, renamed, other_end, cut_off]))
    assert distance[0].tolist() == [0, 0, 2 + 1, 2]
    assert distance[2].tolist() == [3, 3, 0, 1]


def test_above_five_nodes_the_output_keeps_its_place_too() -> None:
    given = set_cell_nodes(nas_bench_201.build({}, DIGITS), "c0", 7)
    conv = {(path.source, path.target): path.id for path in given.paths if path.operation == "nor_conv_3x3"}
    graphs = graphs_of(given.paths, given)
    inner, moved, outer = (make_candidate([conv["in0", target]]) for target in ("n1", "n4", "n6"))
    assert pairwise(graphs, graphs.encode([inner, moved, outer]))[0].tolist() == [0, 0, 2]


def test_batches_do_not_matter() -> None:
    given = template(cells=["normal", "reduction"])
    candidates = networks(given, 150)
    graphs = graphs_of(given.paths)
    encoded = graphs.encode(candidates)
    whole = pairwise(graphs, encoded)
    for index in (0, 77, 149):
        alone = distances(graphs, graphs.encode([candidates[index]]), encoded)
        assert (alone[0] == whole[index]).all()


def test_a_path_that_nobody_knows_is_named() -> None:
    with pytest.raises(MapError, match="'p999'"):
        graphs_of(template().paths).encode([make_candidate(["p999"])])


def test_per_edge_choices_compare_edge_by_edge() -> None:
    given = template(nodes=2, operations=THREE)
    cell = given.cells[0].model_copy(update={"choice": PerEdge()})
    per_edge = given.model_copy(update={"cells": (cell,)})
    candidates = networks(per_edge, 6)
    expected = [[networkx_distance(per_edge, (first, second)) for second in candidates] for first in candidates]
    assert between(per_edge, candidates).tolist() == expected
