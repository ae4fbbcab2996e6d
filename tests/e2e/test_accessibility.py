"""WCAG 2.2 AA, as far as a machine can tell: every view and main state in both themes, and by keyboard alone."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.client import StudyClient
from tests.e2e.axe import violations
from tests.e2e.window import Window
from tests.server import Server

pytestmark = pytest.mark.browser

THEMES = ("light", "dark")


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, page: Page) -> str:
    """Each theme, with motion reduced so that nothing is measured half way."""
    page.emulate_media(color_scheme=request.param, reduced_motion="reduce")
    return str(request.param)


@dataclass(frozen=True)
class Study:
    """What states are made of: the study, its best candidate and others that were evaluated."""

    client: StudyClient
    best: str
    others: tuple[str, ...]

    @property
    def region(self) -> str:
        return ".".join((self.best, *self.others[:8]))


@pytest.fixture
def study(recorded_study: StudyClient) -> Study:
    best = recorded_study.study["best_candidate"]
    return Study(recorded_study, best, tuple(each for each in recorded_study.evaluated() if each != best))


def _address(studio: Server, study: Study, settings: str = "") -> str:
    return f"{studio.url}/?study={study.client.id}{settings}"


STATES: dict[str, Callable[[Study], str]] = {
    "nothing selected": lambda _: "",
    "a path selected": lambda _: "&paths=p3",
    "a candidate selected": lambda s: f"&candidates={s.best}",
    "two candidates compared": lambda s: f"&candidates={s.best}&second={s.others[0]}",
    "graph level": lambda s: f"&lego.level=graph&candidates={s.best}",
    "union": lambda s: f"&map.sets=union&candidates={s.region}",
    "intersection": lambda s: f"&map.sets=intersection&candidates={s.region}",
    "why are these alike": lambda s: f"&map.sets=profile&candidates={s.region}",
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_the_window(page: Page, studio: Server, study: Study, theme: str, state: str) -> None:
    window = Window(page, _address(studio, study, STATES[state](study)))
    expect(window.counter).to_contain_text("evaluated")
    expect(window.view("Lego view").get_by_role("button").first).to_be_visible()
    assert violations(page) == []


def test_axe_finds_nothing_in_the_table_of_candidates(page: Page, studio: Server, study: Study, theme: str) -> None:
    Window(page, _address(studio, study))
    page.get_by_role("tab", name="Candidates", exact=True).click()
    expect(page.get_by_role("region", name="Candidates", exact=True)).to_be_visible()
    assert violations(page) == []


MENUS = ("Study Recorded", "More", "Export", "Finish")


@pytest.mark.parametrize("button", MENUS)
def test_axe_finds_nothing_in_an_open_menu(page: Page, studio: Server, study: Study, theme: str, button: str) -> None:
    window = Window(page, _address(studio, study))
    window.bar.get_by_role("button", name=button, exact=True).press("Enter")
    expect(page.locator("[role=menu], [role=dialog]").first).to_be_visible()
    assert violations(page, menu=True) == []


def test_axe_finds_nothing_in_the_settings_of_training(page: Page, studio: Server, study: Study, theme: str) -> None:
    window = Window(page, _address(studio, study))
    window.bar.get_by_role("button", name=re.compile("Digits")).press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


def test_axe_finds_nothing_in_the_menu_of_a_panel(page: Page, studio: Server, study: Study, theme: str) -> None:
    Window(page, _address(studio, study))
    page.get_by_role("button", name="Arrange Loss chart").press("Enter")
    page.get_by_role("menuitem", name="Move left of").press("ArrowRight")
    expect(page.get_by_role("menu")).to_have_count(2)
    assert violations(page, menu=True) == []


def test_axe_finds_nothing_in_the_menu_of_a_brick(page: Page, studio: Server, study: Study, theme: str) -> None:
    window = Window(page, _address(studio, study))
    window.bricks().first.focus()
    page.keyboard.press("Shift+F10")
    expect(page.get_by_role("menu")).to_be_visible()
    assert violations(page, menu=True) == []


@pytest.mark.parametrize("sheet", ["Keyboard shortcuts …", "Messages …", "Take the tour"])
def test_axe_finds_nothing_in_the_pages_own_sheets(
    page: Page, studio: Server, study: Study, theme: str, sheet: str
) -> None:
    window = Window(page, _address(studio, study))
    expect(window.bricks().first).to_be_visible()
    window.bar.get_by_role("button", name="More", exact=True).press("Enter")
    page.get_by_role("menuitem", name=sheet).press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


def test_axe_finds_nothing_on_the_start_page_and_in_a_new_study(
    page: Page, studio: Server, study: Study, theme: str
) -> None:
    page.goto(studio.url)
    expect(page.get_by_role("link", name="Recorded")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="New study").first.click()
    expect(page.get_by_role("dialog").or_(page.get_by_role("form"))).to_be_visible()
    assert violations(page) == []


def test_axe_finds_nothing_in_the_editor_of_templates(page: Page, studio: Server, theme: str) -> None:
    page.goto(f"{studio.url}/?page=templates")
    page.get_by_role("button", name="Edit a copy of Cells").click()
    bricks = page.get_by_role("region", name="Lego view", exact=True).locator("button.path")
    expect(bricks.first).to_be_visible()
    assert violations(page) == []
    bricks.first.press("Enter")
    expect(bricks.first).to_have_attribute("aria-pressed", "true")
    assert violations(page) == []


def test_axe_finds_nothing_in_the_comparison_of_final_networks(
    page: Page, studio: Server, study: Study, theme: str
) -> None:
    page.goto(_address(studio, study, "&final.open=yes"))
    expect(page.get_by_role("dialog", name="Final networks").get_by_role("table").first).to_be_visible()
    assert violations(page) == []


def test_axe_finds_nothing_where_a_study_is_missing(page: Page, studio: Server, theme: str, complaints: object) -> None:
    complaints.forgive("status of 404")  # type: ignore[attr-defined]
    page.goto(f"{studio.url}/?study=nothere")
    # Until the server has answered the empty window is there, with places for alerts of its own.
    expect(page.get_by_role("heading", name="This study cannot be shown")).to_be_visible()
    assert violations(page) == []


LANDMARKS = {"Palette", "Properties", "Lego view", "Search space", "Loss chart", "Candidate information"}

_HERE = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const style = getComputedStyle(at);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const inside = at.closest("[data-focus-ring], .dv-tab");
    return {
        landmark: at.closest("section[aria-label], header, aside")?.getAttribute("aria-label") ?? "bar",
        name: at.getAttribute("aria-label") ?? at.textContent.trim().slice(0, 40),
        seen: ring || inside !== null || style.boxShadow !== "none",
        box: at.getBoundingClientRect().toJSON(),
    };
}"""


