"""The lego view by pointer and by keyboard: everything that dragging does has a way without it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from nas_navigator.spaces.operations import entries
from tests.client import StudyClient
from tests.e2e.conftest import Complaints
from tests.e2e.window import Window
from tests.server import Server

pytestmark = pytest.mark.browser

POOLING = "3x3 max pooling"
FIRST = "3x3 max pooling, cell 1, input 1 to node 1"


@pytest.fixture
def window(recorded_window: Window, recorded_study: StudyClient) -> Iterator[Window]:
    """The recorded study, whose steering a test takes back when it ends."""
    yield recorded_window
    written = recorded_study.api.get(f"/studies/{recorded_study.id}").json()["seq"]
    recorded_study.wait(lambda c: c.seq >= written)
    while recorded_study.study["can_undo"].get("person"):
        recorded_study.command("undo")
        recorded_study.wait(lambda _: True)


def _lego(window: Window) -> Locator:
    return window.view("Lego view")


def _cell(window: Window, name: str) -> Locator:
    return _lego(window).get_by_role("group", name="Cells").get_by_role("button", name=name, exact=True)


def _brick(window: Window, name: str) -> Locator:
    return _lego(window).get_by_role("button", name=name, exact=True)


def _part(window: Window, name: str) -> Locator:
    return window.view("Palette").get_by_role("button", name=name, exact=True)


def _place(window: Window, where: str) -> Locator:
    return _lego(window).get_by_role("button", name=re.compile(f"^Place .* here: {re.escape(where)}$"))


def _level(window: Window, level: str) -> Locator:
    _lego(window).get_by_role("button", name=level, exact=True).click()
    return _lego(window).get_by_role("group", name=level.capitalize(), exact=True)


def _states(study: StudyClient, **where: str) -> dict[str, str]:
    paths = study.records["paths"].items()
    return {key: p["state"] for key, p in paths if all(p[name] == value for name, value in where.items())}


def _remove(study: StudyClient, **where: str) -> list[str]:
    ids = list(_states(study, **where))
    study.command("remove_paths", paths=ids)
    study.wait(lambda c: set(_states(c, **where).values()) == {"removed"})
    return ids


def test_a_cell_opens_as_board_and_as_graph(window: Window) -> None:
    _cell(window, "reduction cell 2").click()
    expect(_lego(window).get_by_role("heading", name="Reduction cell 2")).to_be_visible()
    expect(window.bricks()).to_have_count(84)
    graph = _level(window, "graph")
    expect(graph.get_by_role("button", name="Close reduction cell 2 in the graph")).to_be_visible()
    expect(window.bricks()).to_have_count(84)
    expect(_brick(window, "skip connection, cell 2, node 3 to node 4")).to_be_visible()
    window.reload()
    expect(graph.get_by_role("button", name="Close reduction cell 2 in the graph")).to_be_visible()


def test_cells_open_in_the_graph_one_by_one_all_and_none(window: Window) -> None:
    graph = _level(window, "graph")
    graph.get_by_role("button", name="Close normal cell 1 in the graph").click()
    expect(window.bricks()).to_have_count(0)
    graph.get_by_role("button", name="Fit", exact=True).click()
    opener = graph.get_by_role("button", name="Open normal cell 3 in the graph")
    opener.press("Enter")
    expect(window.bricks()).to_have_count(84)
    graph.get_by_role("button", name="Open all").click()
    graph.get_by_role("button", name="Fit", exact=True).click()
    expect(graph.get_by_role("button", name=re.compile("^Close .* in the graph$"))).to_have_count(3)
    assert "lego.open=all" in window.page.url
    graph.get_by_role("button", name="Close all").click()
    expect(graph.get_by_role("button", name=re.compile("^Open .* in the graph$"))).to_have_count(3)


_AT = "([brick, x]) => Math.abs(brick.getBoundingClientRect().x - x) < 1"


def test_only_this_cell_brings_it_back_in_sight_and_nothing_later_moves_the_graph(
    window: Window, recorded_study: StudyClient
) -> None:
    graph, page = _level(window, "graph"), window.page
    brick = window.bricks().first.element_handle()
    home = page.evaluate("brick => brick.getBoundingClientRect().x", brick)
    for _ in range(2):
        graph.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(_AT, arg=[brick, home - 80])
        graph.get_by_role("button", name="Only this cell").click()
        page.wait_for_function(_AT, arg=[brick, home])
    graph.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(_AT, arg=[brick, home - 80])
    _remove(recorded_study, cell="c0", operation="max_pool_3x3")
    expect(window.bricks("[data-state=removed]")).to_have_count(14)
    assert page.evaluate(_AT, [brick, home - 80])


def test_the_graph_pans_and_zooms_by_keyboard(window: Window) -> None:
    graph = _level(window, "graph")
    brick = window.bricks().first
    before = brick.bounding_box()
    assert before is not None
    graph.focus()
    window.page.keyboard.press("ArrowRight")
    window.page.wait_for_function(
        "([b, x]) => Math.abs(b.getBoundingClientRect().x - x + 80) < 2", arg=[brick.element_handle(), before["x"]]
    )
    window.page.keyboard.press("-")
    window.page.wait_for_function(
        "([b, w]) => b.getBoundingClientRect().width < 0.9 * w", arg=[brick.element_handle(), before["width"]]
    )
    window.page.keyboard.press("0")
    expect(graph.get_by_text("classifier")).to_be_in_viewport()
    expect(graph.get_by_text("stem")).to_be_in_viewport()


def test_the_score_shows_as_bar_and_the_colour_as_advantage_by_choice(window: Window) -> None:
    expect(window.bricks(" b")).to_have_count(0)
    _lego(window).get_by_label("score as").select_option("bar")
    expect(window.bricks(" b")).to_have_count(84)
    _lego(window).get_by_label("score as").select_option("none")
    expect(window.bricks(" b")).to_have_count(0)
    colour = "all => new Set(all.map(each => each.querySelector('.brick').style.getPropertyValue('--operation'))).size"
    assert window.bricks().evaluate_all(colour) == 6
    _lego(window).get_by_label("colour").select_option("advantage")
    expect(_lego(window).get_by_text(re.compile(r"advantage .*\+\d+\.\d points"))).to_be_visible()
    assert window.bricks().evaluate_all(colour) > 6


@pytest.mark.parametrize("level", ["board", "graph"])
def test_an_operation_is_dragged_to_an_edge(window: Window, recorded_study: StudyClient, level: str) -> None:
    group = _level(window, level)
    _remove(recorded_study, cell="c0", source="in0", target="n0", operation="max_pool_3x3")
    expect(_brick(window, FIRST)).to_have_attribute("data-state", "removed")
    _part(window, POOLING).drag_to(group.get_by_role("group", name="input 1 to node 1"))
    expect(_brick(window, FIRST)).to_have_attribute("data-state", "available")


@pytest.mark.parametrize("level", ["board", "graph"])
def test_an_operation_is_placed_on_an_edge_by_keyboard(window: Window, recorded_study: StudyClient, level: str) -> None:
    _level(window, level)
    _remove(recorded_study, cell="c0", operation="max_pool_3x3")
    part = _part(window, POOLING)
    part.press("Enter")
    expect(window.view("Palette").get_by_role("status")).to_contain_text("Placing 3x3 max pooling")
    expect(_place(window, "input 1 → node 1, normal cell 1")).to_be_focused()
    window.page.keyboard.press("Escape")
    expect(part).to_be_focused()
    expect(_lego(window).get_by_role("button", name=re.compile("^Place "))).to_have_count(0)
    part.press("Enter")
    window.page.keyboard.press("ArrowDown")
    expect(_place(window, "input 2 → node 1, normal cell 1")).to_be_focused()
    window.page.keyboard.press("Enter")
    expect(_brick(window, "3x3 max pooling, cell 1, input 2 to node 1")).to_have_attribute("data-state", "available")
    expect(_brick(window, FIRST)).to_have_attribute("data-state", "removed")
    expect(part).to_be_focused()


def test_an_operation_on_a_node_or_a_cell_comes_on_to_every_edge_in_one_step(
    window: Window, recorded_study: StudyClient
) -> None:
    _remove(recorded_study, cell="c0", operation="max_pool_3x3")
    _part(window, POOLING).drag_to(_lego(window).get_by_role("button", name=re.compile("^node 3 of normal cell 1")))
    recorded_study.wait(
        lambda c: set(_states(c, cell="c0", operation="max_pool_3x3", target="n2").values()) == {"available"}
    )
    assert set(_states(recorded_study, cell="c0", operation="max_pool_3x3", target="n1").values()) == {"removed"}
    window.page.keyboard.press("Control+z")
    recorded_study.wait(lambda c: set(_states(c, cell="c0", operation="max_pool_3x3").values()) == {"removed"})
    _part(window, POOLING).click()
    _place(window, "normal cell 1").focus()
    window.page.keyboard.press("Enter")
    recorded_study.wait(lambda c: set(_states(c, cell="c0", operation="max_pool_3x3").values()) == {"available"})
    window.page.keyboard.press("Control+z")
    recorded_study.wait(lambda c: set(_states(c, cell="c0", operation="max_pool_3x3").values()) == {"removed"})


@pytest.mark.parametrize("level", ["board", "graph"])
def test_a_box_selects_bricks_adds_and_takes_away(window: Window, recorded_study: StudyClient, level: str) -> None:
    group = _level(window, level)
    edge = group.get_by_role("group", name="input 1 to node 2")
    other = group.get_by_role("group", name="input 2 to node 2")
    _draw_around(window, edge)
    expect(window.bricks("[data-selected]")).to_have_count(6)
    _draw_around(window, other, "Control")
    expect(window.bricks("[data-selected]")).to_have_count(12)
    _draw_around(window, edge, "Alt")
    expect(window.bricks("[data-selected]")).to_have_count(6)
    _draw_around(window, edge, "Control")
    window.bricks("[data-selected]").first.focus()
    window.page.keyboard.press("Delete")
    expect(window.bricks("[data-state=removed]")).to_have_count(12)
    window.page.keyboard.press("Control+z")
    expect(window.bricks("[data-state=removed]")).to_have_count(0)


def _draw_around(window: Window, element: Locator, key: str | None = None) -> None:
    """Draw a box from empty space left above an element to its lower right corner."""
    box = element.bounding_box()
    assert box is not None
    if key:
        window.page.keyboard.down(key)
    window.drag([(box["x"] - 4, box["y"] - 2), (box["x"] + box["width"] - 1, box["y"] + box["height"] - 1)])
    if key:
        window.page.keyboard.up(key)


@pytest.mark.parametrize("level", ["board", "graph"])
def test_escape_takes_back_a_box_that_is_drawn(window: Window, level: str) -> None:
    group = _level(window, level)
    _draw_around(window, group.get_by_role("group", name="input 1 to node 2"))
    expect(window.bricks("[data-selected]")).to_have_count(6)
    box = group.get_by_role("group", name="input 2 to node 2").bounding_box()
    assert box is not None
    mouse, drawn = window.page.mouse, group.locator(".select-box")
    mouse.move(box["x"] - 4, box["y"] - 2)
    mouse.down()
    mouse.move(box["x"] + box["width"], box["y"] + box["height"], steps=4)
    expect(drawn).to_be_visible()
    window.page.keyboard.press("Escape")
    expect(drawn).to_have_count(0)
    mouse.up()
    expect(window.bricks("[data-selected]")).to_have_count(6)
    window.page.keyboard.press("Escape")
    expect(window.bricks("[data-selected]")).to_have_count(0)


@pytest.mark.parametrize("level", ["board", "graph"])
def test_keys_mean_the_brick_with_the_focus_where_nothing_is_selected(window: Window, level: str) -> None:
    _level(window, level)
    brick = window.bricks().first
    brick.focus()
    window.page.keyboard.press("ArrowRight")
    second = window.bricks().nth(1)
    expect(second).to_be_focused()
    for key, state in (("p", "fixed"), ("p", "available"), ("Delete", "removed")):
        window.page.keyboard.press(key)
        expect(second).to_have_attribute("data-state", state)
    expect(brick).to_have_attribute("data-state", "available")
    expect(window.bricks("[data-selected]")).to_have_count(0)


@pytest.mark.parametrize("level", ["board", "graph"])
def test_shift_and_arrows_select_along_the_way(window: Window, level: str) -> None:
    _level(window, level)
    window.bricks().first.focus()
    window.page.keyboard.press("Shift+ArrowRight")
    window.page.keyboard.press("Shift+ArrowRight")
    expect(window.bricks("[data-selected]")).to_have_count(3)
    window.page.keyboard.press("ArrowDown")
    expect(window.bricks("[data-selected]")).to_have_count(3)
    expect(window.bricks(":focus")).to_have_attribute("aria-label", "skip connection, cell 1, input 1 to node 1")


@pytest.mark.parametrize("level", ["board", "graph"])
def test_a_menu_does_what_is_possible_with_a_brick(window: Window, recorded_study: StudyClient, level: str) -> None:
    _level(window, level)
    brick = _brick(window, FIRST)
    _menu(window, brick, "Select this operation in the cell")
    expect(window.bricks("[data-selected]")).to_have_count(14)
    _menu(window, brick, "Take out of the selection")
    expect(window.bricks("[data-selected]")).to_have_count(13)
    window.page.keyboard.press("Escape")
    _menu(window, brick, "Select this operation everywhere")
    expect(window.view("Candidate information").get_by_role("status")).to_contain_text("42 paths")
    window.page.keyboard.press("Escape")
    path = brick.get_attribute("data-path")
    _menu(window, brick, "Show where it is common")
    holders = sum(path in candidate["paths"] for candidate in recorded_study.records["candidates"].values())
    expect(window.view("Search space").get_by_text(f"{holders} of 340 selected")).to_be_visible()
    window.page.keyboard.press("Escape")
    for item, state in (("Fix", "fixed"), ("Release", "available"), ("Remove", "removed"), ("Bring back", "available")):
        _menu(window, brick, item)
        expect(brick).to_have_attribute("data-state", state)


def _menu(window: Window, element: Locator, item: str) -> None:
    """Choose from an element's menu by keyboard."""
    element.focus()
    window.page.keyboard.press("Shift+F10")
    window.page.get_by_role("menu").get_by_role("menuitem", name=item, exact=True).press("Enter")
    expect(window.page.get_by_role("menu")).to_have_count(0)


