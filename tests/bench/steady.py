"""A minute of training with 50 updates a second: what it does to the page's tasks, its memory and its punctuality."""

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx

from tests.bench.stage import Reading, Stage, p95, staged
from tests.bench.steady_worker import NOTES, RATE

SECONDS = 60
SETTLE_MS = 5_000
"""From the first update on: what the page does then for the first time is compiled, and kept."""
COLLECTIONS = 5
COUNTER = "document.querySelector('.counter-job progress')"


def training(data: Path, study: str, seconds: int = SECONDS) -> Iterator[Reading]:
    """The longest task, the growth of the heap, and the time from an event in the worker to the pixel."""
    command = (sys.executable, "-m", "tests.bench.steady_server")
    with staged(data, study, command=command) as stage:
        idle = heap(stage)
        answer = httpx.post(
            f"{stage.server.api}/studies/{study}/commands",
            json={"type": "start_training", "epochs": (seconds + 30) * RATE},
        )
        assert answer.status_code == 202, answer.text
        stage.page.locator(".counter-job progress").wait_for()
        stage.page.wait_for_timeout(SETTLE_MS)
        before = heap(stage)
        stage.page.evaluate("() => void (clock.longTasks.length = 0)")
        stage.page.evaluate(f"() => clock.watchText(() => {COUNTER}, (bar) => bar?.value ?? null)")
        stage.page.wait_for_timeout(seconds * 1000)
        tasks: list[float] = stage.page.evaluate("() => clock.longTasks")
        seen: list[tuple[float | None, float]] = stage.page.evaluate("() => clock.textsSeen()")
        after = heap(stage)
        said = _said(stage)
    late = [painted - said[int(epoch)] for epoch, painted in seen if epoch and int(epoch) in said]
    rate = {"updates_a_second": round(len([1 for epoch, _ in seen if epoch]) / seconds, 1), "said": len(said)}
    yield Reading("training_longest_task", max(tasks, default=0.0), 200, "ms", {"long_tasks": len(tasks), **rate})
    yield Reading(
        "training_heap_growth", after / before * 100 - 100, 20, "%", {"idle": idle, "before": before, "after": after}
    )
    yield Reading("training_event_to_pixel_p95", p95(late), 250, "ms", {"events": len(late), "max": max(late)})


def heap(stage: Stage) -> int:
    """Bytes in use on the page's heap after forced collections: what one leaves for finalising, the next one takes."""
    session = stage.page.context.new_cdp_session(stage.page)
    session.send("HeapProfiler.enable")
    used = []
    for _ in range(COLLECTIONS):
        session.send("HeapProfiler.collectGarbage")
        used.append(int(session.send("Runtime.getHeapUsage")["usedSize"]))
    session.detach()
    return min(used)


def _said(stage: Stage) -> dict[int, float]:
    """When the worker said each epoch, in ms since 1970."""
    lines = (stage.server.data_dir / NOTES).read_text().splitlines()
    return {int(epoch): float(at) * 1000 for epoch, at in (line.split() for line in lines)}
