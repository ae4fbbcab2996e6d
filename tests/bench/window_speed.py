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

from playwright.sync_api import Locator

from tests.bench.large_study import Size
from tests.bench.stage import Reading, Stage, p95, recorded_large, staged
from tests.bench.steady import training

LARGE, HUGE = "NAS_NAVIGATOR_LARGE", "NAS_NAVIGATOR_HUGE"
HUGE_SIZE = Size(cells=3, candidates=100_000, epochs=6, relayout=False)
AS_GRAPH = "&lego.level=graph&lego.open=all"
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
    selected = f"{LEGO}.querySelectorAll('button[data-path][data-selected]').length"
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
    """Frames while the row of cells is moved and zoomed by the wheel."""
    area = stage.window.view("Lego view").get_by_role("group", name="Cells", exact=True)
    position = f"[{LEGO}.querySelector('.row-scroll').scrollLeft, {LEGO}.querySelector('.row').style.width].join()"
    x, y = _middle(area)
    stage.page.mouse.move(x, y)

    def move() -> None:
        for step in range(60):
            stage.page.mouse.wheel(40 if step < 30 else -40, 0)
        stage.page.keyboard.down("Control")
        for step in range(40):
            stage.page.mouse.wheel(0, -20 if step < 20 else 20)
        stage.page.keyboard.up("Control")

    return _moved(stage, "lego_overview_frame_p95", 33, position, move)


def move_graph(stage: Stage) -> Reading:
    """Frames while the graph with every cell open is dragged and zoomed, from all in sight to bricks and back."""
    graph = stage.window.view("Lego view").get_by_role("group", name="Graph", exact=True)
    graph.get_by_role("button", name="Fit", exact=True).click()
    position = f"{LEGO}.querySelector('.react-flow__viewport').style.transform"
    x, y = _middle(graph)

    def drag() -> None:
        stage.page.mouse.move(x, y)
        stage.page.mouse.down(button="middle")
        stage.page.mouse.move(x - 200, y - 30, steps=20)
        stage.page.mouse.move(x + 200, y + 30, steps=20)
        stage.page.mouse.up(button="middle")
        stage.page.mouse.move(x, y)

    def move() -> None:
        for delta in (-60, 60):
            drag()
            for _ in range(30):
                stage.page.mouse.wheel(0, delta)
            drag()

    return _moved(stage, "lego_every_cell_open_frame_p95", 50, position, move)


def _moved(stage: Stage, name: str, bar: float, position: str, move: Callable[[], None]) -> Reading:
    """How far frames lie apart while `position` changes."""
    stage.page.wait_for_timeout(500)
    stage.page.evaluate(f"() => clock.watchFrames(() => {position})")
    move()
    frames: list[tuple[float, str]] = stage.page.evaluate("() => clock.framesSeen()")
    times = [now - before for (before, was), (now, is_) in pairwise(frames) if was != is_]
    return Reading(name, p95(times), bar, "ms", {"moving_frames": len(times), "max": max(times)})


def _middle(area: Locator) -> tuple[float, float]:
    box = area.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


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
        (large, AS_GRAPH, AT_10_000_AS_GRAPH),
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