def test_an_edge_offers_what_is_not_there(window: Window, recorded_study: StudyClient) -> None:
    _remove(recorded_study, cell="c0", source="in0", target="n0", operation="max_pool_3x3")
    plate = _lego(window).get_by_role("group", name="input 1 to node 1")
    plate.click(button="right", position={"x": 2, "y": 2})
    menu = window.page.get_by_role("menu")
    there = {path["operation"] for path in recorded_study.records["paths"].values()}
    new = [operation.name for operation in entries() if operation.id not in there]
    expect(menu.get_by_role("menuitem")).to_have_text([re.compile(POOLING), *new, "Select all of this edge"])
    menu.get_by_role("menuitem", name=re.compile(POOLING)).click()
    expect(_brick(window, FIRST)).to_have_attribute("data-state", "available")


@pytest.mark.parametrize("level", ["board", "graph"])
def test_two_candidates_show_what_they_share(
    page: Page, studio: Server, recorded_study: StudyClient, level: str
) -> None:
    candidates = recorded_study.evaluated()
    first, second = list(candidates)[:2]
    mine, theirs = (set(candidates[key]["paths"]) for key in (first, second))
    window = Window(page, f"{studio.url}/?study={recorded_study.id}&candidates={first}&second={second}")
    _level(window, level)
    shown = window.path_ids()
    compare = _lego(window).get_by_role("group", name="Compare")
    compare.get_by_role("button", name=f"{len(mine & theirs)} shared", exact=True).click()
    assert window.path_ids("[data-lit]") == shown & mine & theirs
    compare.get_by_role("button", name=f"{len(mine - theirs)} only {first[:4]}", exact=True).click()
    expect(window.bricks("[data-side=first]")).to_have_count(len(shown & (mine - theirs)))
    assert window.path_ids("[data-lit]") == shown & (mine - theirs)
    compare.get_by_role("button", name=f"{len(theirs - mine)} only {second[:4]}", exact=True).click()
    expect(window.bricks("[data-side=second]")).to_have_count(len(shown & (theirs - mine)))
    compare.get_by_role("button", name="both", exact=True).click()
    expect(window.bricks("[data-lit]")).to_have_count(len(shown & (mine | theirs)))


