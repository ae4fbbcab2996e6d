"""The list of studies and the form for a new one, through the page only."""

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.client import StudyClient
from tests.e2e.conftest import Complaints
from tests.e2e.window import SECOND
from tests.server import Server

pytestmark = pytest.mark.browser

SMALL = {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 2}}


def study(server: Server, name: str, **fields: object) -> str:
    body = {"name": name, "dataset": "digits", "template": SMALL, **fields}
    answer = httpx.post(f"{server.api}/studies", json=body, timeout=60)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def rows(page: Page) -> list[str]:
    return page.get_by_role("rowheader").all_inner_texts()


def test_the_list_says_how_far_each_study_is_and_a_click_opens_one(
    page: Page, studio: Server, recorded_study: StudyClient
) -> None:
    page.goto(studio.url)
    row = page.get_by_role("row", name=re.compile("Recorded"))
    best = recorded_study.records["candidates"][recorded_study.study["best_candidate"]]["objectives"]["accuracy"]
    for words in ("Digits", "NRN", "searched", f"{best:.3f}"):
        expect(row).to_contain_text(words)
    assert row.get_by_role("cell").all_inner_texts()[3:6] == ["6", "6", "48"]
    row.click()
    expect(page).to_have_url(re.compile(f"study={recorded_study.id}"))
    page.go_back()
    expect(page.get_by_role("heading", name="Studies")).to_be_visible()


def test_studies_are_searched_sorted_walked_and_deleted(page: Page, studio: Server) -> None:
    study(studio, "Zebra")
    study(studio, "Aardvark")
    page.goto(studio.url)
    expect(page.get_by_role("rowheader")).to_have_count(3)
    page.get_by_role("button", name="name").click()
    assert rows(page) == ["Aardvark", "Recorded", "Zebra"]
    page.get_by_role("button", name="best").click()
    assert rows(page)[0] == "Recorded"
    page.keyboard.press("/")
    page.keyboard.type("zeb")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    expect(page.get_by_text("showing 1 of 3")).to_be_visible()
    page.get_by_role("button", name="Delete Zebra").click()
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Delete Zebra").click()
    page.get_by_role("button", name="Delete Zebra for ever").click()
    expect(page.get_by_text("No study has “zeb”")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name="name").click()
    page.get_by_role("link", name="Aardvark").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Recorded")).to_be_focused()


