"""A study as it was: looked at, compared with now, branched; and a whole study as one file."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.client import StudyClient
from tests.e2e.axe import violations
from tests.e2e.conftest import Complaints
from tests.e2e.window import Window, expect_nothing_sticks_out
from tests.server import Server

pytestmark = pytest.mark.browser


def _past(page: Page) -> Locator:
    return page.get_by_role("region", name="The past", exact=True)


def _looking_back(page: Page, address: str, moment: int) -> Window:
    """A window that shows the recorded study as it was after an event when all had been evaluated."""
    window = Window(page, address)
    page.goto(f"{page.url}&at={moment}")
    expect(window.counter).to_contain_text("48 evaluated")
    return window


@pytest.fixture
def searched(recorded_study: StudyClient) -> int:
    """The event after which the search had ended, before anything was finished."""
    events = recorded_study.api.get(f"/studies/{recorded_study.id}/events").json()["events"]
    return next(int(event["seq"]) for event in events if event["type"] == "search_finished")


def test_a_wrongly_removed_cell_comes_back_with_its_scores(
    recorded_window: Window, recorded_study: StudyClient
) -> None:
    window = recorded_window
    best = recorded_study.study["best_candidate"]
    window.view("Lego view").get_by_role("group", name="Cells").get_by_role(
        "button", name="normal cell 1", exact=True
    ).press("Delete")
    window.page.get_by_role("dialog", name=re.compile("^Remove ")).get_by_role("button", name="Remove cell").click()
    recorded_study.wait(lambda c: len(c.records["cells"]) == 2)
    window.bar.get_by_role("button", name="Undo: remove normal cell 1").click()
    recorded_study.wait(lambda c: len(c.records["cells"]) == 3)
    assert recorded_study.study["best_candidate"] == best
    expect(window.counter).to_contain_text("48 evaluated")
    expect(window.bricks().first).to_have_attribute("aria-description", re.compile("score"))
    # The map that lost its candidates is made anew; the next tests begin where all of that is over.
    recorded_study.wait(lambda c: all(job["state"] not in ("queued", "running") for job in c.records["jobs"].values()))


def test_the_study_is_looked_at_as_it_was_and_nothing_of_it_changes(
    page: Page, studio: Server, recorded_study: StudyClient, searched: int
) -> None:
    window = Window(page, f"{studio.url}/?study={recorded_study.id}&lego.level=graph")
    page.goto(f"{page.url}&at=1")
    past = _past(page)
    expect(past).to_contain_text(re.compile(r"After event 1\s*of \d+"))
    expect(past.get_by_role("status")).to_contain_text("Created the study")
    expect(window.counter).to_contain_text("0 evaluated")
    expect(window.bar.get_by_role("button", name="Train")).to_have_count(0)

    seq = recorded_study.seq
    window.bricks().first.click()
    remove = window.view("Properties").get_by_role("button", name="Remove", exact=True)
    expect(remove).to_have_attribute("aria-disabled", "true")
    expect(remove).to_have_attribute("title", re.compile("^This is the past: go back to now, or branch"))
    page.keyboard.press("Delete")
    expect(page.get_by_text("This is the past")).to_be_visible()

    past.get_by_role("slider", name="Event").press("End")
    expect(past).to_contain_text(re.compile(r"After event (\d+)\s*of \1"))
    expect(window.counter).to_contain_text("48 evaluated")
    page.go_back()
    expect(past).to_contain_text(re.compile(r"After event 1\s*of"))
    past.get_by_role("button", name="Event after").click()
    expect(past).to_contain_text(re.compile(r"After event 2\s*of"))

    past.get_by_role("button", name="Compare with now").press("Enter")
    compared = page.get_by_role("dialog", name="Compared with now")
    expect(compared.get_by_role("row", name=re.compile("^evaluated"))).to_have_text(re.compile(r"evaluated\s*0\s*48"))
    page.keyboard.press("Escape")

    past.get_by_role("button", name="Back to now").click()
    expect(past).to_have_count(0)
    expect(window.bar.get_by_role("status", name="Connection")).to_have_text("live")
    expect(window.counter).to_contain_text("48 evaluated")
    assert "lego.level=graph" in page.url
    assert recorded_study.api.get(f"/studies/{recorded_study.id}").json()["seq"] == seq


def test_the_clock_of_a_search_stands_still_in_the_past(
    page: Page, studio: Server, recorded_study: StudyClient
) -> None:
    events = recorded_study.api.get(f"/studies/{recorded_study.id}/events").json()["events"]
    seq = next(event["seq"] for event in events if event["type"] == "iteration_finished")
    page.clock.install()
    page.goto(f"{studio.url}/?study={recorded_study.id}&at={seq}")
    clock = page.get_by_role("timer", name="Time of the job")
    expect(clock).to_have_text(re.compile(r"^0:\d\d"))
    before = clock.inner_text()
    page.clock.run_for(30_000)
    expect(clock).to_have_text(before)


def test_a_branch_begins_where_the_study_was(
    page: Page, studio: Server, recorded_study: StudyClient, searched: int
) -> None:
    page.goto(f"{studio.url}/?study={recorded_study.id}&at={searched}")
    _past(page).get_by_role("button", name="Branch from here…").click()
    dialog = page.get_by_role("dialog", name="Branch from here")
    field = dialog.get_by_role("textbox", name="Name of the new study")
    expect(field).to_have_value(f"Recorded, from event {searched}")
    expect_nothing_sticks_out(dialog)
    field.fill("Other way")
    field.press("Enter")
    expect(page.get_by_role("button", name="Study Other way")).to_be_visible()
    expect(_past(page)).to_have_count(0)
    window = Window(page, page.url)
    expect(window.counter).to_contain_text("48 evaluated")
    assert f"study={recorded_study.id}" not in page.url
    recorded_study.wait(
        lambda c: any("Branched 'Other way'" in i["summary"] for i in c.records["interventions"].values())
    )
    page.goto(studio.url)
    expect(page.get_by_role("row", name=re.compile("Other way branch"))).to_be_visible()


def test_a_branch_within_a_training_is_refused_in_place(
    page: Page, studio: Server, recorded_study: StudyClient, complaints: Complaints
) -> None:
    complaints.forgive("status of 409")
    events = recorded_study.api.get(f"/studies/{recorded_study.id}/events").json()["events"]
    seq = next(event["seq"] for event in events if event["type"] == "epoch_finished")
    page.goto(f"{studio.url}/?study={recorded_study.id}&at={seq}")
    _past(page).get_by_role("button", name="Branch from here…").click()
    dialog = page.get_by_role("dialog", name="Branch from here")
    dialog.get_by_role("button", name="Branch", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text(f"a training was under way after event {seq}")


def test_a_moment_that_never_was_is_told(
    page: Page, studio: Server, recorded_study: StudyClient, complaints: Complaints
) -> None:
    complaints.forgive("status of 422")
    page.goto(f"{studio.url}/?study={recorded_study.id}&at=99999")
    expect(page.get_by_role("alert")).to_contain_text("at is 99999; the events of this study are 1 to")

    page.get_by_role("button", name="Back to now").click()
    counter = Window(page, page.url).counter
    expect(counter).to_contain_text("48 evaluated")
    expect(_past(page)).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("heading", name="This study cannot be shown")).to_be_visible()
    page.go_forward()
    expect(counter).to_contain_text("48 evaluated")


def test_until_now_has_come_back_the_page_is_the_past(
    page: Page, studio: Server, recorded_study: StudyClient, searched: int
) -> None:
    window = _looking_back(page, f"{studio.url}/?study={recorded_study.id}&lego.level=graph", searched)
    held: list[Route] = []
    now = f"{studio.url}/api/v1/studies/{recorded_study.id}"
    page.route(now, lambda route: held.append(route))
    with page.expect_request(now):
        _past(page).get_by_role("button", name="Back to now").click()
    seq = recorded_study.seq
    window.bricks().first.click()
    page.keyboard.press("Delete")
    expect(page.get_by_text("This is the past")).to_be_visible()
    expect(_past(page)).to_contain_text(f"After event {searched}")
    held[0].continue_()
    expect(_past(page)).to_have_count(0)
    expect(window.bar.get_by_role("status", name="Connection")).to_have_text("live")
    assert recorded_study.api.get(f"/studies/{recorded_study.id}").json()["seq"] == seq


def test_the_past_takes_and_asks_nothing_of_now(
    page: Page, studio: Server, recorded_study: StudyClient, searched: int
) -> None:
    window = _looking_back(page, f"{studio.url}/?study={recorded_study.id}", searched)
    window.press("Export")
    for words in ("Whole study", "Template", "Save as template"):
        expect(page.get_by_role("menuitem", name=f"{words} go back to now for it", exact=True)).to_be_disabled()
    expect(page.get_by_role("menuitem", name=re.compile("^Best candidate"))).to_be_enabled()
    page.keyboard.press("Escape")
    expect(window.view("Properties").get_by_role("textbox", name="parameters, at most")).to_be_disabled()
    page.get_by_role("tab", name="Candidates", exact=True).click()
    view = window.view("Candidates")
    view.get_by_role("searchbox", name="Filter by query").fill("accuracy > 0.1")
    said = view.get_by_text(f"as it was after event {searched}")
    expect(said).to_be_visible()
    _past(page).get_by_role("button", name="Back to now").click()
    expect(said).to_have_count(0)


def test_a_whole_study_goes_out_as_one_file_and_comes_in_again(
    recorded_window: Window, studio: Server, recorded_study: StudyClient, tmp_path: Path
) -> None:
    page = recorded_window.page
    recorded_window.press("Export")
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Whole study").press("Enter")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert re.fullmatch(r"recorded-study-\d{4}-\d\d-\d\d\.nasnav", file.name)

    page.goto(studio.url)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Import study").click()
    chooser.value.set_files(file)
    expect(page.get_by_role("button", name="Study Recorded")).to_be_visible()
    assert recorded_study.id not in page.url
    expect(Window(page, page.url).counter).to_contain_text("48 evaluated")
    imported = page.url.partition("study=")[2].partition("&")[0]
    page.goto(studio.url)
    for study in (imported, recorded_study.id):
        expect(page.get_by_role("row", name=re.compile(f"Recorded {study[:4]}"))).to_be_visible()


def test_a_file_that_is_no_study_is_refused_by_name(
    page: Page, studio: Server, recorded_study: StudyClient, tmp_path: Path, complaints: Complaints
) -> None:
    complaints.forgive("status of 422")
    (tmp_path / "notes.nasnav").write_text("nothing of the kind")
    page.goto(studio.url)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Import study").click()
    chooser.value.set_files(tmp_path / "notes.nasnav")
    expect(page.get_by_role("alert")).to_contain_text("“notes.nasnav” was not imported")
    assert recorded_study.id in str(recorded_study.api.get("/studies").json())


@pytest.fixture
def removed(recorded_study: StudyClient) -> int:
    """The event that removed two paths, an iteration before the newest."""
    for decision in recorded_study.records["interventions"].values():
        if decision["summary"] == "Removed 2 paths":
            return int(decision["seq"])
    iterations = int(recorded_study.study["iteration"])
    seq = recorded_study.command("remove_paths", paths=["p3", "p4"])
    recorded_study.command("start_search", iterations=1)
    recorded_study.wait(lambda c: c.study["iteration"] == iterations + 1 and c.study["phase"] == "idle", 120)
    return seq


def test_a_decision_says_what_came_before_it_and_after_it(
    recorded_window: Window, recorded_study: StudyClient, removed: int
) -> None:
    iterations = int(recorded_study.study["iteration"]) - 1
    timeline = recorded_window.view("Timeline")
    events = timeline.get_by_role("listbox", name="Events, newest first")
    line = events.get_by_role("option", name=re.compile("Removed 2 paths"))
    line.scroll_into_view_if_needed()
    boxes = events.get_by_role("option").evaluate_all("all => all.map(each => each.getBoundingClientRect().toJSON())")
    lines = sorted((box["top"], box["bottom"]) for box in boxes)
    assert all(above[1] <= below[0] + 0.5 for above, below in pairwise(lines)), "events lie upon one another"
    line.click()
    chosen = timeline.get_by_role("region", name="Chosen event")
    expect(chosen.get_by_role("row", name=re.compile("^median"))).to_contain_text("points")
    expect(chosen.get_by_role("row", name=re.compile("^improved children"))).to_contain_text("of 24")
    expect(chosen).to_contain_text("3 iterations before, 1 after. A comparison in time, not a proof of cause")
    chosen.get_by_role("button", name="Close chosen event").click()
    timeline.get_by_role("button", name="chart", exact=True).click()
    timeline.locator(f".timeline-mark[data-event='i{removed}'] .timeline-reach").click()
    expect(chosen).to_contain_text(f"Event {removed}: Removed 2 paths")
    timeline.get_by_role("button", name="both", exact=True).click()
    chosen.get_by_role("button", name="See the study then").click()
    expect(_past(recorded_window.page).get_by_role("status")).to_contain_text("Removed 2 paths")
    expect(recorded_window.counter).to_contain_text(f"iteration {iterations}")


def test_from_a_wrong_removal_to_what_a_right_one_was_worth(
    page: Page, recorded_study: StudyClient, studio: Server, removed: int
) -> None:
    """Remove the wrong path, undo; look at the study ten events ago; branch; run a twin; read the effect."""
    window = Window(page, f"{studio.url}/?study={recorded_study.id}")
    brick = window.bricks().nth(8)
    brick.click()
    page.keyboard.press("Delete")
    expect(brick).to_have_attribute("aria-description", re.compile("removed"))
    page.keyboard.press("ControlOrMeta+z")
    expect(brick).to_have_attribute("aria-description", re.compile("available"))

    # About ten events ago, and not within the training of the final network, where nothing branches.
    then = max(int(recorded_study.api.get(f"/studies/{recorded_study.id}").json()["seq"]) - 10, removed - 1)
    page.goto(f"{studio.url}/?study={recorded_study.id}&at={then}")
    _past(page).get_by_role("button", name="Branch from here…").click()
    page.get_by_role("dialog", name="Branch from here").get_by_role("button", name="Branch", exact=True).click()
    expect(page.get_by_role("button", name=f"Study Recorded, from event {then}")).to_be_visible(timeout=20_000)

    page.goto(f"{studio.url}/?study={recorded_study.id}")
    timeline = window.view("Timeline")
    timeline.get_by_role("button", name="both").click()
    timeline.get_by_role("listbox").get_by_role("option", name=re.compile("Removed 2 paths")).click()
    chosen = timeline.get_by_role("region", name="Chosen event")
    chosen.get_by_role("button", name="unattended twin", exact=True).press("Enter")
    expect(chosen).to_contain_text("searched on without it and without anything later")
    chosen.get_by_role("button", name="Run the unattended twin").press("Enter")
    twins = chosen.get_by_role("list", name="Unattended twins")
    expect(twins).to_contain_text(re.compile("twin 1: done, 8 evaluations"), timeout=60_000)
    expect(chosen.get_by_text(re.compile("^Its best is .* without it after 8 evaluations"))).to_be_visible()
    expect(chosen.get_by_role("row", name=re.compile("^median"))).to_contain_text("points")
    expect(chosen).to_contain_text("beside one twin. So few runs say little of chance: an interval takes 5 twins.")
    assert violations(page) == []

    timeline.get_by_role("button", name="chart", exact=True).click()
    expect(timeline.get_by_text("unattended", exact=True)).to_be_visible()
    twins.get_by_role("link", name="twin 1").press("Enter")
    banner = page.get_by_role("region", name="Unattended twin")
    expect(banner).to_contain_text(f"of Recorded, without “Removed 2 paths” (event {removed}) and everything later")
    expect(banner).to_contain_text("8 of 8 evaluations")
    expect(window.bar.get_by_role("status", name="Connection")).to_have_text("live")
    assert violations(page) == []
    banner.get_by_role("link", name="Recorded").press("Enter")
    expect(page.get_by_role("button", name="Study Recorded", exact=True)).to_be_visible()
    expect(chosen).to_have_count(0)
    page.go_back()
    expect(banner).to_be_visible()
    page.go_back()
    expect(chosen).to_contain_text(f"Event {removed}: Removed 2 paths")

    list_ = page.context.new_page()
    list_.goto(studio.url)
    twin = list_.get_by_role("row", name=re.compile(f"Recorded, without event {removed} twin"))
    expect(twin).to_be_visible()
    list_.get_by_role("button", name=re.compile(f"^Delete Recorded( {recorded_study.id[:4]})?$")).click()
    expect(list_.get_by_text("Its unattended twin stays, with nothing to be compared with.")).to_be_visible()
    list_.get_by_role("button", name="Keep").click()
    twin.get_by_role("button", name=re.compile("^Delete")).click()
    twin.get_by_role("button", name=re.compile("for ever")).click()
    expect(twin).to_have_count(0)
    list_.close()
    expect(twins).to_contain_text("twin 1: deleted, or not on this server", timeout=15_000)


def test_what_came_of_an_event_reads_the_same_in_the_past_however_one_came_there(
    page: Page, studio: Server, recorded_study: StudyClient, removed: int
) -> None:
    def effect() -> str:
        expect(chosen).to_contain_text("Of the study as it is now, not as it was then.")
        expect(timeline.locator("figcaption")).to_contain_text(re.compile(r"then 0\.\d+"))
        return chosen.get_by_role("table").inner_text()

    timeline = Window(page, f"{studio.url}/?study={recorded_study.id}&timeline.event={removed}").view("Timeline")
    chosen = timeline.get_by_role("region", name="Chosen event")
    chosen.get_by_role("button", name="before and after", exact=True).click()
    expect(timeline.locator("figcaption")).to_contain_text(re.compile(r"now 0\.\d+"))
    chosen.get_by_role("button", name="See the study then").click()
    travelled = effect()
    assert "before" in travelled
    page.goto(f"{studio.url}/?study={recorded_study.id}&timeline.event={removed}&at={removed}")
    assert effect() == travelled


def test_what_was_undone_before_anything_was_evaluated_with_it_has_no_numbers_and_no_twin(
    page: Page, studio: Server, recorded_study: StudyClient
) -> None:
    path = next(key for key, each in recorded_study.records["paths"].items() if each["state"] == "available")
    fixed = recorded_study.command("fix_paths", paths=[path])
    undone = recorded_study.command("undo")
    page.goto(f"{studio.url}/?study={recorded_study.id}&timeline.event={fixed}")
    chosen = Window(page, page.url).view("Timeline").get_by_role("region", name="Chosen event")
    words = f"ndone by event {undone} before anything was evaluated with it"
    expect(chosen).to_contain_text(f"U{words}.")
    expect(chosen.get_by_role("table")).to_have_count(0)
    chosen.get_by_role("button", name="unattended twin", exact=True).click()
    run = chosen.get_by_role("button", name="Run the unattended twin")
    expect(run).to_have_attribute("aria-disabled", "true")
    expect(run).to_have_attribute("title", f"U{words}")
    refused = recorded_study.send("run_twin", at_seq=fixed)
    assert refused.status_code == 409
    assert f"was u{words}; there is nothing to compare a twin with" in refused.json()["detail"]


def test_a_twin_that_waits_says_for_what_and_is_cancelled_by_an_impatient_hand(
    page: Page, recorded_study: StudyClient, studio: Server, removed: int
) -> None:
    recorded_study.command("start_search", iterations=None)
    recorded_study.wait(lambda c: c.study["phase"] == "searching")
    page.goto(f"{studio.url}/?study={recorded_study.id}&timeline.event={removed}")
    chosen = Window(page, page.url).view("Timeline").get_by_role("region", name="Chosen event")
    recorded_study.command("run_twin", at_seq=removed)
    twin = chosen.get_by_role("list", name="Unattended twins").get_by_role("listitem").last
    expect(twin).to_contain_text("waits while the study “Recorded” uses the device, 0 of")
    twin.get_by_role("button", name=re.compile("^Cancel twin")).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(twin).to_contain_text("stopped, 0 of")
    expect(chosen.get_by_role("alert")).to_have_count(0)
    recorded_study.command("stop")
    recorded_study.wait(lambda c: c.study["phase"] == "idle")
