"""The example study from its first epoch to a test accuracy, through the page only."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect
from safetensors.numpy import load_file

from tests.e2e.window import SECOND, Window
from tests.server import Server, start_server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

TRAINED_WITHIN_S = 60
ITERATION_WITHIN_S = 3
TEST_ACCURACY = 0.95


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """As `make run` starts it: with the example study."""
    with start_server(tmp_path / "data", "--example") as running:
        running.wait_ready()
        yield running


def test_from_the_example_study_to_a_test_accuracy(
    server: Server, page: Page, pictures: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    page.goto(server.url)
    page.get_by_role("link", name=re.compile("Digits")).first.click()
    window = Window(page, page.url)
    expect(window.view("Search space").locator("[data-points]")).to_have_attribute("data-points", "300")

    began = time.monotonic()
    window.press("Train")
    window.wait_for_button("Search", TRAINED_WITHIN_S)
    trained_s = time.monotonic() - began

    window.bar.get_by_role("spinbutton", name="Iterations").fill("8")
    began = time.monotonic()
    window.press("Search")
    expect(window.counter).to_contain_text("64 evaluated", timeout=8 * ITERATION_WITHIN_S * SECOND)
    window.wait_for_button("Search", ITERATION_WITHIN_S)
    iteration_s = (time.monotonic() - began) / 8
    expect(window.counter).to_contain_text(re.compile(r"best 0\.\d+"))

    window.press("Finish")
    finish = page.get_by_role("dialog", name="Finish")
    finish.get_by_role("button", name="Train final network").click()
    report = window.view("Loss chart").get_by_role("list", name="Test results")
    expect(report).to_contain_text("test accuracy", timeout=180 * SECOND)
    found = re.search(r"test accuracy (\d\.\d+)", report.inner_text())
    assert found is not None
    accuracy = float(found[1])
    for name, value in {"trained_s": trained_s, "iteration_s": iteration_s, "test_accuracy": accuracy}.items():
        record_property(name, value)
        print(f"{name}: {value:.3f}")

    _take_away(window, tmp_path)
    _pictures(window, server, pictures)
    assert trained_s <= TRAINED_WITHIN_S
    assert iteration_s <= ITERATION_WITHIN_S
    assert accuracy >= TEST_ACCURACY


def _take_away(window: Window, folder: Path) -> None:
    """Both files that the export menu offers are what they say."""
    window.press("Export")
    with window.page.expect_download() as download:
        window.page.get_by_role("menuitem", name=re.compile("Best candidate")).click()
    download.value.save_as(folder / "candidate.json")
    candidate = json.loads((folder / "candidate.json").read_text())
    assert candidate["candidate"]["paths"]
    window.press("Export")
    with window.page.expect_download() as download:
        window.page.get_by_role("menuitem", name=re.compile("Final weights")).click()
    download.value.save_as(folder / "weights.safetensors")
    weights = load_file(folder / "weights.safetensors")
    assert sum(tensor.size for tensor in weights.values()) >= candidate["objectives"]["parameters"]


def _pictures(window: Window, server: Server, folder: Path) -> None:
    """The documentation's pictures: the best candidate selected, everything measured, in both themes."""
    (study,) = httpx.get(f"{server.api}/studies").json()
    records = httpx.get(f"{server.api}/studies/{study['id']}").json()["records"]
    best = records["study"][study["id"]]["best_candidate"]
    x, y = window.map_transform().pixel(records["points"][best])
    window.page.mouse.click(x, y)
    window.page.mouse.move(100, 820)
    for theme in ("dark", "light"):
        window.page.emulate_media(color_scheme=theme)
        window.page.wait_for_timeout(400)
        window.page.screenshot(path=folder / f"window-{theme}.png")