@pytest.mark.parametrize("width", [1024, 1440])
def test_long_names_push_nothing_out_of_sight(page: Page, studio: Server, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    long = "W" * 80
    built = httpx.post(
        f"{studio.api}/templates/build", json={"dataset": "digits", "template": SMALL}, timeout=60
    ).json()
    file = {"format": "nas-navigator template", "version": 1, "name": long, "template": built["template"]}
    template = httpx.post(f"{studio.api}/templates", json=file, timeout=60).json()["id"]
    made = study(studio, "N" * 80, template={"id": template})
    page.goto(studio.url)
    table = page.get_by_role("table")
    row = page.get_by_role("row", name=re.compile("NNN"))
    expect(row.get_by_role("cell").nth(1)).to_have_attribute("title", long)
    row.get_by_role("button", name=re.compile("^Delete")).click()
    for button in (row.get_by_role("button", name=re.compile("for ever$")), row.get_by_role("button", name="Keep")):
        box = button.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= width
    assert table.evaluate("table => table.getBoundingClientRect().left") >= 0
    row.get_by_role("button", name="Keep").click()

    page.goto(f"{studio.url}/?page=new")
    card = page.locator(".card").filter(has=page.get_by_role("radio", name=long))
    expect(card).to_be_visible()
    assert card.evaluate("card => card.scrollWidth <= card.clientWidth")
    httpx.delete(f"{studio.api}/studies/{made}", timeout=60)
    httpx.delete(f"{studio.api}/templates/{template}", timeout=60)


def test_a_row_follows_a_study_that_runs(page: Page, studio: Server) -> None:
    running = study(studio, "Runner")
    page.goto(studio.url)
    row = page.get_by_role("row", name=re.compile("Runner"))
    expect(row).to_contain_text("new")
    httpx.post(f"{studio.api}/studies/{running}/commands", json={"type": "start_training", "epochs": 2}, timeout=60)
    # A page that is looked at again asks at once.
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(row).to_contain_text(re.compile(r"training, epoch \d of 2|trained"), timeout=10 * SECOND)
    expect(row.get_by_role("cell").nth(2)).to_have_text("trained", timeout=60 * SECOND)
    expect(row.get_by_role("cell").nth(3)).to_have_text("2")


def test_a_study_is_made_by_keyboard_only(page: Page, studio: Server) -> None:
    page.goto(studio.url)
    page.get_by_role("button", name="New study").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    summary = page.get_by_role("complementary", name="What will be made")
    expect(summary).to_contain_text("Give it a name first.")
    page.keyboard.type("By keyboard")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Digits")).to_be_focused()
    expect(page.get_by_role("radiogroup", name="Template").get_by_role("radio", name="Cells")).to_be_checked()
    page.get_by_label("Nodes", exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2")
    page.get_by_role("button", name="Cells: one fewer").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="2: reduction").press("Enter")
    page.get_by_role("checkbox", name="5x5 separable convolution").press("Space")
    expect(summary).to_contain_text("NN")
    expect(summary).to_contain_text(re.compile(r"paths\s*50"))
    page.get_by_label("Learning rate").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("0.05")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("study="), timeout=20 * SECOND)
    (made,) = [each for each in httpx.get(f"{studio.api}/studies").json() if each["name"] == "By keyboard"]
    records = httpx.get(f"{studio.api}/studies/{made['id']}").json()["records"]
    assert [cell["kind"] for cell in records["cells"].values()] == ["normal", "normal"]
    assert len(records["paths"]) == 50
    assert records["study"][made["id"]]["training"]["learning_rate"] == 0.05


def test_what_cannot_be_is_said_where_it_was_entered(page: Page, studio: Server, complaints: Complaints) -> None:
    page.goto(f"{studio.url}/?page=new")
    page.get_by_label("Name", exact=True).fill("Wrong")
    nodes = page.get_by_label("Nodes", exact=True)
    nodes.fill("99")
    expect(nodes).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("12 or less.")).to_be_visible()
    create = page.get_by_role("button", name="Create")
    expect(create).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_text("Mend what is marked under template.")).to_be_visible()
    nodes.fill("2")
    seed = page.get_by_label("Seed", exact=True)
    for number in ("1e30", ""):
        seed.fill(number)
        expect(page.get_by_text("A whole number from 0 to 9,007,199,254,740,991.")).to_be_visible()
        expect(create).to_have_attribute("aria-disabled", "true")
    seed.fill("7")
    expect(create).not_to_have_attribute("aria-disabled", "true")
    # An empty field is no number: the browser would complain of one that is written as NaN.
    nodes.fill("")
    nodes.fill("2")
    # What only the server knows: a node of few operations cannot have so many paths into it.
    complaints.forgive("422")
    page.get_by_text(re.compile("More settings: .*inputs per node")).click()
    page.get_by_label("Inputs per node 2").fill("30")
    page.get_by_label("Inputs per node 1").fill("30")
    summary = page.get_by_role("complementary", name="What will be made")
    expect(summary).to_contain_text("node 1 of normal cell 1 needs at least 30 available paths")
    expect(create).to_have_attribute("aria-disabled", "true")


def test_data_sets_show_real_images(page: Page, studio: Server) -> None:
    page.goto(f"{studio.url}/?page=new")
    picture = page.get_by_role("img", name=re.compile("Training images of Digits"))
    expect(picture).to_be_visible()
    expect(page.locator("img.samples").first).to_have_js_property("naturalWidth", 90)


def test_without_a_study_there_are_two_ways_on(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(page.get_by_role("heading", name="No study yet")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Look at the templates").click()
    expect(page).to_have_url(re.compile("page=templates"))
    page.go_back()
    page.get_by_role("button", name="New study").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
