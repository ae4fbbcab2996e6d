"""How the main states look, in both themes and at two sizes, against pictures that were reviewed by eye.

A picture that differs fails its test and leaves `expected`, `actual` and `difference` in `test-results/appearance/`.
Where the change is meant, or a state is new, look at them and take the new ones with

    make appearance        (or NAS_NAVIGATOR_ACCEPT=1 pytest tests/e2e/test_appearance.py)

The study comes from a stored log of a real run, time stands still, nothing moves. Pictures are kept at half their size,
which evens out how edges of letters are drawn. They hold for the fonts and the browser of the machine that made them:
where those differ, the tests are left out with NAS_NAVIGATOR_APPEARANCE=0.
"""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.stored import stored_study
from tests.server import Server, start_server

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.environ.get("NAS_NAVIGATOR_APPEARANCE") == "0", reason="other fonts or another browser"),
]

ACCEPT = os.environ.get("NAS_NAVIGATOR_ACCEPT") == "1"
BASELINES = Path(__file__).parent / "appearance"
RESULTS = Path(__file__).parents[2] / "test-results" / "appearance"
NOW = "2026-11-24T12:00:00Z"

_BEEN_HERE = '{"toured": true}'
"""The settings of somebody who has declined the tour."""

LEVELS = 24
"""How far a channel of a pixel may be off, of 255."""
SHARE = 5e-4
"""How many of the pixels may be further off: about a sixth of a button."""


@dataclass(frozen=True)
class Stored:
    server: Server
    study: str
    best: str
    second: str
    region: str

    def window(self, settings: str = "") -> str:
        return f"{self.server.url}/?study={self.study}{settings}"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stored]:
    root = tmp_path_factory.mktemp("appearance") / "data"
    study = stored_study(root)
    with start_server(root) as server:
        records = httpx.get(f"{server.api}/studies/{study}").json()["records"]
        best = records["study"][study]["best_candidate"]
        others = [key for key, each in records["candidates"].items() if each["evaluated"] and key != best]
        yield Stored(server, study, best, others[0], ".".join([best, *others[:11]]))


def _map(page: Page) -> Locator:
    return page.get_by_role("region", name="Search space").locator("[data-points='340']")


def _heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


@dataclass(frozen=True)
class State:
    address: Callable[[Stored], str]
    ready: Callable[[Page], Locator]
    press: str | None = None
    """The button or tab that leads to the state."""


STATES = {
    "start": State(lambda s: s.server.url, lambda page: page.get_by_role("link", name="Recorded")),
    "templates": State(lambda s: f"{s.server.url}/?page=templates", _heading),
    "new": State(lambda s: f"{s.server.url}/?page=new", lambda page: page.get_by_text("252").first),
    "candidate": State(lambda s: s.window(f"&candidates={s.best}"), _map),
    "graph": State(lambda s: s.window(f"&lego.level=graph&candidates={s.best}"), _map),
    "compared": State(lambda s: s.window(f"&candidates={s.best}&second={s.second}"), _map),
    "alike": State(lambda s: s.window(f"&map.sets=profile&candidates={s.region}"), _map),
    "union": State(lambda s: s.window(f"&map.sets=union&candidates={s.region}"), _map),
    "past": State(lambda s: s.window("&at=14"), lambda page: page.get_by_text("24 Nov 2026")),
    "finals": State(
        lambda s: s.window("&final.open=yes"), lambda page: page.get_by_role("dialog", name="Final networks")
    ),
    "table": State(lambda s: s.window(), lambda page: page.get_by_text("0.850").last, press="Candidates"),
    "editor": State(
        lambda s: f"{s.server.url}/?page=templates",
        lambda page: page.get_by_role("region", name="Lego view"),
        press="Edit a copy of Cells",
    ),
}


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_it_looks_as_it_did(browser: Browser, stored: Stored, state: str, theme: str, size: tuple[int, int]) -> None:
    with browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=theme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    ) as context:
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        page.add_init_script(f"localStorage.setItem('nas-navigator.settings', '{_BEEN_HERE}')")
        page.goto(STATES[state].address(stored))
        if (press := STATES[state].press) is not None:
            page.get_by_role("button", name=press).or_(page.get_by_role("tab", name=press)).first.click()
        page.mouse.move(0, 0)
        expect(STATES[state].ready(page)).to_be_visible()
        picture = _still(page)
    _compare(picture, f"{state}-{theme}-{size[0]}x{size[1]}")


def _still(page: Page) -> Image.Image:
    """The page when nothing changes any more: two pictures in a row are the same."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")
    before = b""
    for _ in range(20):
        now = page.screenshot(animations="disabled", caret="hide")
        if now == before:
            return _halved(Image.open(io.BytesIO(now)))
        before = now
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    raise AssertionError("the page never stands still")


def _halved(picture: Image.Image) -> Image.Image:
    return picture.convert("RGB").reduce(2)


def _compare(actual: Image.Image, name: str) -> None:
    path = BASELINES / f"{name}.png"
    if ACCEPT:
        if not path.exists() or _difference(Image.open(path), actual)[1] > 0:
            actual.save(path, optimize=True)
        return
    assert path.exists(), f"no picture of '{name}' was accepted yet: make appearance, and look at it"
    expected = Image.open(path).convert("RGB")
    marked, share = _difference(expected, actual)
    if share > SHARE:
        RESULTS.mkdir(parents=True, exist_ok=True)
        for what, picture in {"expected": expected, "actual": actual, "difference": marked}.items():
            picture.save(RESULTS / f"{name}-{what}.png")
    assert share <= SHARE, f"{share:.2%} of '{name}' differs; see {RESULTS}/{name}-difference.png"


def _difference(expected: Image.Image, actual: Image.Image) -> tuple[Image.Image, float]:
    """The new picture, faint, with red where it differs, and the share of pixels that do."""
    if expected.size != actual.size:
        return actual, 1.0
    ours, theirs = (np.asarray(picture.convert("RGB"), dtype=np.int16) for picture in (actual, expected))
    off = np.abs(ours - theirs).max(axis=2) > LEVELS
    marked = (255 - (255 - ours) // 4).astype(np.uint8)
    marked[off] = (220, 0, 0)
    return Image.fromarray(marked), float(off.mean())
