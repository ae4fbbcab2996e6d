"""Edit distance of candidates: how many paths must be inserted, deleted or changed to make one of the other.

Between two edges with multisets A and B of operations it is max(|A - B|, |B - A|) = max(|A|, |B|) - |A and
B|; within a cell the least over all orders of its nodes; over cells the sum. Written with thermometer codes
(how many a count is as large as 1, 2 …) both terms are products of 0/1 vectors, so that all pairs of an order
are one matrix product. Entries are small integers, which float32 holds exactly.
"""

from functools import cache
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from nas_navigator.maps.graphs import CellGraph, Counts, Graphs

Distances = NDArray[np.float32]
"""Shape (rows, columns); whole numbers."""
Features = NDArray[np.float32]

LARGEST_EXACT = 5
"""Nodes of a cell up to which all orders are tried; above, an assignment gives an upper bound."""
_BLOCK = 4_000_000
"""Products that are held at a time: 16 MB."""


def is_exact(graphs: Graphs) -> bool:
    """Whether the distances are exact: no cell has more nodes than can be tried in all orders."""
    return all(cell.nodes <= LARGEST_EXACT for cell in graphs.cells)


def distances(graphs: Graphs, rows: tuple[Counts, ...], columns: tuple[Counts, ...]) -> Distances:
    """Distance of every candidate of `rows` to every one of `columns`, both as `Graphs.encode` gives them."""
    total = np.zeros((len(rows[0]), len(columns[0])), dtype=np.float32)
    for cell, first, second in zip(graphs.cells, rows, columns, strict=True):
        total += _cell_distances(cell, first, second)
    return total


def pairwise(graphs: Graphs, encoded: tuple[Counts, ...]) -> Distances:
    """Distance of all pairs; symmetric, zero on the diagonal."""
    count = len(encoded[0])
    total = np.zeros((count, count), dtype=np.float32)
    step = 128
    for start in range(0, count, step):
        rows = tuple(part[start : start + step] for part in encoded)
        columns = tuple(part[start:] for part in encoded)
        block = distances(graphs, rows, columns)
        total[start : start + step, start:] = block
        total[start:, start : start + step] = block.T
    return total


def _cell_distances(cell: CellGraph, rows: Counts, columns: Counts) -> Distances:
    if len(rows) > len(columns):
        return np.ascontiguousarray(_cell_distances(cell, columns, rows).T)
    sizes = rows.sum((1, 2, 3), dtype=np.float32)[:, None] + columns.sum((1, 2, 3), dtype=np.float32)[None]
    agreement = _best_agreement if cell.nodes <= LARGEST_EXACT else _assigned_agreement
    difference: Distances = sizes - agreement(cell, rows, columns)
    return difference


def _best_agreement(cell: CellGraph, rows: Counts, columns: Counts) -> Distances:
    """Largest agreement over all orders of the rows' nodes; shape (rows, columns)."""
    first, second = _features(rows, columns)
    if not first.shape[-1]:
        return np.zeros((len(rows), len(columns)), dtype=np.float32)
    codes = first.shape[-1] // (cell.nodes * (cell.inputs + cell.nodes))
    orders = _orders(cell.inputs, cell.nodes, codes, cell.output)
    used = second.any(axis=0)
    kept = np.ascontiguousarray(second[:, used].T)
    best = np.empty((len(rows), len(columns)), dtype=np.float32)
    step = max(1, _BLOCK // max(1, len(orders) * len(columns)))
    for start in range(0, len(rows), step):
        moved = first[start : start + step][:, orders[:, used]]
        products = moved.reshape(len(moved) * len(orders), len(kept)) @ kept
        best[start : start + step] = products.reshape(len(moved), len(orders), len(columns)).max(axis=1)
    return best


def _features(rows: Counts, columns: Counts) -> tuple[Features, Features]:
    """Thermometer codes of edge sizes and of label counts, flat over (source, node, code)."""
    of_size = min(_highest(rows.sum(3)), _highest(columns.sum(3)))
    of_label = min(_highest(rows), _highest(columns))
    return _thermometer(rows, of_size, of_label), _thermometer(columns, of_size, of_label)


def _highest(counts: NDArray[np.integer]) -> int:
    return int(counts.max(initial=0))


def _thermometer(counts: Counts, of_size: int, of_label: int) -> Features:
    size = counts.sum(axis=3, keepdims=True)
    codes = [size >= level for level in range(1, of_size + 1)]
    codes += [counts >= level for level in range(1, of_label + 1)]
    if not codes:
        return np.zeros((len(counts), 0), dtype=np.float32)
    return np.concatenate(codes, axis=3, dtype=np.float32).reshape(len(counts), -1)


@cache
def _orders(inputs: int, nodes: int, codes: int, output: bool) -> NDArray[np.intp]:
    """Where each feature of a reordered graph comes from, by order of the nodes; shape (orders, features).

    A node that is the `output` stays the last.
    """
    flat = np.arange((inputs + nodes) * nodes * codes).reshape(inputs + nodes, nodes, codes)
    rearranged = []
    last = (nodes - 1,) if output else ()
    for free in permutations(range(nodes - len(last))):
        order = (*free, *last)
        sources = [*range(inputs), *(inputs + node for node in order)]
        rearranged.append(flat[sources][:, list(order)].ravel())
    return np.array(rearranged, dtype=np.intp)


def _assigned_agreement(cell: CellGraph, rows: Counts, columns: Counts) -> Distances:
    """Agreement under the nodes' own order or the best matching of what they read and feed."""
    agreement = np.empty((len(rows), len(columns)), dtype=np.float32)
    for row, first in enumerate(rows):
        for column, second in enumerate(columns):
            agreement[row, column] = _matched(cell, first, second)
    return agreement


def _matched(cell: CellGraph, first: Counts, second: Counts) -> float:
    likeness = np.minimum(_around(cell, first)[:, None], _around(cell, second)[None]).sum(axis=2, dtype=np.int64)
    if cell.output:
        likeness[-1, -1] += 1 + likeness.sum()
    _, forward = linear_sum_assignment(-likeness)
    _, backward = linear_sum_assignment(-likeness.T)
    orders = (np.arange(cell.nodes), np.argsort(forward), backward)
    return max(_agreement(cell, first, second, order) for order in orders)


def _around(cell: CellGraph, graph: Counts) -> NDArray[np.int8]:
    """What each node reads from inputs, from nodes, and feeds, by label; shape (nodes, features)."""
    reads = graph[: cell.inputs].transpose(1, 0, 2).reshape(cell.nodes, -1)
    inner = graph[cell.inputs :]
    return np.concatenate([reads, inner.sum(axis=0), inner.sum(axis=1)], axis=1).astype(np.int8)


def _agreement(cell: CellGraph, first: Counts, second: Counts, order: NDArray[np.intp]) -> float:
    sources = np.concatenate([np.arange(cell.inputs), cell.inputs + order])
    moved = first[sources][:, order]
    sizes = np.minimum(moved.sum(axis=2), second.sum(axis=2)).sum()
    return float(sizes + np.minimum(moved, second).sum(dtype=np.int64))