def test_tab_meets_every_view_with_a_focus_that_shows_and_is_caught_nowhere(recorded_window: Window) -> None:
    page = recorded_window.page
    expect(recorded_window.bricks().first).to_be_visible()
    met: set[str] = set()
    names: list[str] = []
    hidden: list[str] = []
    for _ in range(300):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        if here is None:
            break
        met.add(here["landmark"])
        names.append(here["name"])
        if not here["seen"]:
            hidden.append(f"{here['landmark']}: {here['name']}")
    else:
        pytest.fail(f"the focus never leaves the page; it is at {names[-5:]}")
    assert met >= LANDMARKS
    assert not hidden, "no visible focus"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(_HERE) is not None, "and it comes back"


@pytest.mark.parametrize("wish", [{"forced_colors": "active"}, {"contrast": "more"}])
def test_the_window_can_be_read_with_other_colours(
    page: Page, studio: Server, study: Study, wish: dict[str, str]
) -> None:
    page.emulate_media(**wish)  # type: ignore[arg-type]
    window = Window(page, _address(studio, study, f"&candidates={study.best}"))
    expect(window.bricks().first).to_be_visible()
    assert violations(page) == []


def test_reduced_motion_leaves_no_animation(page: Page, studio: Server, study: Study) -> None:
    page.emulate_media(reduced_motion="reduce")
    window = Window(page, _address(studio, study))
    expect(window.bricks().first).to_be_visible()
    slow = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(each => {
            const style = getComputedStyle(each);
            const longest = list => Math.max(...list.split(",").map(parseFloat));
            return longest(style.transitionDuration) > 0.01
                || (style.animationName !== "none" && longest(style.animationDuration) > 0.01);
        }).map(each => each.outerHTML.slice(0, 120))"""
    )
    assert slow == []
