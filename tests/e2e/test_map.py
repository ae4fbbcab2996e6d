"""The search space: what the hand and the keyboard do on it, on a real study."""

import math
import re

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.client import StudyClient
from tests.e2e.conftest import Complaints
from tests.e2e.window import Point, Transform, Window

pytestmark = pytest.mark.browser


@pytest.fixture
def window(recorded_window: Window) -> Window:
    return recorded_window


@pytest.fixture
def study(recorded_study: StudyClient) -> StudyClient:
    return recorded_study


def _map(window: Window) -> Locator:
    return window.view("Search space")


def _summary(window: Window) -> Locator:
    return _map(window).get_by_role("status").filter(has_text="selected")


def _ring(transform: Transform, x: float, y: float, radius: float) -> list[Point]:
    """A round lasso in pixels around a point of the map."""
    turns = (k * math.pi / 8 for k in range(17))
    return [transform.pixel({"x": x + radius * math.cos(turn), "y": y + radius * math.sin(turn)}) for turn in turns]


def _within(study: StudyClient, x: float, y: float, radius: float) -> int:
    """How many points lie in the polygon that `_ring` draws: in all of its half planes."""
    inner = radius * math.cos(math.pi / 16)
    turns = [(k + 0.5) * math.pi / 8 for k in range(16)]
    return sum(
        all((p["x"] - x) * math.cos(turn) + (p["y"] - y) * math.sin(turn) < inner for turn in turns)
        for p in study.records["points"].values()
    )


def _query(window: Window, query: str, key: str = "Enter") -> None:
    field = _map(window).get_by_label("Select by query")
    field.fill(query)
    field.press(key)


def test_lassos_select_add_and_take_away(window: Window, study: StudyClient) -> None:
    all_points = len(study.records["points"])
    transform, keyboard = window.map_transform(), window.page.keyboard
    left, middle = _within(study, -0.5, 0, 0.3), _within(study, 0.3, 0, 0.3)
    assert left
    assert middle
    window.lasso(_ring(transform, -0.5, 0, 0.3))
    expect(_summary(window)).to_have_text(f"{left} of {all_points} selected")
    keyboard.down("Control")
    window.lasso(_ring(transform, 0.3, 0, 0.3))
    keyboard.up("Control")
    expect(_summary(window)).to_have_text(f"{left + middle} of {all_points} selected")
    keyboard.down("Alt")
    window.lasso(_ring(transform, -0.5, 0, 0.3))
    keyboard.up("Alt")
    expect(_summary(window)).to_have_text(f"{middle} of {all_points} selected")


def test_a_lasso_counts_while_it_is_drawn_and_escape_cancels_it(window: Window, study: StudyClient) -> None:
    page, transform = window.page, window.map_transform()
    _map(window).get_by_role("button", name="Lasso", exact=True).click()
    corners = _ring(transform, 0, 0, 0.5)
    page.mouse.move(*corners[0])
    page.mouse.down()
    for corner in corners[1:]:
        page.mouse.move(*corner, steps=3)
    expected = f"{_within(study, 0, 0, 0.5)} of {len(study.records['points'])}"
    expect(_map(window).locator(".map-count")).to_have_text(expected)
    page.keyboard.press("Escape")
    expect(_map(window).locator(".map-count")).to_have_count(0)
    page.mouse.up()
    expect(_summary(window)).to_contain_text("0 of")


