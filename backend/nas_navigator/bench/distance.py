"""How fast edit distances are, and whether they are those of networkx's exact solver.

The template has 5 untied cells of 4 nodes with 2 inputs a node. The check is on small cells, since the general solver
takes seconds for a pair of large ones.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nas_navigator.bench import KINDS, BenchError
from nas_navigator.datasets import catalogue
from nas_navigator.maps.distance import distances, pairwise
from nas_navigator.maps.graphs import graphs_of
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates import cells
from nas_navigator_schemas.templates import Candidate, Template

APPENDED = 10
_CHECKED_OPERATIONS = ("skip_connect", "max_pool_3x3", "sep_conv_3x3")
_NEVER = 1_000_000.0


def run(candidates: int = 1000, checked: int = 200, seed: int = 0) -> Iterator[dict[str, Any]]:
    """The summary: seconds for all pairs, and for 10 more candidates against all of them.

    Args:
        candidates: so many, at random.
        checked: pairs of small cells that networkx measures too.
        seed: of the candidates.

    Raises:
        BenchError: an option is out of range, or networkx is not installed.
    """
    if candidates < 2 or checked < 0:
        raise BenchError(f"candidates {candidates} and checked {checked}: take at least 2 candidates and 0 checks")
    mismatches = _mismatches(checked, seed)
    return iter([_measure(candidates, seed) | {"networkx_checked": checked, "mismatches": mismatches}])


def _measure(count: int, seed: int) -> dict[str, Any]:
    template = cells.build({"cells": KINDS, "tie": "none"}, catalogue.entries()[0])
    drawn = draw(template, count + APPENDED, seed)
    graphs = graphs_of(template.paths)
    started = time.perf_counter()
    encoded = graphs.encode(drawn[:count])
    pairwise(graphs, encoded)
    ended = time.perf_counter()
    distances(graphs, graphs.encode(drawn[count:]), encoded)
    appended = time.perf_counter() - ended
    return {"pairs": count * (count - 1) // 2, "seconds": ended - started, "append_10_s": appended}


def draw(template: Template, count: int, seed: int) -> list[Candidate]:
    """Random candidates of a template."""
    space, rng = MaskSpace(template), np.random.default_rng(seed)
    return [space.decode(space.sample(rng)) for _ in range(count)]


def _mismatches(checked: int, seed: int) -> int:
    """How many of `checked` pairs, of cells with 2 and with 3 nodes in turn, networkx measures otherwise."""
    wrong = 0
    for index in range(checked):
        parameters = {"cells": ("normal",), "nodes": 2 + index % 2, "operations": _CHECKED_OPERATIONS}
        template = cells.build(parameters, catalogue.entries()[0])
        pair = draw(template, 2, seed + index)
        graphs = graphs_of(template.paths)
        ours = float(pairwise(graphs, graphs.encode(pair))[0, 1])
        wrong += ours != networkx_distance(template, pair)
    return wrong


def networkx_distance(template: Template, pair: Sequence[Candidate]) -> float:
    """The edit distance of two candidates of a one-cell template by networkx's exact solver.

    Raises:
        BenchError: networkx is not installed.
    """
    try:
        from networkx import DiGraph, graph_edit_distance
    except ImportError as error:
        raise BenchError("networkx is not installed; install nas-navigator[bench]") from error
    first, second = (_as_networkx(template, candidate, DiGraph()) for candidate in pair)
    return float(
        graph_edit_distance(
            first,
            second,
            node_subst_cost=lambda a, b: 0.0 if a["label"] == b["label"] else _NEVER,
            node_del_cost=lambda _: 0.0,
            node_ins_cost=lambda _: 0.0,
            edge_subst_cost=lambda a, b: max((a["paths"] - b["paths"]).total(), (b["paths"] - a["paths"]).total()),
            edge_del_cost=lambda a: a["paths"].total(),
            edge_ins_cost=lambda a: a["paths"].total(),
        )
    )


def _as_networkx(template: Template, candidate: Candidate, graph: Any) -> Any:
    """All inputs, each with a label of its own, all nodes, and on each edge the multiset of its operations."""
    (cell,) = template.cells
    for index in range(len(cell.inputs)):
        graph.add_node(f"in{index}", label=f"in{index}")
    for index in range(cell.nodes):
        graph.add_node(f"n{index}", label="node")
    active = set(candidate.paths)
    for path in template.paths:
        if path.id in active:
            there = (graph.get_edge_data(path.source, path.target) or {"paths": Counter()})["paths"]
            label = path.operation, tuple(sorted(path.parameters.items()))
            graph.add_edge(path.source, path.target, paths=there + Counter([label]))
    return graph
