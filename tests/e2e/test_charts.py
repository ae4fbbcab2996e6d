"""Candidate information, loss chart, counter and timeline on the recorded study, by pointer and by keyboard."""

import csv
import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.client import StudyClient
from tests.e2e.conftest import Complaints
from tests.e2e.recorded import ITERATIONS
from tests.e2e.window import SECOND, Window
from tests.server import Server

pytestmark = pytest.mark.browser

NOTE_WHAT_IS_SHOWN = """each => {
    window.shown = [];
    const note = () => window.shown.at(-1) === each.textContent || window.shown.push(each.textContent);
    new MutationObserver(note).observe(each, { childList: true, characterData: true, subtree: true });
}"""
"""Collects every text that an element has from now on, however shortly: a slow machine looks at the wrong moments."""

BEGUN = 40 * SECOND
"""How long a device may take from the command to its first result: it loads its libraries first."""


@pytest.fixture
def window(recorded_window: Window) -> Window:
    return recorded_window


@pytest.fixture
def steered(recorded_study: StudyClient) -> Iterator[StudyClient]:
    """The study, and after the test without what the test did to its paths."""
    yield recorded_study
    states = recorded_study.api.get(f"/studies/{recorded_study.id}").json()["records"]["paths"]
    for command, state in (("add_paths", "removed"), ("release_paths", "fixed")):
        paths = [path for path, record in states.items() if record["state"] == state]
        if paths:
            recorded_study.command(command, paths=paths)


def information(window: Window) -> Locator:
    return window.view("Candidate information")


def scores_of(study: StudyClient, iteration: int = ITERATIONS) -> dict[str, dict[str, Any]]:
    """By path: its frequency, score, advantage and standard error after an iteration, counted from 1."""
    record = study.api.get(f"/studies/{study.id}/scores", params={"iteration": iteration - 1}).json()
    names = ("frequency", "score", "advantage", "stderr")
    columns = zip(record["paths"], *(record[name] for name in names), strict=True)
    return {path: dict(zip(names, values, strict=True)) for path, *values in columns}


def lonely(study: StudyClient) -> str:
    """The path whose dot has the highest score: no other dot is near it."""
    scores = scores_of(study)
    return max(scores, key=lambda path: scores[path]["score"])


def downloaded(page: Page, view: Locator, item: str) -> list[dict[str, str]]:
    view.get_by_role("button", name=re.compile("more$")).click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=re.compile(f"^{item}")).click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


