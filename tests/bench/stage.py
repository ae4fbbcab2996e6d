"""Where the window is measured: a real server on a copy of a recorded study, a real browser, the page's own clock."""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright

from tests.bench.large_study import Size, record
from tests.e2e.browser import launch
from tests.e2e.window import Window
from tests.server import Server, start_server

Records = dict[str, dict[str, dict[str, Any]]]
CLOCK = Path(__file__).with_name("clock.js")
VIEWPORT = {"width": 1440, "height": 900}
LOADED_MS = 120_000


@dataclass(frozen=True)
class Reading:
    """One number of the bench and the bar that it must stay under; `detail` says what it was taken from."""

    name: str
    value: float
    bar: float
    unit: str
    detail: dict[str, Any]

    @property
    def passed(self) -> bool:
        return self.value < self.bar

    def line(self) -> str:
        """As a JSON line."""
        rounded = {"name": self.name, "value": round(self.value, 2), "bar": self.bar, "unit": self.unit}
        return json.dumps({**rounded, "passed": self.passed, **self.detail})


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 values do not exceed."""
    return quantiles(values, n=20, method="inclusive")[-1]


@dataclass(frozen=True)
class Stage:
    """A window on a study, and what the study holds."""

    window: Window
    server: Server
    study: str
    records: Records

    @property
    def page(self) -> Page:
        return self.window.page

    def arm(self, event: str, shows: str) -> None:
        """Have the clock wait for an event, and for the frame in which the JavaScript expression `shows` holds."""
        self.page.evaluate(f"() => clock.arm({event!r}, () => {shows})")

    def elapsed(self) -> float:
        """Milliseconds between the two."""
        return float(self.page.evaluate("() => clock.answer"))


def recorded_large(directory: Path, variable: str, size: Size) -> tuple[Path, str]:
    """The data directory of a recorded study and its id: the one kept where the environment says, else a new one."""
    root = Path(os.environ.get(variable) or directory)
    name = root / "study"
    if not name.exists():
        shutil.rmtree(root / "data", ignore_errors=True)
        name.write_text(record(root / "data", size)["study"])
    return root / "data", name.read_text()


@contextmanager
def staged(data: Path, study: str, query: str = "", command: Sequence[str] = ()) -> Iterator[Stage]:
    """A window that shows a copy of a recorded study."""
    with TemporaryDirectory(prefix="nas-navigator-bench-") as temporary:
        copy = Path(temporary) / "data"
        shutil.copytree(data, copy)
        with start_server(copy, **({"command": command} if command else {})) as server, _page() as page:
            server.wait_ready()
            records = httpx.get(f"{server.api}/studies/{study}", timeout=120).json()["records"]
            window = Window(page, f"{server.url}/?study={study}{query}", LOADED_MS)
            ready = f"[data-points='{len(records['points'])}']"
            page.locator(ready).wait_for(timeout=LOADED_MS)
            yield Stage(window, server, study, records)


@contextmanager
def _page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(viewport=VIEWPORT, color_scheme="light")
        context.set_default_timeout(LOADED_MS)
        page = context.new_page()
        page.add_init_script(path=CLOCK)
        yield page
        browser.close()