def test_a_refusal_is_said_beside_the_brick_and_goes_with_the_next_action(
    window: Window, complaints: Complaints
) -> None:
    complaints.forgive("status of 422")
    bricks = [window.bricks().nth(i) for i in range(3)]
    for brick in bricks:
        brick.focus()
        window.page.keyboard.press("p")
        if brick is not bricks[2]:
            expect(brick).to_have_attribute("data-state", "fixed")
    alert = _lego(window).get_by_role("alert")
    expect(alert).to_contain_text("at most 2")
    callout, third = alert.bounding_box(), bricks[2].bounding_box()
    assert callout is not None
    assert third is not None
    assert abs(callout["y"] - third["y"]) < 60
    alert.get_by_role("button", name="Dismiss").click()
    expect(alert).to_have_count(0)
    bricks[2].focus()
    window.page.keyboard.press("p")
    expect(alert).to_be_visible()
    bricks[0].click()
    expect(alert).to_have_count(0)


def test_hover_goes_both_ways_and_a_closed_cell_says_that_it_is_meant(
    window: Window, recorded_study: StudyClient
) -> None:
    _level(window, "graph")
    brick = window.bricks().first
    brick.hover()
    path = brick.get_attribute("data-path")
    holders = sum(path in candidate["paths"] for candidate in recorded_study.records["candidates"].values())
    expect(window.view("Search space").locator("[data-points]")).to_have_attribute("data-marked", str(holders))
    window.page.mouse.move(5, 5)
    expect(window.bricks("[data-hovered]")).to_have_count(0)
    window.view("Candidate information").get_by_role("button", name=re.compile("^Select skip connection")).hover()
    expect(window.bricks("[data-hovered]")).to_have_count(14)
    for name in ("normal cell 1", "reduction cell 2", "normal cell 3"):
        expect(_cell(window, f"{name}, contains what is pointed at")).to_be_visible()


