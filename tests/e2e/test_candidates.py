"""The candidates table: sorted, filtered, linked with every other view, by pointer and by keyboard."""

import csv
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.client import StudyClient
from tests.e2e.conftest import Complaints
from tests.e2e.window import Window

pytestmark = pytest.mark.browser


@pytest.fixture
def table(recorded_window: Window) -> Locator:
    """The view, brought to the front."""
    recorded_window.page.get_by_role("tab", name="Candidates", exact=True).click()
    view = recorded_window.view("Candidates")
    expect(view.get_by_role("grid")).to_be_visible()
    return view


def _rows(table: Locator) -> Locator:
    return table.locator("[data-candidate]")


def _ids(table: Locator) -> list[str]:
    return list(_rows(table).evaluate_all("all => all.map(each => each.dataset.candidate)"))


def _best_first(study: StudyClient) -> list[tuple[str, dict[str, Any]]]:
    evaluated = study.evaluated().items()
    return sorted(evaluated, key=lambda each: (-each[1]["objectives"]["accuracy"], each[0]))


def test_every_candidate_is_a_row_but_only_some_are_drawn(table: Locator, recorded_study: StudyClient) -> None:
    count = len(recorded_study.records["candidates"])
    expect(table.get_by_role("grid")).to_have_attribute("aria-rowcount", str(count + 1))
    expect(table.get_by_role("status")).to_contain_text(f"showing {count} of {count}")
    assert 0 < len(_ids(table)) < 60
    first = table.get_by_role("row").nth(1)
    expect(first).to_have_attribute("aria-rowindex", "2")


def test_a_head_sorts_by_its_column_and_the_address_keeps_it(
    table: Locator, recorded_window: Window, recorded_study: StudyClient
) -> None:
    best = _best_first(recorded_study)
    expect(_rows(table).first).to_contain_text(f"{best[0][1]['objectives']['accuracy']:.3f}")
    values = [each["objectives"]["accuracy"] for _, each in best]
    assert len(set(values)) < len(values), "no two candidates are equal"
    shown = _ids(table)
    assert shown == [key for key, _ in best[: len(shown)]]
    mark = _rows(table).first.get_by_text("best", exact=True)
    expect(mark).to_have_attribute("title", re.compile("of equals the one with the smaller id"))
    head = table.get_by_role("columnheader", name="parameters")
    expect(head).to_have_attribute("aria-sort", "none")
    head.get_by_role("button").focus()
    recorded_window.page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    fewest = min(each["objectives"]["parameters"] for each in recorded_study.evaluated().values())
    expect(_rows(table).first).to_contain_text(f"{int(fewest):,}")
    recorded_window.page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    recorded_window.reload()
    expect(table.get_by_role("columnheader", name="parameters")).to_have_attribute("aria-sort", "descending")


def test_filters_narrow_the_table_and_can_be_cleared(table: Locator, recorded_study: StudyClient) -> None:
    candidates = recorded_study.records["candidates"]
    evaluated = recorded_study.evaluated()
    table.get_by_role("combobox", name="Show").select_option("evaluated only")
    expect(table.get_by_role("status")).to_contain_text(f"showing {len(evaluated)} of {len(candidates)}")
    mutated = [key for key, record in evaluated.items() if record["origin"] == "mutation"]
    table.get_by_role("combobox", name="Origin").select_option("mutation")
    expect(table.get_by_role("status")).to_contain_text(f"showing {len(mutated)} of")
    table.get_by_role("searchbox", name="Filter by query").fill("0123456789")
    expect(table.get_by_text("No candidate passes these filters.")).to_be_visible()
    table.get_by_role("button", name="Clear filters").click()
    expect(table.get_by_role("status")).to_contain_text(f"showing {len(candidates)} of {len(candidates)}")


def test_a_query_filters_and_one_that_is_wrong_says_why_in_place(
    table: Locator, recorded_study: StudyClient, complaints: Complaints
) -> None:
    complaints.forgive("status of 422")
    better = [key for key, each in recorded_study.evaluated().items() if each["objectives"]["accuracy"] > 0.8]
    field = table.get_by_role("searchbox", name="Filter by query")
    field.fill("accuracy > 0.8")
    expect(table.get_by_role("status")).to_contain_text(f"showing {len(better)} of")
    field.fill("accuracy >> 0.8")
    expect(table.get_by_role("alert")).to_contain_text("character 11")
    expect(table.get_by_role("status")).to_contain_text(f"showing {len(better)} of")