def test_a_region_is_saved_under_the_next_letter_and_drawn_where_the_lasso_was(
    window: Window, study: StudyClient
) -> None:
    page = window.page
    window.lasso(_ring(window.map_transform(), 0, 0, 0.4))
    _map(window).get_by_role("button", name="Save region").click()
    expect(page.get_by_label("Name of the region")).to_have_value("A")
    page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    study.wait(lambda c: len(c.records["regions"]) == 1)
    (region,) = study.records["regions"].values()
    assert (region["name"], len(region["candidates"])) == ("A", _within(study, 0, 0, 0.4))
    chips = _map(window).get_by_role("list", name="Regions")
    expect(_map(window).locator("[data-region='A']")).to_have_attribute("data-drawn", "lasso")

    page.keyboard.press("Escape")
    expect(_summary(window)).to_contain_text("0 of")
    chips.get_by_role("button", name=re.compile("^A ")).click()
    expect(_summary(window)).to_contain_text(f"{len(region['candidates'])} of")

    chips.get_by_role("button", name="Menu of region A").press("Enter")
    page.get_by_role("menuitem", name="Focus, weight 0.5").press("Enter")
    study.wait(lambda c: (c.study["focus"] or {}).get("weight") == 0.5)
    expect(chips).to_contain_text("focused 0.5")
    chips.get_by_role("button", name="Clear focus").click()
    study.wait(lambda c: c.study["focus"] is None)
    expect(chips).not_to_contain_text("focused")

    chips.get_by_role("button", name="Menu of region A").click()
    page.get_by_role("menuitem", name="Rename…").click()
    page.get_by_label("New name of region A").fill("middle")
    page.keyboard.press("Enter")
    study.wait(lambda c: [r["name"] for r in c.records["regions"].values()] == ["middle"])
    expect(chips.get_by_role("button", name=re.compile("^middle "))).to_be_visible()
    page.keyboard.press("Control+z")
    expect(chips.get_by_role("button", name=re.compile("^A "))).to_be_visible()
    page.keyboard.press("Control+Shift+z")
    chips.get_by_role("button", name="Menu of region middle").click()
    page.get_by_role("menuitem", name="Delete").click()
    study.wait(lambda c: not c.records["regions"])
    expect(chips).to_have_count(0)


def test_dots_are_coloured_by_what_is_chosen_and_a_kind_selects_its_members(window: Window, study: StudyClient) -> None:
    colour = _map(window).get_by_label("colour")
    for objective, words in (("loss", "in nats"), ("parameters", "parameters of"), ("iteration", "iteration of")):
        colour.select_option(objective)
        expect(_map(window).get_by_role("img", name=re.compile(words))).to_be_visible()
    colour.select_option("origin")
    sample = sum(c["origin"] == "sample" for c in study.records["candidates"].values())
    kinds = _map(window).get_by_role("list", name="where a candidate came from")
    kinds.get_by_role("button", name=re.compile("random sample")).click()
    expect(_summary(window)).to_contain_text(f"{sample} of")
    window.reload()
    expect(kinds).to_be_visible()
    expect(_map(window).get_by_label("colour")).to_have_value("origin")


def test_hidden_dots_are_not_selected(window: Window, study: StudyClient) -> None:
    _map(window).get_by_role("button", name="More tools of the map").click()
    window.page.get_by_role("menuitemradio", name="Only evaluated ones").click()
    plot = _map(window).locator("[data-points]")
    evaluated = len(study.evaluated())
    expect(plot).to_have_attribute("data-shown", str(evaluated))
    window.lasso(_ring(window.map_transform(), 0, 0, 1.04))
    expect(_summary(window)).to_contain_text(f"{evaluated} of")


def _pointed(window: Window) -> Locator:
    """The candidate that the keyboard is at."""
    return _map(window).locator(".map-hovered")


def _go(window: Window, key: str) -> str:
    """Press an arrow key on the map; the candidate that it leads to."""
    before = _pointed(window).get_attribute("data-candidate") if _pointed(window).count() else ""
    window.page.keyboard.press(key)
    expect(_pointed(window)).not_to_have_attribute("data-candidate", before or "none")
    return _pointed(window).get_attribute("data-candidate") or ""


def test_the_keyboard_goes_from_dot_to_dot_selects_and_collects(window: Window, study: StudyClient) -> None:
    page = window.page
    places = {point["candidate"]: (point["x"], point["y"]) for point in study.records["points"].values()}
    _map(window).locator("[data-points]").focus()
    first = _go(window, "ArrowRight")
    second = _go(window, "ArrowLeft")
    assert places[second][0] < places[first][0]
    third = _go(window, "ArrowDown")
    assert places[third][1] < places[second][1]
    expect(_map(window).get_by_role("tooltip")).to_contain_text(f"candidate {third[:4]}")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"candidates={third}(&|$)"))
    fourth = _go(window, "ArrowUp")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(rf"candidates={third}\.{fourth}(&|$)"))
    expect(_summary(window)).to_contain_text("2 of")
    page.keyboard.press("Control+Enter")
    expect(_summary(window)).to_contain_text("1 of")
    page.keyboard.press("Shift+Enter")
    page.wait_for_url(re.compile(rf"second={fourth}"))
    page.keyboard.press("Tab")
    expect(_pointed(window)).to_have_count(0)


