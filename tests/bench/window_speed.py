"""How quick the window is on the recorded large study, measured in the browser by its own clock.

    python -m tests.bench.window_speed [NAME …]

prints a JSON line for each number with the bar that it must stay under, and fails where one does not. The studies are
made first, which takes minutes; `NAS_NAVIGATOR_LARGE` and `NAS_NAVIGATOR_HUGE` name directories in which they are kept.
"""

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.large_study import Size
from tests.bench.stage import Reading, Stage, p95, recorded_large, staged
from tests.bench.steady import training

LARGE, HUGE = "NAS_NAVIGATOR_LARGE", "NAS_NAVIGATOR_HUGE"
HUGE_SIZE = Size(cells=3, candidates=100_000, epochs=6, relayout=False)
HOVERS = 60
LASSOED = 5_000
ROUNDS = 7
"""Lassos and brushes, of which the median counts."""
CORNERS = 24

MARKED = "Number(document.querySelector('[data-points]').dataset.marked)"
LEGO = "document.querySelector('[aria-label=\"Lego view\"]')"


def hover_brick(stage: Stage) -> Reading:
    """From the pointer on a brick to the frame in which the dots of the candidates that contain it stand out."""
    found = candidates_by_path(stage)
    elapsed, last = [], 0
    for path, centre in bricks_in_sight(stage):
        expected = len(found.get(path, ()))
        if expected in (0, last):
            continue
        stage.arm("pointermove", f"{MARKED} === {expected}")
        stage.page.mouse.move(*centre)
        elapsed.append(stage.elapsed())
        last = expected
        if len(elapsed) == HOVERS:
            break
    return Reading("hover_brick_to_dots_p95", p95(elapsed), 100, "ms", {"hovers": len(elapsed), "max": max(elapsed)})


def hover_dot(stage: Stage) -> Reading:
    """From the pointer on a dot to the frame in which the bricks of its candidate are lit and no others."""
    here = {path for path, _ in bricks_in_sight(stage)}
    at = stage.window.map_transform()
    elapsed = []
    for candidate in lonely_points(stage, HOVERS):
        expected = sorted(here & set(stage.records["candidates"][candidate]["paths"]))
        lit = f"[...{LEGO}.querySelectorAll('button.path[data-lit]')].map((each) => each.dataset.path)"
        shown = f"{lit}.filter((id) => {sorted(here)!r}.includes(id)).sort().join() === {','.join(expected)!r}"
        stage.arm("pointermove", shown)
        stage.page.mouse.move(*at.pixel(stage.records["points"][candidate]))
        elapsed.append(stage.elapsed())
    return Reading("hover_dot_to_bricks_p95", p95(elapsed), 100, "ms", {"hovers": len(elapsed), "max": max(elapsed)})


def lasso(stage: Stage) -> Reading:
    """From the pointer's release after a lasso of about 5,000 dots to the frame that shows them selected."""
    return _lasso(stage, "lasso_5000", 100)


def lasso_of_100_000(stage: Stage) -> Reading:
    """The same with 100,000 dots on the map."""
    return _lasso(stage, "lasso_5000_of_100000", 200)


def _lasso(stage: Stage, name: str, bar: float) -> Reading:
    at = stage.window.map_transform()
    circle = [at.pixel(point) for point in circle_around(stage.records["points"].values(), LASSOED)]
    elapsed = []
    for _ in range(ROUNDS):
        stage.page.keyboard.press("Escape")
        stage.page.wait_for_function(f"() => {MARKED} === 0")
        stage.page.keyboard.down("Shift")
        stage.page.mouse.move(*circle[0])
        stage.page.mouse.down()
        for corner in circle[1:]:
            stage.page.mouse.move(*corner, steps=4)
        stage.arm("pointerup", f"{MARKED} > {LASSOED * 0.9}")
        stage.page.mouse.up()
        elapsed.append(stage.elapsed())
        stage.page.keyboard.up("Shift")
    taken = stage.page.evaluate(f"() => {MARKED}")
    return _median(name, elapsed, bar, {"taken": taken, "points": len(stage.records["points"])})


def brush(stage: Stage) -> Reading:
    """From the pointer's release after a box in candidate information to the frame that shows the bricks selected."""
    area = stage.window.paths_plot.bounding_box()
    assert area is not None
    left, top, right, bottom = area["x"], area["y"], area["x"] + area["width"], area["y"] + area["height"]
    selected = f"{LEGO}.querySelectorAll('[data-path][data-selected]').length"
    elapsed, taken = [], 0
    for _ in range(ROUNDS):
        stage.page.keyboard.press("Escape")
        stage.page.wait_for_function(f"() => {selected} === 0")
        stage.page.mouse.move(left + 2, top + 2)
        stage.page.mouse.down()
        stage.page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=5)
        stage.page.mouse.move(right - 2, bottom - 2, steps=5)
        stage.arm("pointerup", f"{selected} > 0")
        stage.page.mouse.up()
        elapsed.append(stage.elapsed())
        taken = stage.page.evaluate(f"() => {selected}")
    return _median("brush_to_bricks", elapsed, 100, {"bricks": taken})


def move_overview(stage: Stage) -> Reading:
    """Frames while the overview is panned and zoomed."""
    return _moved(stage, "lego_overview_frame_p95", 33)