class TestCandidateInformation:
    def test_a_dot_says_what_its_path_is_and_marks_its_brick(self, window: Window, recorded_study: StudyClient) -> None:
        path = lonely(recorded_study)
        worth = scores_of(recorded_study)[path]
        window.page.mouse.move(*window.path_place(worth["frequency"], worth["score"]))
        card = information(window).get_by_role("tooltip")
        expect(card).to_contain_text(f"score {worth['score']:.3f} of its cell")
        expect(card).to_contain_text(f"in {worth['frequency']} evaluated candidates")
        expect(card).to_contain_text("points")
        expect(window.paths_plot).to_have_attribute("data-hovered", path)
        window.page.mouse.move(5, 5)
        expect(card).to_have_count(0)

    def test_a_brick_marks_its_dot(self, window: Window) -> None:
        brick = window.bricks().nth(3)
        brick.hover()
        expect(window.paths_plot).to_have_attribute("data-hovered", brick.get_attribute("data-path") or "?")

    def test_a_box_selects_adds_and_takes_away(self, window: Window, recorded_study: StudyClient) -> None:
        scores = scores_of(recorded_study)
        often = sorted({each["frequency"] for each in scores.values()})
        heights = sorted({each["score"] for each in scores.values()})
        gap = max(itertools.pairwise(heights[: len(heights) // 2]), key=lambda pair: pair[1] - pair[0])
        across, up = often[3] - 0.5, sum(gap) / 2
        right = {key for key, each in scores.items() if each["frequency"] > across and each["score"] > up}
        left = {key for key, each in scores.items() if each["frequency"] < across and each["score"] > up}
        box = window.paths_plot.bounding_box()
        assert box is not None
        corner = window.path_place(across, up)
        status = information(window).get_by_role("status")

        window.drag([corner, (box["x"] + box["width"] - 2, box["y"] + 2)])
        expect(status).to_have_text(f"{len(right)} paths selected")
        shown = window.path_ids()
        assert window.path_ids("[data-selected]") == right & shown
        with_key = (("Control", len(right | left)), ("Alt", len(right)))
        for key, count in with_key:
            window.page.keyboard.down(key)
            window.drag([corner, (box["x"] + 2, box["y"] + 2)])
            window.page.keyboard.up(key)
            expect(status).to_have_text(f"{count} paths selected")

    def test_the_legend_selects_its_members_by_operation_and_by_cell(self, window: Window) -> None:
        legend = information(window).get_by_role("group", name="Legend")
        legend.get_by_role("button", name="Select 3x3 max pooling, 42 paths").click()
        expect(window.paths_plot).to_have_attribute("data-selected", "42")
        information(window).get_by_role("button", name="cell", exact=True).click()
        legend.get_by_role("button", name="Select reduction cell 2, 84 paths").click(modifiers=["Control"])
        expect(window.paths_plot).to_have_attribute("data-selected", str(84 + 42 - 14))
        assert "information.colour=cell" in window.page.url

    def test_the_height_is_score_or_advantage_with_its_definition(self, window: Window) -> None:
        view = information(window)
        view.get_by_role("button", name="advantage", exact=True).click()
        expect(window.page.get_by_role("listbox", name="Paths: advantage, points by frequency")).to_be_visible()
        expect(view.get_by_text("without evidence")).to_be_visible()
        assert "information.y=advantage" in window.page.url
        view.get_by_role("button", name="advantage, points ↑").focus()
        expect(window.page.get_by_role("tooltip")).to_contain_text("less that of those that could have and do not")

    def test_dots_by_keyboard_alone(self, window: Window, steered: StudyClient) -> None:
        path = lonely(steered)
        plot, keyboard = window.paths_plot, window.page.keyboard
        information(window).get_by_role("button", name="score, share of its cell ↑").focus()
        keyboard.press("Tab")
        expect(plot).to_be_focused()
        option = plot.get_by_role("option")
        expect(option).to_have_attribute("data-path", path)
        expect(option).to_contain_text(
            re.compile(r"cell \d, .* to node \d, score 0\.\d+, advantage .*, in \d+ evaluated")
        )
        keyboard.press("ArrowLeft")
        expect(option).not_to_have_attribute("data-path", path)
        other = option.get_attribute("data-path")
        expect(plot).to_have_attribute("data-hovered", other or "?")
        keyboard.press("Enter")
        expect(option).to_have_attribute("aria-selected", "true")
        expect(plot).to_have_attribute("data-selected", "1")
        keyboard.press("Shift+F10")
        window.page.get_by_role("menuitem", name="Fix").press("Enter")
        expect(option).to_contain_text("fixed")
        steered.wait(lambda client: client.records["paths"][other]["state"] == "fixed")

    def test_removing_is_one_command_and_a_refusal_is_said_here(
        self, window: Window, steered: StudyClient, complaints: Complaints
    ) -> None:
        complaints.forgive("status of 422")
        view, before = information(window), steered.seq
        window.paths_plot.focus()
        window.page.keyboard.press("Control+a")
        view.get_by_role("button", name="Remove").click()
        expect(view.get_by_role("alert")).to_be_visible()
        view.get_by_role("alert").get_by_role("button", name="Dismiss").click()
        expect(view.get_by_role("alert")).to_have_count(0)
        window.page.keyboard.press("Escape")

        view.get_by_role("button", name=re.compile("^Select skip connection")).click()
        view.get_by_role("button", name="Remove").click()
        expect(view.get_by_role("button", name="Select removed, 42 paths")).to_be_visible()
        steered.wait(lambda client: client.seq > before)
        assert steered.seq == before + 1

    def test_the_slider_shows_the_scores_of_earlier_iterations(
        self, window: Window, recorded_study: StudyClient
    ) -> None:
        view = information(window)
        slider = view.get_by_role("slider", name="Iteration of the scores")
        expect(slider).to_have_attribute("aria-valuetext", f"iteration {ITERATIONS} of {ITERATIONS}")
        slider.focus()
        window.page.keyboard.press("Home")
        expect(view.get_by_text(f"iteration 1 of {ITERATIONS}")).to_have_attribute("data-shown", "1")
        assert "information.iteration=1" in window.page.url
        path = lonely(recorded_study)
        then = scores_of(recorded_study, 1)[path]
        window.reload()
        expect(view.get_by_text(f"iteration 1 of {ITERATIONS}")).to_have_attribute("data-shown", "1")
        rows = downloaded(window.page, view, "Save as CSV")
        (row,) = [row for row in rows if row["path"] == path]
        assert (row["iteration"], float(row["score"]), int(row["frequency"])) == ("1", then["score"], then["frequency"])

    def test_playing_steps_through_the_iterations(self, window: Window) -> None:
        view = information(window)
        steps = [f"iteration {step} of {ITERATIONS}" for step in range(1, ITERATIONS + 1)]
        shown = view.get_by_text(steps[-1])
        expect(shown).to_be_visible()
        shown.evaluate(NOTE_WHAT_IS_SHOWN)
        view.get_by_role("button", name="Play the iterations").click()
        window.page.wait_for_function("last => window.shown.at(-1) === last", arg=steps[-1])
        assert window.page.evaluate("window.shown") == steps
        expect(view.get_by_role("button", name="Play the iterations")).to_be_visible()

    def test_playing_is_off_with_reduced_motion(self, page: Page, studio: Server, recorded_study: StudyClient) -> None:
        page.emulate_media(reduced_motion="reduce")
        window = Window(page, f"{studio.url}/?study={recorded_study.id}")
        play = information(window).get_by_role("button", name="Play the iterations")
        expect(play).to_have_attribute("aria-disabled", "true")
        expect(play).to_have_attribute("title", re.compile("less motion"))

    def test_a_selected_dot_has_a_trail(self, window: Window, recorded_study: StudyClient) -> None:
        worth = scores_of(recorded_study)[lonely(recorded_study)]
        expect(window.paths_plot).to_have_attribute("data-trails", "0")
        window.page.mouse.click(*window.path_place(worth["frequency"], worth["score"]))
        expect(window.paths_plot).to_have_attribute("data-trails", "1")

    def test_trails_that_cannot_be_had_are_said_in_place(
        self, window: Window, recorded_study: StudyClient, complaints: Complaints
    ) -> None:
        complaints.forgive("Failed to load resource")
        window.page.route("**/scores/history**", lambda route: route.abort())
        worth = scores_of(recorded_study)[lonely(recorded_study)]
        window.page.mouse.click(*window.path_place(worth["frequency"], worth["score"]))
        expect(information(window).get_by_role("alert")).to_contain_text("No trails")
        window.page.keyboard.press("Escape")
        expect(information(window).get_by_role("alert")).to_have_count(0)

    def test_every_path_is_a_row_of_the_file(self, window: Window, recorded_study: StudyClient) -> None:
        rows = downloaded(window.page, information(window), "Save as CSV")
        assert len(rows) == len(recorded_study.records["paths"]) == 252
        assert rows[0]["name"] == "3x3 separable convolution, cell 1, input 1 to node 1"


class TestLossChart:
    def test_curves_are_read_out_by_keyboard_all_at_once(self, window: Window, recorded_study: StudyClient) -> None:
        chart = window.view("Loss chart")
        slider = chart.get_by_role("slider", name="Epoch that is read out")
        slider.focus()
        window.page.keyboard.press("Home")
        first = recorded_study.records["epochs"]["r0.0"]["metrics"]
        final = recorded_study.records["epochs"]["r1.0"]["metrics"]
        for words in (
            f"epoch 1, training {first['train_loss']:.3f}, validation {first['validation_loss']:.3f}",
            f"{final['validation_loss']:.3f}",
        ):
            expect(slider).to_have_attribute("aria-valuetext", re.compile(re.escape(words)))
        expect(chart.get_by_text("epoch 1", exact=True)).to_be_visible()
        window.page.keyboard.press("ArrowRight")
        expect(chart.get_by_text("epoch 2", exact=True)).to_be_visible()

    def test_what_it_shows_is_in_the_address(self, window: Window) -> None:
        chart = window.view("Loss chart")
        chart.get_by_role("button", name="log", exact=True).click()
        chart.get_by_role("button", name="accuracy", exact=True).click()
        expect(chart.get_by_role("figure", name="accuracy, share of images by epoch")).to_be_visible()
        expect(chart.get_by_role("button", name="log", exact=True)).to_have_attribute("aria-disabled", "true")
        assert {"loss.scale=log", "loss.measure=accuracy"} <= set(window.page.url.split("?")[1].split("&"))

    def test_a_final_network_stands_beside_the_template(self, window: Window) -> None:
        chart = window.view("Loss chart")
        report = chart.get_by_role("list", name="Test results")
        expect(report).to_contain_text(re.compile(r"test accuracy 0\.\d{3} \(0\.\d{3}–0\.\d{3}\)"))
        figure = chart.get_by_role("figure")
        expect(figure).to_have_attribute("aria-label", re.compile("final"))
        report.get_by_role("button", name=re.compile("^Curves of final")).click()
        expect(figure).not_to_have_attribute("aria-label", re.compile("final"))
        report.get_by_role("button", name=re.compile("test accuracy")).click()
        expect(window.page.get_by_role("dialog")).to_contain_text("predicted wrong")

    def test_every_epoch_is_a_row_of_the_file(self, window: Window, recorded_study: StudyClient) -> None:
        rows = downloaded(window.page, window.view("Loss chart"), "Save as CSV")
        assert len(rows) == len(recorded_study.records["epochs"])
        assert (rows[0]["purpose"], rows[0]["epoch"]) == ("template", "1")
        assert float(rows[0]["train_loss"]) == recorded_study.records["epochs"]["r0.0"]["metrics"]["train_loss"]


class TestTimeline:
    def test_it_lists_what_was_done_and_what_came_of_it(self, window: Window, recorded_study: StudyClient) -> None:
        events = window.view("Timeline").get_by_role("listbox", name="Events, newest first")
        best = recorded_study.records["candidates"][recorded_study.study["best_candidate"]]["objectives"]["accuracy"]
        events.focus()
        window.page.keyboard.press("End")
        lines = events.get_by_role("option")
        expect(lines.last).to_contain_text("Created the study 'Recorded' on digits")
        expect(lines.filter(has_text="Template trained: version 1 of the weights")).to_be_visible()
        expect(lines.filter(has_text=f"accuracy {best:.3f}")).to_be_visible()

    def test_an_event_marks_and_selects_the_paths_that_it_touched(self, window: Window, steered: StudyClient) -> None:
        steered.command("remove_paths", paths=["p1", "p2"])
        view = window.view("Timeline")
        line = view.get_by_role("option").filter(has_text="Removed 2 paths").first
        line.hover()
        expect(window.paths_plot).to_have_attribute("data-hovered", re.compile("p1 p2|p2 p1"))
        expect(view.locator(".timeline-mark[data-pointed]")).to_have_count(1)
        line.click()
        expect(window.paths_plot).to_have_attribute("data-selected", "2")
        steered.command("undo")
        expect(view.get_by_role("option").filter(has_text="undone").first).to_be_visible()

    def test_events_by_keyboard_in_the_list_and_in_the_chart(self, window: Window) -> None:
        view = window.view("Timeline")
        slider = view.get_by_role("slider", name="Event in the chart")
        slider.focus()
        window.page.keyboard.press("Home")
        expect(slider).to_have_attribute(
            "aria-valuetext", re.compile("Created the study 'Recorded'.*after 0 evaluations")
        )
        window.page.keyboard.press("End")
        for _ in range(40):
            if "New best" in (slider.get_attribute("aria-valuetext") or ""):
                break
            window.page.keyboard.press("ArrowLeft")
        expect(slider).to_have_attribute("aria-valuetext", re.compile("New best .* after [1-9]"))
        window.page.keyboard.press("Enter")
        expect(window.view("Search space").get_by_text(re.compile("^1 of .* selected"))).to_be_visible()
        events = view.get_by_role("listbox", name="Events, newest first")
        events.focus()
        window.page.keyboard.press("ArrowDown")
        active = events.locator("[data-active]")
        expect(active).to_have_attribute("data-pointed", "true")
        window.page.keyboard.press("Enter")
        expect(active).to_have_attribute("aria-selected", "true")

    def test_chart_or_list_or_both_is_in_the_address(self, window: Window) -> None:
        view = window.view("Timeline")
        view.get_by_role("button", name="chart", exact=True).click()
        expect(view.get_by_role("listbox")).to_have_count(0)
        expect(view.get_by_role("figure", name="Best accuracy so far by evaluations")).to_be_visible()
        window.reload()
        expect(view.get_by_role("figure")).to_be_visible()
        expect(view.get_by_role("listbox")).to_have_count(0)
        view.get_by_role("button", name="list", exact=True).click()
        expect(view.get_by_role("figure")).to_have_count(0)
        expect(view.get_by_role("listbox")).to_be_visible()

    def test_events_and_improvements_are_files(self, window: Window, recorded_study: StudyClient) -> None:
        view = window.view("Timeline")
        rows = downloaded(window.page, view, "Save events")
        assert rows[0]["what"] == "Created the study 'Recorded' on digits"
        assert {"decision", "best", "trained", "finished"} <= {row["kind"] for row in rows}
        bests = downloaded(window.page, view, "Save best so far")
        best = recorded_study.records["candidates"][recorded_study.study["best_candidate"]]
        assert float(bests[-1]["accuracy"]) == best["objectives"]["accuracy"]


class TestWhileItRuns:
    """Last in this module: these tests search and train on."""

    def test_the_loss_chart_shows_where_training_is_and_that_it_rests(
        self, window: Window, recorded_study: StudyClient
    ) -> None:
        chart = window.view("Loss chart")
        recorded_study.command("start_training", epochs=500)
        expect(chart.get_by_text(re.compile(r"template in epoch ([2-9]|\d\d+) of 500"))).to_be_visible(timeout=BEGUN)
        expect(window.bar.get_by_role("timer")).to_have_text(re.compile(r" left$"))
        window.press("Pause")
        expect(chart.get_by_text(re.compile(r"template paused after \d+ of 500 epochs"))).to_be_visible()
        window.press("Stop")
        recorded_study.wait_idle()
        expect(chart.get_by_text(re.compile(r"template stopped after \d+ of 500 epochs"))).to_be_visible()
        events = window.view("Timeline").get_by_role("listbox")
        expect(events.get_by_role("option").filter(has_text="version 2 of the weights")).to_be_visible()

    def test_the_counter_tells_how_long_a_search_took_and_will_take(
        self, window: Window, recorded_study: StudyClient
    ) -> None:
        timer = window.bar.get_by_role("timer")
        recorded_study.command("start_search", iterations=500)
        expect(timer).to_have_text(re.compile(r"^[\d:]+ · [\d:]+ left$"), timeout=BEGUN)
        expect(window.counter).to_contain_text(f" / {ITERATIONS + 500}")
        expect(window.bar.get_by_role("progressbar", name="search")).to_have_attribute("max", "500")
        window.counter.get_by_role("button").focus()
        expect(window.page.get_by_role("tooltip")).to_contain_text(
            re.compile(r"seconds for an iteration .* of 500 iterations")
        )
        expect(window.counter).to_have_attribute("aria-live", "off")
        spoken = window.bar.locator(".counter [aria-live=polite]")
        expect(spoken).to_have_text(re.compile(r"^searching, iteration \d+$"))
        window.press("Pause")
        expect(timer).to_have_text(re.compile(r"– left$"))
        expect(spoken).to_have_text(re.compile(r"^paused, iteration \d+$"))
        window.press("Stop")
        recorded_study.wait_idle()
        expect(timer).to_have_count(0)