def test_cells_are_moved_added_and_removed_by_pointer_and_keyboard(window: Window, recorded_study: StudyClient) -> None:
    def row(client: StudyClient) -> list[str]:
        return sorted(client.records["cells"], key=lambda key: int(client.records["cells"][key]["position"]))

    assert row(recorded_study) == ["c0", "c1", "c2"]
    _cell(window, "normal cell 1").press("Alt+ArrowRight")
    recorded_study.wait(lambda c: row(c) == ["c1", "c0", "c2"])
    gaps = _lego(window).get_by_role("group", name="Cells")
    _cell(window, "reduction cell 1").drag_to(gaps.get_by_role("button", name="Add a cell as cell 3"))
    recorded_study.wait(lambda c: row(c) == ["c0", "c1", "c2"])
    _part(window, "normal cell").drag_to(gaps.get_by_role("button", name="Add a cell as cell 2"))
    recorded_study.wait(lambda c: row(c) == ["c0", "c3", "c1", "c2"])
    expect(window.view("Search space")).to_contain_text(re.compile(r"\d+ candidates are of an earlier template"))
    _part(window, "reduction cell").press("Enter")
    expect(_place(window, "as cell 1")).to_be_focused()
    window.page.keyboard.press("ArrowRight")
    expect(_place(window, "as cell 2")).to_be_focused()
    window.page.keyboard.press("Enter")
    recorded_study.wait(lambda c: row(c) == ["c0", "c4", "c3", "c1", "c2"])
    for name in ("reduction cell 2", "normal cell 2"):
        _cell(window, name).press("Delete")
        dialog = window.page.get_by_role("dialog", name=re.compile("^Remove "))
        expect(dialog).to_contain_text("Undo brings it back")
        dialog.get_by_role("button", name="Remove cell").click()
        expect(dialog).to_have_count(0)
        expect(_cell(window, name)).to_have_count(0)
    recorded_study.wait(lambda c: row(c) == ["c0", "c1", "c2"])