def test_the_keyboard_finds_no_hidden_dot(window: Window, study: StudyClient) -> None:
    _map(window).get_by_role("button", name="More tools of the map").click()
    window.page.get_by_role("menuitemradio", name="Only evaluated ones").click()
    plot, evaluated = _map(window).locator("[data-points]"), study.evaluated()
    expect(plot).to_have_attribute("data-shown", str(len(evaluated)))
    assert next(iter(study.records["points"].values()))["candidate"] not in evaluated
    plot.focus()
    assert {_go(window, key) for key in ("ArrowDown", "ArrowUp", "ArrowUp")} <= set(evaluated)


def test_the_camera_is_in_the_address(window: Window) -> None:
    plot, page = _map(window).locator("[data-points]"), window.page
    plot.focus()
    page.keyboard.press("+")
    page.wait_for_url(re.compile(r"map\.camera=0_0_1\.25"))
    window.reload()
    expect(plot).not_to_have_attribute("data-scale", "0")
    zoomed = window.map_transform().scale
    plot.focus()
    page.keyboard.press("0")
    expect(page).to_have_url(re.compile(r"^(?!.*map\.camera)"))
    assert math.isclose(window.map_transform().scale, zoomed / 1.25)


def test_how_far_the_map_can_be_trusted_is_defined(window: Window, study: StudyClient) -> None:
    trust = study.study["layout"]["trustworthiness"]
    _map(window).get_by_role("button", name=f"keeps neighbours {trust:.2f}").focus()
    expect(window.page.get_by_role("tooltip")).to_contain_text("10 neighbours")


def test_what_is_selected_is_listed_and_can_be_compared(window: Window, study: StudyClient) -> None:
    best = sorted(study.evaluated(), key=lambda c: -study.records["candidates"][c]["objectives"]["accuracy"])[:2]
    page, plot = window.page, _map(window).locator("[data-points]")
    window.open(f"{page.url}&candidates={'.'.join(best)}")
    expect(_summary(window)).to_contain_text("2 of")
    _summary(window).click()
    rows = _map(window).get_by_role("list", name="Selected candidates").get_by_role("button")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(f"candidate {best[0][:4]}")
    _map(window).get_by_role("button", name="Compare two").click()
    page.wait_for_url(re.compile(rf"candidates={best[0]}&second={best[1]}|second={best[1]}"))
    expect(_summary(window)).to_contain_text("1 of")
    expect(plot).to_be_visible()


def test_a_new_layout_keeps_regions_and_moves_the_dots(window: Window, study: StudyClient) -> None:
    version = study.study["layout"]["version"]
    window.lasso(_ring(window.map_transform(), 0, 0, 0.4))
    _map(window).get_by_role("button", name="Save region").click()
    window.page.keyboard.press("Enter")
    expect(_map(window).get_by_role("list", name="Regions")).to_contain_text("A")
    study.wait(lambda c: bool(c.records["regions"]))
    (members,) = [set(r["candidates"]) for r in study.records["regions"].values()]
    _map(window).get_by_role("button", name="More tools of the map").click()
    window.page.get_by_role("menuitem", name="Re-layout").click()
    study.wait(lambda c: c.study["layout"]["version"] > version, seconds=120)
    expect(_map(window).locator("[data-region='A']")).not_to_have_attribute("data-drawn", "lasso")
    assert [set(r["candidates"]) for r in study.records["regions"].values()] == [members]


def test_a_query_selects_adds_and_takes_away_and_says_what_is_wrong(
    window: Window, study: StudyClient, complaints: Complaints
) -> None:
    complaints.forgive("status of 422")
    accuracy = [study.records["candidates"][c]["objectives"]["accuracy"] for c in study.evaluated()]
    high, low = sum(a > 0.82 for a in accuracy), sum(a < 0.78 for a in accuracy)
    highest = sum(a > 0.84 for a in accuracy)
    assert 0 < highest < high
    assert low
    _query(window, "accuracy > 0.82")
    expect(_summary(window)).to_contain_text(f"{high} of")
    _query(window, "accuracy < 0.78", "Control+Enter")
    expect(_summary(window)).to_contain_text(f"{high + low} of")
    _query(window, "accuracy > 0.84", "Alt+Enter")
    expect(_summary(window)).to_contain_text(f"{high + low - highest} of")
    _query(window, "beauty > 3")
    expect(_map(window).get_by_role("alert")).to_contain_text("beauty")
    expect(_summary(window)).to_contain_text(f"{high + low - highest} of")


