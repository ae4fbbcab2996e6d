"""Several people on one study: each sees who is here, signs with a name and takes back what it signed."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.client import StudyClient
from tests.e2e.conftest import Complaints
from tests.e2e.window import Window
from tests.server import Server

pytestmark = pytest.mark.browser

ADA, BEN = "Ada", "בנימין בן־דוד"


@pytest.fixture
def two_windows(
    browser: Browser, studio: Server, recorded_study: StudyClient, complaints: Complaints
) -> Iterator[tuple[Window, Window]]:
    """The study in two browsers that know nothing of one another."""
    with ExitStack() as stack:
        windows = []
        for _ in range(2):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            stack.callback(context.close)
            page = context.new_page()
            complaints.watch(page)
            windows.append(Window(page, f"{studio.url}/?study={recorded_study.id}"))
        yield windows[0], windows[1]


def _people(window: Window) -> Locator:
    return window.bar.get_by_role("button", name=re.compile("^People: "))


def _call_oneself(window: Window, name: str) -> None:
    _people(window).click()
    dialog = window.page.get_by_role("dialog", name="People")
    field = dialog.get_by_role("textbox", name="Your name")
    use = dialog.get_by_role("button", name="Use this name")
    field.fill("search")
    expect(dialog.get_by_role("status")).to_contain_text("the program itself signs with this name")
    expect(use).to_have_attribute("aria-disabled", "true")
    field.fill(name)
    use.click()
    expect(dialog.get_by_role("list", name="Who is here").get_by_role("listitem").first).to_contain_text(name)
    window.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def _undo(window: Window) -> Locator:
    return window.bar.get_by_role("button", name=re.compile("^Undo"))


def test_two_people_see_one_another_and_each_undoes_their_own(
    two_windows: tuple[Window, Window], recorded_study: StudyClient
) -> None:
    first, second = two_windows
    _call_oneself(first, ADA)
    _call_oneself(second, BEN)
    expect(_people(first)).to_have_accessible_name(f"People: You ({ADA}) and {BEN} are here")
    expect(_people(second)).to_have_accessible_name(f"People: You ({BEN}) and {ADA} are here")

    first.bricks("[data-state=available]").first.focus()
    removed = first.bricks("[data-state=available]").first.get_attribute("data-path")
    first.page.keyboard.press("Delete")
    expect(second.bricks(f"[data-path={removed}]")).to_have_attribute("data-state", "removed")
    fixed = second.bricks("[data-state=available]").last.get_attribute("data-path")
    second.bricks(f"[data-path={fixed}]").focus()
    second.page.keyboard.press("p")
    expect(first.bricks(f"[data-path={fixed}]")).to_have_attribute("data-state", "fixed")
    for window, words in ((first, "^Undo: remove"), (second, "^Undo: fix")):
        expect(_undo(window)).to_have_accessible_name(re.compile(words))
    expect(_undo(first)).to_have_attribute("title", re.compile(f"^Undo what you did as .?{ADA}"))
    events = first.view("Timeline").get_by_role("listbox", name="Events, newest first")
    expect(events.get_by_role("option", name=re.compile("Fixed"))).to_contain_text(BEN)

    _undo(first).click()
    expect(second.bricks(f"[data-path={removed}]")).to_have_attribute("data-state", "available")
    expect(second.bricks(f"[data-path={fixed}]")).to_have_attribute("data-state", "fixed")
    expect(_undo(first)).to_have_attribute("title", re.compile(rf"^Nothing of yours.*{BEN}.?, they undo", re.DOTALL))
    second.page.keyboard.press("Control+z")
    expect(first.bricks(f"[data-path={fixed}]")).to_have_attribute("data-state", "available")
    undone = [
        record["actor"]
        for record in recorded_study.api.get(f"/studies/{recorded_study.id}/events").json()["events"]
        if record["payload"]["type"] == "steering_undone"
    ]
    assert undone[-2:] == [ADA, BEN]

    second.page.context.close()
    expect(_people(first)).to_have_accessible_name(f"People: You are here, as {ADA}")
    first.reload()
    expect(_people(first)).to_have_accessible_name(f"People: You are here, as {ADA}")
    expect(first.page.locator(".message")).to_have_count(0)


def test_a_name_holds_in_every_window_of_a_browser_and_twenty_fit_the_bar(
    recorded_window: Window, studio: Server, recorded_study: StudyClient
) -> None:
    other = Window(recorded_window.page.context.new_page(), recorded_window.page.url)
    _call_oneself(other, ADA)
    expect(_people(recorded_window)).to_have_accessible_name(f"People: You are here, as {ADA}")
    with ExitStack() as stack:
        for number in range(19):
            stack.enter_context(StudyClient(studio.url, recorded_study.id, f"Person number {number} " + "x" * 20))
        expect(_people(recorded_window)).to_have_accessible_name(re.compile("and 16 more are here"))
        expect(_people(recorded_window)).to_have_text("APX+18")
        _people(recorded_window).click()
        listed = recorded_window.page.get_by_role("list", name="Who is here").get_by_role("listitem")
        expect(listed).to_have_count(20)
        expect(listed.first).to_have_text(re.compile("Ada.*you · 2 windows"))
    expect(_people(recorded_window)).to_have_accessible_name(f"People: You are here, as {ADA}")


def test_settings_that_another_changes_meanwhile_are_not_taken_back(
    recorded_window: Window, recorded_study: StudyClient
) -> None:
    recorded_window.bar.get_by_role("button", name=re.compile("^Digits")).click()
    form = recorded_window.page.get_by_role("dialog", name="Training settings")
    rate, batch = (form.get_by_role("spinbutton", name=name) for name in ("Learning rate", "Batch size"))
    rate.fill("0.03")
    recorded_study.command("configure_training", batch_size=48, actor=BEN)
    expect(batch).to_have_value("48")
    expect(rate).to_have_value("0.03")
    recorded_study.command("configure_training", learning_rate=0.2, actor=BEN)
    expect(form.get_by_role("alert")).to_contain_text("learning rate is now 0.2")
    expect(form.get_by_role("button", name="Apply")).to_have_attribute("aria-disabled", "true")
    form.get_by_role("button", name="Look again").click()
    expect(rate).to_have_value("0.2")
    rate.fill("0.05")
    form.get_by_role("button", name="Apply").click()
    recorded_study.wait(lambda c: c.study["training"]["learning_rate"] == 0.05)
    assert recorded_study.study["training"]["batch_size"] == 48

    bounds = recorded_window.view("Properties").get_by_role("form", name="Bounds")
    bounds.get_by_label("parameters, at most").fill("9000")
    recorded_study.command("set_constraints", parameters=8000, actor=BEN)
    expect(bounds.get_by_role("alert")).to_contain_text("parameters is now 8000")
    button = bounds.get_by_role("button", name="Keep mine")
    words, below = bounds.get_by_role("alert").locator("p").bounding_box(), button.bounding_box()
    assert words is not None
    assert below is not None
    assert words["y"] + words["height"] <= below["y"] + 1, "the words have no line of their own"
    assert words["width"] > 150
    button.click()
    recorded_study.command("set_constraints", parameters=8000, madds=5e6, actor=BEN)
    expect(bounds.get_by_label("multiply-adds, at most")).to_have_value("5000000")
    bounds.get_by_role("button", name="Set bounds").click()
    recorded_study.wait(lambda c: [bound["maximum"] for bound in c.study["constraints"]] == [9000, 5e6])
    for typed, stands in (("020000", "20000"), ("99999999999999999999", "100000000000000000000")):
        bounds.get_by_label("parameters, at most").fill(typed)
        bounds.get_by_role("button", name="Set bounds").click()
        expect(bounds.get_by_label("parameters, at most")).to_have_value(stands)
        expect(bounds.get_by_role("alert")).to_have_count(0)
