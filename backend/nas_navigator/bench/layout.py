"""How long a map takes, how well it keeps neighbours, and that placing moves no point of it.

The template has 3 cells tied by kind, of 4 nodes with 2 inputs a node.
"""

import time
from collections.abc import Iterator
from typing import Any

from nas_navigator.bench import BenchError
from nas_navigator.bench.distance import APPENDED, draw
from nas_navigator.datasets import catalogue
from nas_navigator.maps.placement import place
from nas_navigator.maps.projection import fit
from nas_navigator.spaces.templates import cells


def run(candidates: int = 500, seed: int = 0) -> Iterator[dict[str, Any]]:
    """The summary; `moved_old_points` counts points of the map that lie elsewhere after 10 more were placed.

    Args:
        candidates: so many, at random.
        seed: of the candidates and the map.

    Raises:
        BenchError: an option is out of range.
    """
    if candidates < 2:
        raise BenchError(f"candidates {candidates}: take at least 2")
    return iter([_measure(candidates, seed)])


def _measure(count: int, seed: int) -> dict[str, Any]:
    parameters = {"cells": ("normal", "reduction", "normal"), "tie": "by_kind"}
    template = cells.build(parameters, catalogue.entries()[0])
    drawn = draw(template, count + APPENDED, seed)
    started = time.perf_counter()
    layout = fit(template, drawn[:count], seed)
    fitted = time.perf_counter()
    before = layout.xy.copy()
    place(layout, drawn[count:], template)
    placed = time.perf_counter()
    again = place(layout, drawn[:count], template)
    return {
        "candidates": count,
        "fit_s": fitted - started,
        "place_10_s": placed - fitted,
        "trustworthiness": layout.trustworthiness,
        "moved_old_points": int((again != before).any(axis=1).sum()),
    }