def _rows(window: Window) -> Locator:
    return _map(window).get_by_role("table").get_by_role("row")


def test_what_regions_share_is_shown_and_steered(window: Window, study: StudyClient) -> None:
    page, view = window.page, _map(window)
    _query(window, "accuracy > 0.82")
    expect(_summary(window)).not_to_contain_text(re.compile("^0 of"))
    view.get_by_role("button", name="Intersection", exact=True).click()
    expect(_rows(window).nth(1)).to_be_visible()
    inside = [c for c, r in study.records["candidates"].items() if (r["objectives"].get("accuracy") or 0) > 0.82]
    uses: dict[str, int] = {}
    for candidate in inside:
        for path in study.records["candidates"][candidate]["paths"]:
            uses[path] = uses.get(path, 0) + 1
    common = sorted(path for path, count in uses.items() if count >= 0.8 * len(inside))
    expect(_rows(window)).to_have_count(len(common) + 1)
    slider = view.get_by_role("slider", name=re.compile("how common is common"))
    slider.press("ArrowLeft")
    page.wait_for_url(re.compile(r"map\.threshold=0\.75"))
    slider.press("ArrowRight")
    expect(_rows(window)).to_have_count(len(common) + 1)

    actions = view.get_by_role("toolbar", name="With the result")
    for name in ("Remove", "Fix"):
        steer = actions.get_by_role("button", name=name, exact=True)
        expect(steer).to_have_attribute("aria-disabled", "true")
        expect(steer).to_have_attribute("title", re.compile("Check what is meant first"))
    actions.get_by_role("button", name="Select all", exact=True).click()
    page.wait_for_url(re.compile(r"paths="))
    view.get_by_role("checkbox", name=re.compile("^Check ")).first.check()
    actions.get_by_role("button", name="Remove", exact=True).click()
    study.wait(lambda c: sum(p["state"] == "removed" for p in c.records["paths"].values()) == 1)
    (removed,) = [key for key, path in study.records["paths"].items() if path["state"] == "removed"]
    assert removed in common
    study.command("undo")
    study.wait(lambda c: all(p["state"] != "removed" for p in c.records["paths"].values()))


def test_sets_ask_once_for_what_is_known_and_what_was_checked_belongs_to_its_question(window: Window) -> None:
    view, asked = _map(window), list[str]()
    window.page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/sets") else None)
    _query(window, "accuracy > 0.82")
    expect(_summary(window)).not_to_contain_text(re.compile("^0 of"))
    view.get_by_role("button", name="Union", exact=True).click()
    expect(_rows(window).nth(1)).to_be_visible()
    union = _rows(window).count()
    checks = view.get_by_role("checkbox", name=re.compile("^Check "))
    checks.first.check()
    actions = view.get_by_role("toolbar", name="With the result")
    expect(actions).to_contain_text("1 checked")
    view.get_by_role("button", name="Complement", exact=True).click()
    rare = view.get_by_role("slider", name=re.compile("how rare is rare"))
    expect(rare).to_have_attribute("aria-valuetext", "at most 0.20")
    rare.press("ArrowRight")
    expect(rare).to_have_attribute("aria-valuetext", "at most 0.15")
    expect(actions).not_to_contain_text("checked")
    rare.press("ArrowLeft")
    with window.page.expect_request("**/sets"):
        view.get_by_role("button", name="Intersection", exact=True).click()
    before = len(asked)
    view.get_by_role("button", name="Union", exact=True).click()
    expect(_rows(window)).to_have_count(union)
    expect(checks.first).to_be_checked()
    assert len(asked) == before


