"""A study whose objective is made small: words, signs, colours and orders turn with it.

No call makes such a study yet, so this one comes from a stored log: see `stored_study`.
"""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from nas_navigator_schemas.configuration import Objective
from tests.e2e.stored import STUDY, stored_study
from tests.e2e.window import Window
from tests.server import Server, start_server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("objective") / "data"
    stored_study(root, Objective(name="loss", direction="minimize"))
    with start_server(root) as server:
        yield server


@pytest.fixture(scope="module")
def records(server: Server) -> dict[str, Any]:
    return dict(httpx.get(f"{server.api}/studies/{STUDY}").json()["records"])


@pytest.fixture
def window(page: Page, server: Server, records: dict[str, Any]) -> Window:
    window = Window(page, f"{server.url}/?study={STUDY}")
    expect(window.counter).to_contain_text("48 evaluated")
    return window


def _best(records: dict[str, Any]) -> tuple[str, float]:
    losses = {key: each["objectives"]["loss"] for key, each in records["candidates"].items() if each["evaluated"]}
    best = min(losses, key=lambda key: float(losses[key]))
    return best, losses[best]


def _advantages(records: dict[str, Any]) -> dict[str, float]:
    (scores,) = records["scores"].values()
    return {
        path: value
        for path, value in zip(scores["paths"], scores["advantage"], strict=True)
        if value is not None and records["paths"][path]["cell"] == "c0"
    }


def _brick(window: Window, path: str) -> Locator:
    return window.bricks(f"[data-path='{path}']")


def test_the_best_is_the_least_everywhere(window: Window, records: dict[str, Any]) -> None:
    best, loss = _best(records)
    expect(window.counter).to_contain_text(f"best {loss:.3f} nats")
    timeline = window.view("Timeline")
    expect(timeline.get_by_role("figure", name="Best loss so far by evaluations")).to_contain_text(
        f"now {loss:.3f} nats"
    )
    window.page.get_by_role("tab", name="Candidates", exact=True).click()
    table = window.view("Candidates")
    expect(table.get_by_role("columnheader", name="loss")).to_have_attribute("aria-sort", "ascending")
    expect(table.locator("[data-candidate]").first).to_have_attribute("data-candidate", best)
    expect(table.locator("[data-candidate]").first).to_contain_text("best")
    expect(window.view("Properties")).to_contain_text("Loss, less is better")


def test_a_path_that_lowers_it_is_good(window: Window, records: dict[str, Any]) -> None:
    advantages = _advantages(records)
    good = min(advantages, key=lambda path: advantages[path])
    bad = max(advantages, key=lambda path: advantages[path])
    for path, sign, word in ((good, "−", "better"), (bad, "\\+", "worse")):
        _brick(window, path).hover()
        said = re.compile(rf"advantage {sign}\d\.\d{{3}} ± \d\.\d{{3}} nats, {word}")
        expect(window.view("Lego view")).to_contain_text(said)
    _brick(window, good).click()
    expect(window.view("Properties")).to_contain_text("nats, better")


def test_colours_say_which_way_is_better(window: Window, records: dict[str, Any]) -> None:
    """Purple is good and orange is bad, on the scale and on the bricks."""
    lego = window.view("Lego view")
    lego.get_by_role("combobox", name="colour").select_option("advantage")
    expect(lego).to_contain_text("nats, less is better")
    advantages = _advantages(records)
    good, bad = (_tint(_brick(window, pick(advantages, key=lambda path: advantages[path]))) for pick in (min, max))
    assert good["blue"] > good["red"], "a path that lowers the loss"
    assert bad["red"] > bad["blue"], "a path that raises it"
    assert re.search(r"90deg, rgb\(84, 39, 136\)", lego.locator(".ramp").get_attribute("style") or "")


def _tint(brick: Locator) -> dict[str, int]:
    colour = brick.locator(".brick").evaluate("each => each.style.getPropertyValue('--operation')")
    return dict(zip(("red", "green", "blue"), map(int, re.findall(r"\d+", colour)), strict=False))


def test_candidate_information_says_that_less_is_better(window: Window) -> None:
    view = window.view("Candidate information")
    view.get_by_role("button", name="advantage", exact=True).click()
    expect(
        window.page.get_by_role("listbox", name="Paths: advantage, nats, less is better by frequency")
    ).to_be_visible()
    view.get_by_role("button", name="advantage, nats, less is better ↑").focus()
    expect(window.page.get_by_role("tooltip")).to_contain_text("below zero is good")


def test_the_list_of_studies_names_it(page: Page, server: Server, records: dict[str, Any]) -> None:
    page.goto(server.url)
    expect(page.get_by_role("row").filter(has_text="Recorded")).to_contain_text(f"loss {_best(records)[1]:.3f} nats")