def test_a_row_of_twenty_cells_says_what_is_out_of_sight(page: Page, studio: Server) -> None:
    template = {"id": "cells", "parameters": {"cells": ["normal"] * 20, "nodes": 4, "tie": "none"}}
    with StudyClient.create(studio.url, name="Twenty", dataset="digits", template=template) as study:
        window = Window(page, f"{studio.url}/?study={study.id}")
        lego = _lego(window)
        expect(lego.get_by_text(re.compile(r"cells 1–\d of 20"))).to_be_visible()
        expect(_cell(window, "normal cell 20")).not_to_be_in_viewport()
        _cell(window, "normal cell 1").press("0")
        expect(lego.get_by_text("cells 1–20 of 20")).to_be_visible()
        expect(_cell(window, "normal cell 20")).to_be_in_viewport()
        _cell(window, "normal cell 1").press("ArrowRight")
        expect(_cell(window, "normal cell 2")).to_be_focused()
        graph = _level(window, "graph")
        graph.get_by_role("button", name="Open all").click()
        expect(graph.get_by_role("button", name="Close normal cell 1 in the graph")).to_be_visible()
        graph.get_by_role("button", name="Fit", exact=True).click()
        expect(graph.get_by_role("button", name=re.compile("^Close normal cell"))).to_have_count(20)
        expect(window.bricks()).to_have_count(0)


def test_nodes_come_and_go(window: Window, recorded_study: StudyClient) -> None:
    def nodes(client: StudyClient) -> int:
        return int(client.records["cells"]["c0"]["nodes"])

    _part(window, "node").drag_to(_cell(window, "normal cell 1"))
    recorded_study.wait(lambda c: nodes(c) == 5)
    _part(window, "node").press("Enter")
    expect(_place(window, "normal cell 1")).to_be_focused()
    window.page.keyboard.press("Enter")
    recorded_study.wait(lambda c: nodes(c) == 6)
    for _ in range(2):
        before = nodes(recorded_study)
        _menu(window, _cell(window, "normal cell 1"), "Remove last node")
        recorded_study.wait(lambda c: nodes(c) < before)  # noqa: B023 (it is called at once)
    _menu(window, _cell(window, "normal cell 1"), "Add node")
    recorded_study.wait(lambda c: nodes(c) == 5)
    expect(window.bricks()).to_have_count(6 * (2 + 3 + 4 + 5 + 6))
