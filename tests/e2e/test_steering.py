"""Steering a real search in a real browser: what is seen in one view is seen in all, what is asked for happens."""

import itertools
import math
import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.client import StudyClient
from tests.e2e.conftest import Complaints
from tests.e2e.recorded import EPOCHS, ITERATIONS, Recorded
from tests.e2e.window import Window
from tests.server import Server, start_server

pytestmark = pytest.mark.browser

EVALUATED = f"{8 * ITERATIONS} evaluated"


@pytest.fixture(scope="module")
def data(recording: Recorded, tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return recording.copied_to(tmp_path_factory.mktemp("steering") / "data")


@pytest.fixture(scope="module")
def server(data: Recorded) -> Iterator[Server]:
    with start_server(data.directory) as running:
        yield running


@pytest.fixture
def study(server: Server, data: Recorded) -> Iterator[StudyClient]:
    """A copy of the recorded study that is the test's own: 6 epochs and 6 iterations have happened."""
    with StudyClient(server.url, data.another()) as study:
        study.wait(lambda client: client.seq > 0)
        yield study


@pytest.fixture
def window(page: Page, server: Server, study: StudyClient) -> Window:
    window = Window(page, f"{server.url}/?study={study.id}")
    expect(window.counter).to_contain_text(EVALUATED)
    return window


def _lonely(study: StudyClient) -> str:
    """The evaluated candidate whose dot is farthest from all others, so that a pointer finds it alone."""
    points = study.records["points"]

    def room(candidate: str) -> float:
        here = points[candidate]
        return min(math.dist((here["x"], here["y"]), (p["x"], p["y"])) for key, p in points.items() if key != candidate)

    return max(study.evaluated(), key=room)


VIEWS = (
    "Lego view",
    "Loss chart",
    "Search space",
    "Candidate information",
    "Palette",
    "Properties",
    "Timeline",
)


def test_every_view_is_one_landmark(window: Window) -> None:
    for name in VIEWS:
        expect(window.page.get_by_role("region", name=name)).to_have_count(1)
    expect(window.page.get_by_role("banner")).to_have_count(1)
    expect(window.page.get_by_role("status", name="Iteration")).to_have_count(1)


def test_an_operation_is_removed_and_brought_back_by_keyboard_alone(window: Window, study: StudyClient) -> None:
    brick = window.bricks().first
    path, name = brick.get_attribute("data-path"), brick.get_attribute("aria-label")
    assert (path, name) == ("p0", "3x3 separable convolution, cell 1, input 1 to node 1")
    brick.focus()
    for key in ("Enter", "Delete"):
        window.page.keyboard.press(key)
    expect(brick).to_have_attribute("data-state", "removed")
    window.page.keyboard.press("ArrowRight")
    window.page.keyboard.press("Shift+F10")
    menu = window.page.get_by_role("menu")
    expect(menu).to_contain_text("Add to input 1 → node 1")
    menu.get_by_role("menuitem", name=re.compile("^3x3 separable convolution")).press("Enter")
    expect(brick).to_have_attribute("data-state", "available")


def test_a_double_click_starts_once_and_is_no_refusal(window: Window, study: StudyClient) -> None:
    window.bar.get_by_role("button", name="Search", exact=True).dblclick()
    study.wait(lambda c: c.study["iteration"] > ITERATIONS)
    expect(window.page.get_by_role("alert").filter(has_text=re.compile(r"\S"))).to_have_count(0)
    window.press("Stop")
    study.wait_idle()


def test_hovering_a_dot_dims_everything_but_its_candidate(window: Window, study: StudyClient) -> None:
    candidate = _lonely(study)
    active = set(study.records["candidates"][candidate]["paths"])
    shown = window.path_ids()
    window.hover_dot(study.records["points"][candidate])
    expect(window.bricks("[data-lit]")).to_have_count(len(shown & active))
    assert window.path_ids("[data-lit]") == shown & active
    assert window.path_ids("[data-dimmed]") == shown - active
    window.page.mouse.move(5, 5)
    expect(window.bricks("[data-dimmed]")).to_have_count(0)


def test_a_path_removed_while_the_search_runs_is_in_no_later_candidate(window: Window, study: StudyClient) -> None:
    window.press("Search")
    study.wait(lambda c: c.study["iteration"] > ITERATIONS)
    brick = window.bricks().first
    path = brick.get_attribute("data-path")
    brick.click()
    window.page.keyboard.press("Delete")
    expect(brick).to_have_attribute("data-state", "removed")
    study.wait(lambda c: c.records["paths"][path]["state"] == "removed")
    removed_at = study.study["steering_seq"]
    study.wait(lambda c: _iterations_since(c, removed_at) >= 4)
    window.press("Stop")
    study.wait_idle()
    later = [e for e in study.records["evaluations"].values() if e["steering_seq"] >= removed_at]
    assert len(later) >= 32
    assert not [e for e in later if path in study.records["candidates"][e["candidate"]]["paths"]]
    window.page.keyboard.press("Control+z")
    expect(brick).to_have_attribute("data-state", "available")


def _iterations_since(study: StudyClient, seq: int) -> int:
    return sum(record["steering_seq"] >= seq for record in study.records["iterations"].values())


def test_new_candidates_come_from_the_lasso(window: Window, study: StudyClient) -> None:
    transform = window.map_transform()
    middle = study.records["points"][study.study["best_candidate"]]
    x, y = transform.pixel(middle)
    radius = 0.35 * transform.scale
    around = [
        (x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in (k * math.pi / 8 for k in range(17))
    ]
    window.lasso(around)
    expect(window.view("Search space").get_by_text(re.compile(r"\d+ of \d+ selected"))).not_to_contain_text("0 of")
    window.view("Search space").get_by_role("button", name="Focus here").click()
    study.wait(lambda c: c.study["focus"] is not None)
    focused_at, before = study.study["steering_seq"], set(study.evaluated())
    window.press("Search")
    study.wait(lambda c: len(set(c.evaluated()) - before) >= 40)
    window.press("Stop")
    study.wait_idle()
    (region,) = [record for record in study.records["regions"].values() if record["focused"]]
    new = [e["candidate"] for e in study.records["evaluations"].values() if e["steering_seq"] >= focused_at][:40]
    inside = [_inside(study.records["points"][candidate], region["polygon"]) for candidate in new]
    assert len(inside) == 40
    assert sum(inside) >= 0.95 * 40
    assert len(region["polygon"]) >= 3
    assert abs(max(px for px, _ in region["polygon"]) - middle["x"] - 0.35) < 0.05, (
        "the lasso is the one that was drawn"
    )


def _inside(point: dict[str, float], polygon: list[tuple[float, float]]) -> bool:
    """Whether a point lies in a polygon, by winding: another rule than the product's own."""
    turns = 0.0
    for (ax, ay), (bx, by) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        first = math.atan2(ay - point["y"], ax - point["x"])
        second = math.atan2(by - point["y"], bx - point["x"])
        turns += (second - first + math.pi) % (2 * math.pi) - math.pi
    return abs(turns) > math.pi


def test_bricks_and_dots_point_at_each_other(window: Window, study: StudyClient) -> None:
    contained: dict[str, int] = {}
    for candidate in study.records["candidates"].values():
        for path in candidate["paths"]:
            contained[path] = contained.get(path, 0) + 1
    brick = window.bricks().nth(2)
    path = brick.get_attribute("data-path")
    assert path is not None
    brick.hover()
    expect(window.paths_plot).to_have_attribute("data-hovered", path)
    expect(window.view("Search space").locator("[data-points]")).to_have_attribute("data-marked", str(contained[path]))


def test_a_box_in_the_candidate_information_selects_bricks(window: Window, study: StudyClient) -> None:
    scores = max(study.records["scores"].values(), key=lambda record: record["iteration"])
    columns = zip(scores["paths"], scores["frequency"], scores["score"], strict=True)
    dots = {path: (often, score) for path, often, score in columns}
    often = sorted({each for each, _ in dots.values()})[2] - 0.5
    heights = sorted({score for _, score in dots.values()})
    _, height = max(
        (above - below, (above + below) / 2) for below, above in itertools.pairwise(heights[: len(heights) // 2])
    )
    hit = {path for path, (x, y) in dots.items() if x > often and y > height}
    shown = window.path_ids()
    assert hit & shown
    assert shown - hit

    corner = window.path_place(often, height)
    box = window.paths_plot.bounding_box()
    assert box is not None
    window.drag([corner, (box["x"] + box["width"] - 2, box["y"] + 2)])
    expect(window.bricks("[data-selected]")).to_have_count(len(hit & shown))
    assert window.path_ids("[data-selected]") == hit & shown
    expect(window.view("Candidate information").get_by_role("status")).to_contain_text(f"{len(hit)} paths")


def test_a_cell_added_in_the_middle_is_trained_and_searched_on(window: Window, study: StudyClient) -> None:
    window.press("Search")
    study.wait(lambda c: c.study["iteration"] > ITERATIONS)
    before = {key: path["trained_epochs"] for key, path in study.records["paths"].items()}
    window.view("Lego view").get_by_role("button", name="Add a cell as cell 2", exact=True).click()
    window.page.get_by_role("dialog").get_by_role("button", name="Add cell", exact=True).click()
    study.wait(lambda c: len(c.records["cells"]) == 4)
    window.press("Stop")
    study.wait_idle()
    (added,) = [key for key, cell in study.records["cells"].items() if cell["position"] == 1]
    assert not any(path["trained"] for path in study.records["paths"].values() if path["cell"] == added)
    assert all(study.records["paths"][key]["trained"] for key in before), "a normal cell changes no other width"

    window.bar.get_by_role("spinbutton", name="Epochs").fill("3")
    window.press("Train")
    study.wait(lambda c: c.study["trained_epochs"] == EPOCHS + 3 and c.study["phase"] == "idle")
    window.wait_for_button("Search", 5)
    version, iteration = study.study["weights"], study.study["iteration"]
    window.press("Search")
    study.wait(lambda c: c.study["iteration"] >= iteration + 2)
    window.press("Stop")
    study.wait_idle()

    paths = study.records["paths"]
    assert all(path["trained"] for path in paths.values() if path["cell"] == added)
    assert all(paths[key]["trained_epochs"] > epochs for key, epochs in before.items())
    fresh = [e for e in study.records["evaluations"].values() if e["weights"] == version]
    assert len(fresh) >= 16
    for evaluation in fresh:
        active = study.records["candidates"][evaluation["candidate"]]["paths"]
        assert any(paths[path]["cell"] == added for path in active)
    best = study.records["candidates"][study.study["best_candidate"]]
    assert best["objectives"]["accuracy"] > 0.6, "what was learnt before is kept"


def test_reloading_and_a_second_browser_show_the_same(
    window: Window, study: StudyClient, context: BrowserContext, complaints: Complaints
) -> None:
    brick = window.bricks().nth(4)
    brick.click()
    window.page.keyboard.press("p")
    expect(brick).to_have_attribute("data-state", "fixed")
    window.view("Lego view").get_by_role("button", name=re.compile("^reduction cell 2")).click()
    expect(window.view("Lego view").get_by_role("heading", name="Reduction cell 2")).to_be_visible()
    seen = _seen(window)

    window.reload()
    expect(window.counter).to_contain_text(EVALUATED)
    expect(window.view("Lego view").get_by_role("heading", name="Reduction cell 2")).to_be_visible()
    assert _seen(window) == seen

    assert context.browser is not None
    other_context = context.browser.new_context(viewport={"width": 1440, "height": 900})
    other_page = other_context.new_page()
    complaints.watch(other_page)
    other = Window(other_page, window.page.url)
    expect(other.counter).to_contain_text(EVALUATED)
    expect(other.view("Lego view").get_by_role("heading", name="Reduction cell 2")).to_be_visible()
    assert _seen(other) == seen

    began = time.monotonic()
    mine, theirs = window.bricks().first, other.bricks().first
    mine.click()
    window.page.keyboard.press("Delete")
    expect(theirs).to_have_attribute("data-state", "removed")
    assert time.monotonic() - began < 2
    other_context.close()


def _seen(window: Window) -> list[str | None]:
    """What the page shows of the study, in words."""
    states = window.bricks().evaluate_all("all => all.map(each => each.dataset.path + each.dataset.state)")
    heads = [window.view(name).locator(".view-head").first.inner_text() for name in ("Lego view", "Search space")]
    return [window.counter.inner_text(), *heads, *states]


def test_a_refusal_says_why_and_harms_nothing(window: Window, study: StudyClient, complaints: Complaints) -> None:
    complaints.forgive("status of 422")
    seq = study.api.get(f"/studies/{study.id}").json()["seq"]
    node = [key for key, path in study.records["paths"].items() if (path["cell"], path["target"]) == ("c0", "n0")]
    for path in node[:2]:
        window.bricks(f"[data-path='{path}']").click()
        window.page.keyboard.press("p")
        expect(window.bricks(f"[data-path='{path}']")).to_have_attribute("data-state", "fixed")
    window.bricks(f"[data-path='{node[2]}']").click()
    window.page.keyboard.press("p")
    expect(window.page.get_by_role("alert").filter(has_text="at most 2")).to_be_visible()
    expect(window.bricks(f"[data-path='{node[2]}']")).to_have_attribute("data-state", "available")
    assert study.api.get(f"/studies/{study.id}").json()["seq"] == seq + 2