def move_graph(stage: Stage) -> Reading:
    """The same with every cell open as a graph."""
    return _moved(stage, "lego_every_cell_open_frame_p95", 50)


def _moved(stage: Stage, name: str, bar: float) -> Reading:
    area = stage.window.view("Lego view").bounding_box()
    assert area is not None
    middle = area["x"] + area["width"] / 2, area["y"] + area["height"] / 2
    stage.page.mouse.move(*middle)
    stage.page.wait_for_timeout(500)
    stage.page.evaluate("() => clock.watchFrames()")
    for step in range(40):
        stage.page.mouse.wheel(60 if step < 20 else -60, 0)
    stage.page.keyboard.down("Control")
    for step in range(20):
        stage.page.mouse.wheel(0, -40 if step < 10 else 40)
    stage.page.keyboard.up("Control")
    frames: list[float] = stage.page.evaluate("() => clock.framesSeen()")
    times = [after - before for before, after in pairwise(frames)]
    return Reading(name, p95(times), bar, "ms", {"frames": len(times), "max": max(times)})


def bricks_in_sight(stage: Stage) -> list[tuple[str, tuple[float, float]]]:
    """Ids and centres of the bricks of the open cell that a pointer can reach."""
    found: list[Any] = stage.page.evaluate(
        """() => [...document.querySelectorAll('[aria-label="Lego view"] button.path')].map((brick) => {
            const { x, y, width, height } = brick.getBoundingClientRect();
            return [brick.dataset.path, [x + width / 2, y + height / 2]];
        }).filter(([path, [x, y]]) => document.elementFromPoint(x, y)?.closest('[data-path]')?.dataset.path === path)"""
    )
    return [(path, (x, y)) for path, (x, y) in found]


def candidates_by_path(stage: Stage) -> dict[str, list[str]]:
    """The candidates on the map that contain each path."""
    found: dict[str, list[str]] = {}
    for identifier, candidate in stage.records["candidates"].items():
        for path in candidate["paths"]:
            found.setdefault(path, []).append(identifier)
    return found


def lonely_points(stage: Stage, count: int) -> Iterator[str]:
    """The candidates whose dots lie farthest from all others, so that a pointer finds them and nothing else."""
    points = list(stage.records["points"].items())
    places: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for _, point in points:
        places.setdefault((int(point["x"] * 20), int(point["y"] * 20)), []).append((point["x"], point["y"]))

    def room(point: dict[str, float]) -> float:
        column, row = int(point["x"] * 20), int(point["y"] * 20)
        near = (places.get((column + i, row + j), []) for i in (-1, 0, 1) for j in (-1, 0, 1))
        gaps = sorted(math.dist((point["x"], point["y"]), other) for cell in near for other in cell)
        return gaps[1] if len(gaps) > 1 else 1.0

    return iter([key for key, _ in sorted(points, key=lambda item: -room(item[1]))[:count]])


def circle_around(points: Any, count: int) -> list[dict[str, float]]:
    """Corners of a circle around the middle of the map with so many of the points inside."""
    radii = sorted(math.hypot(point["x"], point["y"]) for point in points)
    radius = radii[min(count, len(radii) - 1)]
    angles = [2 * math.pi * corner / CORNERS for corner in range(CORNERS + 1)]
    return [{"x": radius * math.cos(angle), "y": radius * math.sin(angle)} for angle in angles]


def _median(name: str, elapsed: Sequence[float], bar: float, detail: dict[str, Any]) -> Reading:
    return Reading(name, sorted(elapsed)[len(elapsed) // 2], bar, "ms", {**detail, "max": max(elapsed)})


Measure = Callable[[Stage], Reading]
AT_10_000: tuple[Measure, ...] = (hover_brick, hover_dot, lasso, brush, move_overview)
AT_10_000_AS_GRAPH: tuple[Measure, ...] = (move_graph,)
AT_100_000: tuple[Measure, ...] = (lasso_of_100_000,)


def readings(directory: Path, chosen: Sequence[str] = ()) -> Iterator[Reading]:
    """Every number, or those of the chosen names; studies are made in the directory where none is kept."""

    def wanted(measures: Sequence[Measure]) -> list[Measure]:
        return [measure for measure in measures if not chosen or measure.__name__ in chosen]

    large = (LARGE, Size(), directory / "large")
    huge = (HUGE, HUGE_SIZE, directory / "huge")
    for (variable, size, place), query, measures in (
        (large, "", AT_10_000),
        (large, "&lego.level=graph", AT_10_000_AS_GRAPH),
        (huge, "", AT_100_000),
    ):
        if wanted(measures):
            data, study = recorded_large(place, variable, size)
            with staged(data, study, query) as stage:
                yield from (measure(stage) for measure in wanted(measures))
    if not chosen or "training" in chosen:
        data, study = recorded_large(large[2], LARGE, Size())
        yield from training(data, study)


def main() -> None:
    """Print every number; fail where one is over its bar."""
    failed = False
    with ExitStack() as stack:
        directory = Path(stack.enter_context(TemporaryDirectory()))
        for reading in readings(directory, sys.argv[1:]):
            print(reading.line(), flush=True)
            failed |= not reading.passed
    sys.exit(failed)


if __name__ == "__main__":
    main()
