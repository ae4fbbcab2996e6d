"""The frame around the views: the bar, the panels, the address, the connection, what is said, keys and the tour."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.client import StudyClient
from tests.e2e.conftest import Complaints
from tests.e2e.recorded import Recorded
from tests.e2e.window import SECOND, Window, holds_its_words
from tests.server import Server, start_server

pytestmark = pytest.mark.browser


def _menu(window: Window, *names: str) -> Locator:
    """Go through the bar's last menu by keyboard, as deep as the names say; the item that the last one names."""
    window.bar.get_by_role("button", name="More", exact=True).press("Enter")
    for name in names[:-1]:
        window.page.get_by_role("menuitem", name=name).press("ArrowRight")
    items = window.page.get_by_role("menu").last.locator("[role^='menuitem']")
    return items.filter(has_text=re.compile(rf"^{re.escape(names[-1])}"))


def _open_tab_menu(window: Window, panel: str) -> None:
    window.page.get_by_role("button", name=f"Arrange {panel}", exact=True).press("Enter")


def _box(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box is not None
    return dict(box)


class TestPanels:
    def test_a_double_click_on_a_tab_gives_its_panel_everything_and_another_gives_it_back(
        self, recorded_window: Window
    ) -> None:
        tab = recorded_window.page.get_by_role("tab", name="Loss chart")
        tab.dblclick()
        expect(recorded_window.view("Search space")).to_be_hidden()
        assert _box(recorded_window.view("Loss chart"))["width"] > 1400
        tab.dblclick()
        expect(recorded_window.view("Search space")).to_be_visible()

    def test_a_panel_that_was_maximised_is_given_back_for_good(self, recorded_window: Window) -> None:
        page = recorded_window.page
        restore = page.get_by_role("button", name="Restore all panels", exact=True)
        maximise = page.get_by_role("button", name="Maximise Timeline", exact=True)
        maximise.click()
        expect(recorded_window.view("Lego view")).to_be_hidden()
        recorded_window.reload()
        expect(recorded_window.view("Timeline")).to_be_visible()
        expect(recorded_window.view("Lego view")).to_be_hidden()
        tab = page.get_by_role("tab", name="Timeline")
        page.locator(".dv-groupview").filter(has=tab).get_by_role("button", name="Restore all panels").click()
        expect(recorded_window.view("Lego view")).to_be_visible()
        expect(restore).to_have_count(0)
        recorded_window.reload()
        expect(recorded_window.view("Lego view")).to_be_visible()
        expect(restore).to_have_count(0)
        expect(maximise).to_be_visible()

    def test_alt_m_gives_the_panels_back_from_wherever_the_focus_is(self, recorded_window: Window) -> None:
        page = recorded_window.page
        page.get_by_role("button", name="Maximise Timeline", exact=True).click()
        events = recorded_window.view("Timeline").get_by_role("listbox", name="Events, newest first")
        events.get_by_role("option").filter(has_text="Started searching").first.click()
        recorded_window.view("Timeline").get_by_role("button", name="See the study then").click()
        expect(page.get_by_role("region", name="The past", exact=True)).to_be_visible()
        page.keyboard.press("Alt+m")
        expect(recorded_window.view("Lego view")).to_be_visible()
        expect(recorded_window.view("Timeline")).to_be_visible()

    def test_what_is_hidden_stays_hidden_for_this_study_until_it_is_shown_again(self, recorded_window: Window) -> None:
        page = recorded_window.page
        _menu(recorded_window, "Panels", "Timeline").press("Enter")
        expect(recorded_window.view("Timeline")).to_have_count(0)
        page.keyboard.press("Escape")
        recorded_window.reload()
        expect(recorded_window.view("Loss chart")).to_be_visible()
        expect(recorded_window.view("Timeline")).to_have_count(0)
        _menu(recorded_window, "Panels", "Timeline").press("Enter")
        expect(recorded_window.view("Timeline")).to_be_visible()

    def test_each_study_has_its_arrangement_and_a_new_one_starts_with_the_last(
        self, recorded_window: Window, studio: Server, recorded_study: StudyClient
    ) -> None:
        page = recorded_window.page
        _menu(recorded_window, "Panels", "Palette").press("Enter")
        expect(recorded_window.view("Palette")).to_have_count(0)
        with StudyClient.create(studio.url, name="Other", dataset="digits", template="cells") as other:
            window = Window(page, f"{studio.url}/?study={other.id}")
            expect(window.view("Properties")).to_be_visible()
            expect(window.view("Palette")).to_have_count(0)
            _menu(window, "Panels", "Reset panels").press("Enter")
            expect(window.view("Palette")).to_be_visible()
        first = Window(page, f"{studio.url}/?study={recorded_study.id}")
        expect(first.view("Properties")).to_be_visible()
        expect(first.view("Palette")).to_have_count(0)

    @pytest.mark.parametrize(
        "stored", ["{", '{"known": [], "layout": {"panels": {"oracle": {}}}}', '{"grid": 1}', "[]"]
    )
    def test_an_arrangement_that_cannot_be_read_gives_the_usual_one(
        self, page: Page, studio: Server, recorded_study: StudyClient, stored: str
    ) -> None:
        page.add_init_script(
            f"for (const key of ['', ':{recorded_study.id}'])"
            f" localStorage.setItem('nas-navigator.panels.3' + key, {json.dumps(stored)})"
        )
        window = Window(page, f"{studio.url}/?study={recorded_study.id}")
        for name in ("Palette", "Lego view", "Search space", "Timeline", "Candidate information"):
            expect(window.view(name)).to_be_visible()

    def test_a_panel_that_is_newer_than_the_arrangement_is_added_to_it(
        self, recorded_window: Window, recorded_study: StudyClient
    ) -> None:
        page = recorded_window.page
        _menu(recorded_window, "Panels", "Timeline").press("Enter")
        page.keyboard.press("Escape")
        expect(recorded_window.view("Timeline")).to_have_count(0)
        page.evaluate(
            """key => {
                const kept = JSON.parse(localStorage.getItem(key));
                kept.known = kept.known.filter(id => id !== "timeline");
                localStorage.setItem(key, JSON.stringify(kept));
            }""",
            f"nas-navigator.panels.3:{recorded_study.id}",
        )
        recorded_window.reload()
        expect(recorded_window.view("Timeline")).to_be_visible()

    def test_panels_are_moved_and_resized_by_keyboard(self, recorded_window: Window) -> None:
        page = recorded_window.page
        before = _box(recorded_window.view("Search space"))
        _open_tab_menu(recorded_window, "Search space")
        wider = page.get_by_role("menuitem", name="Wider", exact=True)
        wider.press("Enter")
        wider.press("Enter")
        page.keyboard.press("Escape")
        assert _box(recorded_window.view("Search space"))["width"] > before["width"] + 80
        _open_tab_menu(recorded_window, "Timeline")
        page.get_by_role("menuitem", name="Put in tabs with").press("ArrowRight")
        page.get_by_role("menuitem", name="Loss chart").press("Enter")
        expect(recorded_window.view("Timeline")).to_be_visible()
        expect(recorded_window.view("Loss chart")).to_have_count(0)
        page.get_by_role("tab", name="Loss chart").click()
        expect(recorded_window.view("Loss chart")).to_be_visible()

    def test_f6_goes_round_the_parts_of_the_page_and_alt_m_maximises(self, recorded_window: Window) -> None:
        page = recorded_window.page
        here = "document.activeElement.closest('[aria-label], header')?.getAttribute('aria-label') ?? 'bar'"
        met = []
        for _ in range(12):
            page.keyboard.press("F6")
            met.append(page.evaluate(here))
        round_trip = met[: met.index("bar", 1)]
        assert {"Palette", "Lego view", "Search space", "Timeline", "Candidate information"} <= set(round_trip)
        page.keyboard.press("Shift+F6")
        assert page.evaluate(here) == met[-2]
        recorded_window.view("Search space").focus()
        page.keyboard.press("Alt+m")
        expect(recorded_window.view("Lego view")).to_be_hidden()
        page.keyboard.press("Alt+m")
        expect(recorded_window.view("Lego view")).to_be_visible()


class TestAddress:
    def test_a_copied_link_shows_another_browser_the_same(
        self, recorded_window: Window, recorded_study: StudyClient, complaints: Complaints, context: BrowserContext
    ) -> None:
        page = recorded_window.page
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        best = recorded_study.study["best_candidate"]
        recorded_window.open(f"{page.url}&candidates={best}&cell=c1")
        _menu(recorded_window, "Copy link").press("Enter")
        expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
        link = page.evaluate("navigator.clipboard.readText()")
        assert link == page.url
        assert context.browser is not None
        with context.browser.new_context(viewport={"width": 1440, "height": 900}) as elsewhere:
            other_page = elsewhere.new_page()
            complaints.watch(other_page)
            other = Window(other_page, link)
            for window in (recorded_window, other):
                expect(window.view("Lego view").get_by_role("heading", name="Reduction cell 2")).to_be_visible()
                expect(window.view("Properties")).to_contain_text(best[:4])

    def test_back_leads_from_study_to_study(self, recorded_window: Window, studio: Server) -> None:
        page = recorded_window.page
        page.get_by_role("link", name=re.compile("NAS-Navigator")).click()
        expect(page.get_by_role("heading", name="Studies")).to_be_visible()
        page.go_back()
        expect(recorded_window.counter).to_contain_text("evaluated")
        page.go_forward()
        expect(page.get_by_role("heading", name="Studies")).to_be_visible()


class TestConnection:
    @pytest.fixture
    def copy(self, recording: Recorded, tmp_path: Path) -> Recorded:
        return recording.copied_to(tmp_path / "data")

    def test_after_a_crash_of_the_server_the_page_comes_back_and_has_missed_nothing(
        self, page: Page, copy: Recorded, complaints: Complaints
    ) -> None:
        complaints.forgive("ERR_CONNECTION_REFUSED")
        complaints.forgive("WebSocket connection")
        with start_server(copy.directory) as first:
            port = first.url.rpartition(":")[2]
            window = Window(page, f"{first.url}/?study={copy.study}")
            badge = window.bar.get_by_role("status", name="Connection")
            expect(badge).to_have_text("live")
            first.kill()
            expect(badge).to_have_text("lost")
        window.bar.get_by_role("button", name=re.compile("lost")).click()
        details = page.get_by_role("dialog", name="Connection")
        expect(details).to_contain_text("next try")
        brick = window.bricks("[data-path='p0']")
        expect(brick).to_have_attribute("data-state", "available")
        with start_server(copy.directory, "--port", port):
            with StudyClient(f"http://127.0.0.1:{port}", copy.study) as script:
                script.command("remove_paths", paths=["p0"])
                script.wait(lambda c: c.records["paths"]["p0"]["state"] == "removed")
                script.command("save_region", name="while away", candidates=list(script.records["points"])[:3])
                script.wait(lambda c: len(c.records["regions"]) == 1)
                seq = script.seq
            if badge.inner_text() != "live":
                details.get_by_role("button", name="Reconnect now").click()
            expect(badge).to_have_text("live")
            expect(brick).to_have_attribute("data-state", "removed")
            expect(window.view("Search space")).to_contain_text("while away")
            if not details.is_visible():
                window.bar.get_by_role("button", name=re.compile("live")).click()
            expect(details).to_contain_text(f"events known{seq}")


@pytest.fixture(scope="module")
def workshop(recording: Recorded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose copy of the recorded study is searched on."""
    copy = recording.copied_to(tmp_path_factory.mktemp("workshop") / "data")
    with start_server(copy.directory) as server:
        server.wait_ready()
        yield server


@pytest.fixture
def study(workshop: Server, recording: Recorded) -> Iterator[StudyClient]:
    with StudyClient(workshop.url, recording.study) as study:
        study.wait(lambda client: client.seq > 0)
        yield study


@pytest.fixture
def window(page: Page, workshop: Server, study: StudyClient) -> Window:
    window = Window(page, f"{workshop.url}/?study={study.id}")
    expect(window.counter).to_contain_text("evaluated")
    return window


class TestWork:
    """What the frame says of work that runs."""

    def test_progress_of_a_search_is_told_by_the_bar(self, window: Window, study: StudyClient) -> None:
        window.press("Search")
        expect(window.page.get_by_role("progressbar")).to_be_attached()
        window.press("Stop")
        study.wait_idle()
        expect(window.page.get_by_role("progressbar")).to_have_count(0)

    def test_the_counter_is_not_cut_while_something_runs(self, window: Window, study: StudyClient) -> None:
        for command, amount in (("start_training", {"epochs": 50}), ("start_search", {"iterations": 200})):
            study.command(command, **amount)
            expect(window.page.get_by_role("progressbar")).to_be_attached()
            holds_its_words(window)
            study.command("pause")
            study.wait(lambda client: client.study["phase"] == "paused")
            expect(window.bar.get_by_role("button", name="Resume")).to_be_visible()
            holds_its_words(window)
            study.command("stop")
            study.wait_idle()

    def test_the_end_of_a_search_is_told_and_kept(self, window: Window, study: StudyClient) -> None:
        page = window.page
        study.command("start_search", iterations=1)
        study.wait_idle()
        message = page.get_by_role("region", name="Latest messages").get_by_role("status").filter(has_text="Search")
        expect(message).to_contain_text("Search finished")
        _covers_no_control(page, message)
        message.get_by_role("button", name="Dismiss").click()
        expect(message).to_have_count(0)
        _menu(window, "Messages …").press("Enter")
        expect(page.get_by_role("dialog", name="Messages")).to_contain_text("Search finished")

    def test_a_kind_of_news_that_is_turned_off_is_not_told(self, window: Window, study: StudyClient) -> None:
        page = window.page
        _menu(window, "Notifications", "Training or search ended").press("Enter")
        page.keyboard.press("Escape")
        window.reload()
        expect(window.counter).to_contain_text("evaluated")
        study.command("start_search", iterations=1)
        study.wait_idle()
        expect(window.counter).to_contain_text(f"iteration {study.study['iteration']}")
        expect(page.get_by_role("status").filter(has_text="Search finished")).to_have_count(0)

    def test_the_live_region_tells_decisions_and_no_steps(self, window: Window, study: StudyClient) -> None:
        said = window.page.locator("div[aria-live='polite'].visually-hidden")
        study.command("start_search", iterations=1)
        study.wait_idle()
        expect(said).to_have_text("Finished searching")
        study.command("fix_paths", paths=["p5"])
        expect(said).to_contain_text("Fixed")
        study.command("undo")
        expect(said).to_contain_text("Undid")


def _covers_no_control(page: Page, message: Locator) -> None:
    over = _box(message)
    controls = page.locator(".banner button, .view-head button, .view-head input, .view-head select").all()
    for control in controls:
        box = control.bounding_box()
        if box is None:
            continue
        apart = (
            box["x"] + box["width"] <= over["x"]
            or box["x"] >= over["x"] + over["width"]
            or box["y"] + box["height"] <= over["y"]
            or box["y"] >= over["y"] + over["height"]
        )
        assert apart, f"the message covers {control.inner_text() or control.get_attribute('aria-label')}"


class TestKeys:
    def test_the_list_of_keys_is_grouped_by_view(self, recorded_window: Window) -> None:
        recorded_window.page.keyboard.press("?")
        dialog = recorded_window.page.get_by_role("dialog", name="Keyboard shortcuts")
        for group in ("Everywhere", "Lego view", "Search space", "Candidate information", "Candidates", "Panels"):
            expect(dialog.get_by_role("table", name=group)).to_be_visible()
        recorded_window.page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)

    def test_find_goes_to_the_field_that_selects_by_query(self, recorded_window: Window) -> None:
        page = recorded_window.page
        field = recorded_window.view("Search space").locator("input[data-find]")
        page.keyboard.press("Control+f")
        expect(field).to_be_focused()
        _menu(recorded_window, "Panels", "Search space").press("Enter")
        page.keyboard.press("Escape")
        expect(recorded_window.view("Search space")).to_have_count(0)
        page.keyboard.press("Control+f")
        expect(field).to_be_focused()

    def test_find_leaves_a_dialog_alone_and_lets_the_person_go_on_at_once(self, recorded_window: Window) -> None:
        page = recorded_window.page
        page.keyboard.press("?")
        dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
        expect(dialog).to_be_visible()
        page.keyboard.press("Control+f")
        assert dialog.evaluate("dialog => dialog.contains(document.activeElement)")
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        recorded_window.bar.get_by_role("button", name="More", exact=True).focus()
        # All within one picture: what settles the focus over several must end with the next key.
        page.evaluate(
            """() => {
                const press = (target, key, more) => target.dispatchEvent(
                    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
                const more = document.activeElement;
                press(more, "f", { ctrlKey: true });
                press(more, "Enter");
            }"""
        )
        page.evaluate("() => new Promise(done => setTimeout(() => requestAnimationFrame(done), 100))")
        expect(page.get_by_role("menu")).to_be_visible()

    @pytest.mark.parametrize("theme", ["light", "dark", "system"])
    def test_the_theme_is_chosen_in_the_menu_and_kept(self, recorded_window: Window, theme: str) -> None:
        page = recorded_window.page
        page.emulate_media(color_scheme="dark")
        recorded_window.bar.get_by_role("button", name=re.compile("^Theme")).press("Enter")
        page.get_by_role("menuitemradio", name=theme).press("Enter")
        root = page.locator(":root")
        for _ in range(2):
            expect(root).to_have_attribute("data-theme", "light" if theme == "light" else "dark")
            recorded_window.reload()
        page.emulate_media(color_scheme="light")
        expect(root).to_have_attribute("data-theme", "dark" if theme == "dark" else "light")

    def test_no_key_acts_while_somebody_types(self, recorded_window: Window, recorded_study: StudyClient) -> None:
        page, seq = recorded_window.page, recorded_study.seq
        recorded_window.bricks().first.click()
        field = recorded_window.view("Search space").locator("input[data-find]")
        field.click()
        for key in ("p", "?", "Backspace", "Delete", "Control+z"):
            page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(recorded_window.bricks().first).to_have_attribute("data-state", "available")
        assert recorded_study.api.get(f"/studies/{recorded_study.id}").json()["seq"] == seq

    def test_single_keys_can_be_turned_off(self, recorded_window: Window) -> None:
        page = recorded_window.page
        page.keyboard.press("?")
        page.get_by_role("checkbox", name=re.compile("Single keys")).uncheck()
        recorded_window.open(f"{page.url}&paths=p0")
        expect(recorded_window.bricks().first).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Delete")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(recorded_window.bricks().first).to_have_attribute("data-state", "available")


class TestTour:
    def test_it_is_offered_once_and_taken_by_keyboard(self, recorded_window: Window) -> None:
        page = recorded_window.page
        invitation = page.get_by_role("complementary", name="Tour")
        invitation.get_by_role("button", name="Take the tour").press("Enter")
        for step in range(1, 8):
            card = page.get_by_role("dialog", name=f"Tour, step {step} of 7")
            expect(card).to_be_visible()
            expect(page.locator("[data-toured]")).to_have_count(1)
            expect(card.get_by_role("button", name=re.compile("Next|Done"))).to_be_focused()
            page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator("[data-toured]")).to_have_count(0)
        recorded_window.reload()
        expect(recorded_window.counter).to_contain_text("evaluated")
        expect(invitation).to_have_count(0)
        _menu(recorded_window, "Take the tour").press("Enter")
        expect(page.get_by_role("dialog", name="Tour, step 1 of 7")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)

    def test_the_page_can_be_used_meanwhile_and_the_offer_declined(self, recorded_window: Window) -> None:
        page = recorded_window.page
        invitation = page.get_by_role("complementary", name="Tour")
        invitation.get_by_role("button", name="Take the tour").click()
        card = page.get_by_role("dialog", name="Tour, step 1 of 7")
        recorded_window.bricks().nth(3).click()
        expect(recorded_window.bricks().nth(3)).to_have_attribute("aria-pressed", "true")
        expect(card).to_be_visible()
        card.get_by_role("button", name="Skip the tour").click()
        expect(invitation).to_have_count(0)


class TestErrors:
    def test_a_view_that_fails_takes_no_other_down_and_can_be_reloaded(
        self, page: Page, studio: Server, recorded_study: StudyClient, complaints: Complaints
    ) -> None:
        complaints.forgive("")
        address = re.compile(rf"/studies/{recorded_study.id}$")

        def harm(route: Route) -> None:
            answer: dict[str, Any] = route.fetch().json()
            for record in answer["records"]["interventions"].values():
                record["summary"] = {"not": "words"}
            route.fulfill(json=answer)

        page.route(address, harm)
        window = Window(page, f"{studio.url}/?study={recorded_study.id}")
        timeline = window.view("Timeline")
        expect(timeline.get_by_role("alert")).to_contain_text("This view stopped")
        expect(window.counter).to_contain_text("evaluated")
        expect(window.bricks().first).to_be_visible()
        timeline.get_by_role("button", name="Reload this view").click()
        expect(timeline.get_by_role("alert")).to_be_visible()

    def test_a_study_that_is_not_there_leads_to_those_that_are(
        self, page: Page, studio: Server, complaints: Complaints
    ) -> None:
        complaints.forgive("status of 404")
        page.goto(f"{studio.url}/?study=nothere")
        expect(page.get_by_role("alert")).to_contain_text("nothere")
        page.get_by_role("button", name="All studies").click()
        expect(page.get_by_role("heading", name="Studies")).to_be_visible()

    def test_a_study_that_is_deleted_meanwhile_is_said_to_be_gone(
        self, page: Page, studio: Server, complaints: Complaints
    ) -> None:
        complaints.forgive("status of 404")
        complaints.forgive("Unexpected response code: 404")
        with StudyClient.create(studio.url, name="Short", dataset="digits", template="cells") as short:
            window = Window(page, f"{studio.url}/?study={short.id}")
            expect(window.view("Lego view")).to_be_visible()
            short.api.delete(f"/studies/{short.id}")
            expect(page.get_by_role("alert")).to_contain_text(short.id, timeout=10 * SECOND)