def _height(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box is not None
    return box["height"]


def test_the_set_panel_shows_six_rows_and_leaves_the_map_its_room(
    window: Window, study: StudyClient, complaints: Complaints
) -> None:
    complaints.forgive("status of 422")
    page, view = window.page, _map(window)
    # Regions that other tests saved would take room of their own.
    for region in study.records["regions"]:
        study.command("delete_region", region=region)
    expect(view.get_by_role("list", name="Regions")).to_have_count(0)
    _query(window, "accuracy > 0.82")
    view.get_by_role("button", name="Why are these alike?").click()
    table, plot = view.get_by_role("table"), view.locator("[data-points]")
    expect(_rows(window).nth(1)).to_be_visible()
    assert _height(plot) >= 200
    row = _height(_rows(window).nth(1))
    rows = (_height(table) - _height(_rows(window).first)) // row
    assert rows >= 6
    assert page.evaluate(
        "document.querySelector('.set-table').scrollWidth <= document.querySelector('.set-table').clientWidth"
    )

    # A refusal covers no row.
    view.get_by_role("checkbox", name="All members").check()
    before = _height(table)
    view.get_by_role("toolbar", name="With the result").get_by_role("button", name="Fix", exact=True).click()
    expect(view.get_by_role("alert")).to_contain_text("at most")
    assert _height(table) >= before - row
    view.get_by_role("button", name="Dismiss").click()

    divider = view.get_by_role("separator", name="Height of the set operation")
    usual = _height(table)
    divider.press("ArrowUp")
    page.wait_for_url(re.compile(r"map\.sets-height="))
    assert math.isclose(_height(table), usual + 24, abs_tol=1)
    divider.dblclick()
    expect(page).not_to_have_url(re.compile(r"map\.sets-height="))
    assert math.isclose(_height(table), usual, abs_tol=1)


def test_a_query_that_is_not_what_is_selected_any_more_says_so(window: Window, study: StudyClient) -> None:
    field = _map(window).get_by_label("Select by query")
    _query(window, "accuracy > 0.82")
    expect(_summary(window)).not_to_contain_text(re.compile("^0 of"))
    expect(field).to_have_accessible_description("")
    _map(window).locator("[data-points]").focus()
    window.page.keyboard.press("Escape")
    expect(_summary(window)).to_contain_text(re.compile("^0 of"))
    expect(field).to_have_accessible_description(re.compile("not what is selected now"))
    field.press("Enter")
    expect(_summary(window)).not_to_contain_text(re.compile("^0 of"))
    expect(field).to_have_accessible_description("")
    _query(window, "")
    expect(_summary(window)).to_contain_text(re.compile("^0 of"))
    expect(_map(window).get_by_role("alert")).to_have_count(0)


def test_the_menu_of_the_map_stays_in_a_narrow_window(window: Window) -> None:
    page = window.page
    page.set_viewport_size({"width": 1024, "height": 700})
    menu = _map(window).get_by_role("button", name="More tools of the map")
    box, view = menu.bounding_box(), _map(window).bounding_box()
    assert box is not None
    assert view is not None
    assert box["x"] + box["width"] <= view["x"] + view["width"] <= 1024
    colour = _map(window).get_by_label("colour").bounding_box()
    assert colour is not None
    assert colour["x"] + colour["width"] <= box["x"]


def test_undo_right_after_a_command_undoes_it(window: Window, study: StudyClient) -> None:
    page = window.page
    held: list[Route] = []
    page.route("**/commands", lambda route: held.append(route))
    path = next(key for key, record in study.records["paths"].items() if record["state"] == "available")
    window.open(f"{page.url}&paths={path}")
    _map(window).locator("[data-points]").focus()
    with page.expect_request("**/commands"):
        page.keyboard.press("Delete")
    page.keyboard.press("Control+z")
    assert len(held) == 1
    with page.expect_request("**/commands") as undo:
        held[0].continue_()
    assert undo.value.post_data_json["type"] == "undo"
    study.wait(lambda c: c.records["paths"][path]["state"] == "removed")
    page.wait_for_function("true")  # Lets the route's handler have its turn.
    held[1].continue_()
    study.wait(lambda c: c.records["paths"][path]["state"] == "available")
    expect(page.get_by_text("Nothing to undo")).to_have_count(0)


def test_why_these_are_alike_is_a_chart_of_differences(window: Window, study: StudyClient) -> None:
    _query(window, "accuracy > 0.82")
    _map(window).get_by_role("button", name="Why are these alike?").click()
    _map(window).get_by_label("level").select_option("operation")
    rows = _rows(window)
    operations = {path["operation"] for path in study.records["paths"].values()}
    expect(rows).to_have_count(len(operations) + 1)
    texts = rows.locator(".set-diverging b").evaluate_all("all => all.map(each => each.textContent)")
    numbers = [int(re.match(r"[+−±]\d+", text)[0].replace("−", "-").replace("±", "")) for text in texts]  # type: ignore[index]
    assert numbers == sorted(numbers, reverse=True)
    assert all(("over" in text) == (number > 0) for text, number in zip(texts, numbers, strict=True))
    _map(window).get_by_role("button", name="Close set operation").click()
    expect(_map(window).get_by_role("table")).to_have_count(0)