def test_the_keyboard_moves_selects_extends_and_compares(
    table: Locator, recorded_window: Window, recorded_study: StudyClient
) -> None:
    grid, page = table.get_by_role("grid"), recorded_window.page
    shown = _ids(table)
    grid.focus()
    page.keyboard.press("ArrowDown")
    expect(grid).to_have_attribute("aria-activedescendant", f"row-{shown[0]}")
    active = set(recorded_study.records["candidates"][shown[0]]["paths"])
    expect(recorded_window.bricks("[data-lit]")).to_have_count(len(recorded_window.path_ids() & active))

    page.keyboard.press("Enter")
    expect(table.locator("[aria-selected=true]")).to_have_count(1)
    expect(recorded_window.view("Search space")).to_contain_text(re.compile(r"1 of \d+ selected"))
    for _ in range(2):
        page.keyboard.press("Shift+ArrowDown")
    expect(table.locator("[aria-selected=true]")).to_have_count(3)
    page.keyboard.press("End")
    expect(grid).to_have_attribute("aria-activedescendant", re.compile("^row-"))
    last = len(recorded_study.records["candidates"]) + 1
    expect(table.locator(f"[data-active][aria-rowindex='{last}']")).to_be_visible()

    page.keyboard.press("Home")
    first = table.locator(f"#row-{shown[0]}")
    expect(first).to_be_in_viewport()
    grid.evaluate("each => each.scrollTo(0, each.scrollHeight)")
    expect(first).not_to_be_in_viewport()
    expect(first).to_have_count(1)  # The grid names it wherever it is.
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("c")
    properties = recorded_window.view("Properties")
    expect(properties.get_by_role("heading", name=f"{shown[0][:4]} and {shown[1][:4]}")).to_be_visible()
    expect(table.get_by_role("row", name=re.compile(f"{shown[1][:4]}\\s*second"))).to_be_visible()


def test_clicks_replace_toggle_and_span(table: Locator, recorded_window: Window) -> None:
    rows = _rows(table)
    rows.nth(0).click()
    rows.nth(2).click(modifiers=["Shift"])
    selected = table.locator("[aria-selected=true]")
    expect(selected).to_have_count(3)
    rows.nth(1).click(modifiers=["ControlOrMeta"])
    expect(selected).to_have_count(2)
    expect(table.get_by_role("status")).to_contain_text("2 selected")
    table.get_by_role("button", name="Compare", exact=True).click()
    expect(table.get_by_role("button", name="Stop comparing")).to_be_visible()
    rows.nth(3).click()
    expect(selected).to_have_count(1)


def test_hovering_a_brick_marks_the_rows_that_contain_it(
    table: Locator, recorded_window: Window, recorded_study: StudyClient
) -> None:
    drawn = _ids(table)
    contained = {key: set(recorded_study.records["candidates"][key]["paths"]) for key in drawn}
    path = next(
        p for p in sorted(recorded_window.path_ids()) if 0 < sum(p in c for c in contained.values()) < len(drawn)
    )
    recorded_window.bricks(f"[data-path='{path}']").hover()
    expected = {key for key, paths in contained.items() if path in paths}
    expect(table.locator("[data-hovered]")).to_have_count(len(expected))
    marked = table.locator("[data-hovered]").evaluate_all("all => all.map(each => each.dataset.candidate)")
    assert set(marked) == expected


def test_a_candidate_selected_elsewhere_comes_into_sight_without_taking_the_focus(
    table: Locator, recorded_window: Window, recorded_study: StudyClient
) -> None:
    page = recorded_window.page
    drawn = set(_ids(table))
    points = recorded_study.records["points"]
    far = max((key for key in points if key not in drawn), key=lambda key: points[key]["x"])
    x, y = recorded_window.map_transform().pixel(points[far])
    page.mouse.click(x, y)
    picked = table.locator("[aria-selected=true]")
    expect(picked).to_have_count(1)
    expect(picked).to_be_in_viewport()
    expect(table.get_by_role("grid")).not_to_be_focused()


def test_columns_are_chosen_and_remembered(table: Locator, recorded_window: Window) -> None:
    page = recorded_window.page
    expect(table.get_by_role("columnheader", name="parents")).to_have_count(0)
    table.get_by_role("button", name="Columns").click()
    page.get_by_role("menuitemcheckbox", name="parents").click()
    page.keyboard.press("Escape")
    expect(table.get_by_role("columnheader", name="parents")).to_have_count(1)
    recorded_window.open(page.url.split("&")[0])
    expect(table.get_by_role("columnheader", name="parents")).to_have_count(1)


def test_what_is_shown_is_saved_as_csv(
    table: Locator, recorded_window: Window, recorded_study: StudyClient, tmp_path: Path
) -> None:
    table.get_by_role("combobox", name="Show").select_option("evaluated only")
    table.get_by_role("button", name="More").click()
    with recorded_window.page.expect_download() as download:
        recorded_window.page.get_by_role("menuitem", name=re.compile("^Save the .* shown")).click()
    assert re.fullmatch(r"recorded-candidates-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    download.value.save_as(tmp_path / "table.csv")
    rows = list(csv.DictReader(StringIO((tmp_path / "table.csv").read_text())))
    assert [row["candidate"] for row in rows[:5]] == _ids(table)[:5]
    assert {row["candidate"]: float(row["accuracy"]) for row in rows} == {
        key: record["objectives"]["accuracy"] for key, record in recorded_study.evaluated().items()
    }
