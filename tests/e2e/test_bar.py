"""The bar: what runs and what can be done next, and the forms that hang from it."""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import Locator, expect

from tests.client import StudyClient
from tests.e2e.window import Window, holds_its_words
from tests.server import Server

pytestmark = pytest.mark.browser


def _box(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box is not None
    return dict(box)


class TestBar:
    @pytest.mark.parametrize("width", [1024, 1440, 1920])
    def test_nothing_wraps_and_nothing_is_cut(self, recorded_window: Window, width: int) -> None:
        recorded_window.page.set_viewport_size({"width": width, "height": 900})
        bar = _box(recorded_window.bar)
        assert bar["height"] <= 46
        right = 0.0
        for button in recorded_window.bar.locator("button:not(.counter *)").all():
            box = _box(button)
            assert bar["x"] <= box["x"] >= right - 1, f"{button.get_attribute('aria-label')} is over its neighbour"
            assert box["x"] + box["width"] <= width
            right = box["x"] + box["width"]

    @pytest.mark.parametrize(
        ("field", "text", "rule"),
        [
            ("Epochs", "-3", "epochs must be a whole number from 1 to 10,000"),
            ("Epochs", "", "epochs must be a whole number from 1 to 10,000"),
            ("Iterations", "2.5", "iterations must be a whole number from 1 to 1,000,000"),
        ],
    )
    def test_a_number_that_makes_no_sense_is_told_beside_its_field(
        self, recorded_window: Window, field: str, text: str, rule: str
    ) -> None:
        typed = recorded_window.bar.get_by_label(field, exact=True)
        typed.fill(text)
        told = recorded_window.bar.get_by_role("alert")
        expect(told).to_have_text(f"the number of {rule}")
        expect(typed).to_have_attribute("aria-invalid", "true")
        typed.fill("3")
        expect(told).to_have_count(0)

    def test_the_counter_is_never_cut(self, recorded_window: Window, recorded_study: StudyClient) -> None:
        holds_its_words(recorded_window)
        before = _box(recorded_window.bar.get_by_role("button", name="Union"))
        recorded_study.command("remove_paths", paths=["p3"])
        expect(recorded_window.bar.get_by_role("button", name=re.compile("^Undo: remove"))).to_be_visible()
        holds_its_words(recorded_window)
        assert _box(recorded_window.bar.get_by_role("button", name="Union")) == before
        recorded_study.command("undo")
        recorded_study.wait(lambda c: c.records["paths"]["p3"]["state"] == "available")

    @pytest.mark.parametrize("width", [1100, 1280, 1440])
    def test_the_best_value_is_in_sight_whatever_gives_way(
        self, recorded_window: Window, studio: Server, recorded_study: StudyClient, width: int
    ) -> None:
        recorded_window.page.set_viewport_size({"width": width, "height": 900})
        best = recorded_window.counter.locator("b").last
        with ExitStack() as stack:
            for name in ("Ada", "Ben", "Cleo"):
                stack.enter_context(StudyClient(studio.url, recorded_study.id, name))
            people = recorded_window.bar.get_by_role("button", name=re.compile("^People"))
            expect(people).to_have_accessible_name(re.compile("Cleo"))
            recorded_study.command("start_search", iterations=1000)
            expect(recorded_window.bar.get_by_role("progressbar", name="search")).to_be_visible()
            expect(recorded_window.counter).to_contain_text(re.compile(r"/ 1,\d+ · .* · best 0\.\d{3}$"))
            bar, counter, value = (_box(each) for each in (recorded_window.bar, recorded_window.counter, best))
            assert value["width"] > 20
            assert value["x"] + value["width"] <= counter["x"] + counter["width"] + 0.5
            end = _box(recorded_window.bar.locator(".bar-end"))
            assert value["x"] + value["width"] <= end["x"]
            assert end["x"] + end["width"] <= bar["width"]
            recorded_study.command("stop")
            recorded_study.wait_idle(60)

    def test_set_operations_say_what_they_lack_and_then_open_in_the_search_space(
        self, recorded_window: Window, recorded_study: StudyClient
    ) -> None:
        page, union = recorded_window.page, recorded_window.bar.get_by_role("button", name="Union")
        expect(union).to_have_attribute("aria-disabled", "true")
        expect(union).to_have_attribute("title", re.compile("Select candidates"))
        chosen = ".".join(list(recorded_study.evaluated())[:5])
        recorded_window.open(f"{page.url}&candidates={chosen}")
        expect(union).not_to_have_attribute("aria-disabled", "true")
        union.click()
        expect(union).to_have_attribute("aria-pressed", "true")
        assert "map.sets=union" in page.url
        recorded_window.bar.get_by_role("button", name="Complement").click()
        expect(union).to_have_attribute("aria-pressed", "false")
        assert "map.sets=complement" in page.url
        recorded_window.bar.get_by_role("button", name="Complement").click()
        assert "map.sets" not in page.url

    def test_the_search_is_set_by_a_form_that_says_what_is_wrong_where_it_is(
        self, recorded_window: Window, recorded_study: StudyClient
    ) -> None:
        button = recorded_window.bar.get_by_role("button", name="Search settings")
        button.click()
        form = recorded_window.page.get_by_role("dialog", name="Search settings")
        population = form.get_by_role("spinbutton", name="Population")
        population.fill("1")
        expect(form).to_contain_text("2 or more.")
        population.fill("12")
        form.get_by_role("button", name="Apply").click()
        expect(form).to_have_count(0)
        recorded_study.wait(lambda c: c.study["search"]["parameters"].get("population") == 12)
        button.click()
        expect(population).to_have_value("12")
        population.fill("")
        form.get_by_role("button", name="Apply").click()
        recorded_study.wait(lambda c: "population" not in c.study["search"]["parameters"])

    def test_training_is_set_by_a_form(self, recorded_window: Window, recorded_study: StudyClient) -> None:
        recorded_window.bar.get_by_role("button", name=re.compile("^Digits")).click()
        form = recorded_window.page.get_by_role("dialog", name="Training settings")
        form.get_by_role("combobox", name="Optimizer").select_option(label="AdamW")
        form.get_by_role("spinbutton", name="Learning rate").fill("0.002")
        form.get_by_role("spinbutton", name="Batch size").fill("64")
        form.get_by_role("button", name="Apply").click()
        recorded_study.wait(lambda c: c.study["training"]["optimizer"] == "adamw")
        training = recorded_study.study["training"]
        assert (training["learning_rate"], training["batch_size"]) == (0.002, 64)

    def test_undo_says_what_it_would_undo(self, recorded_window: Window, recorded_study: StudyClient) -> None:
        undo = recorded_window.bar.get_by_role("button", name=re.compile("^Undo"))
        redo = recorded_window.bar.get_by_role("button", name=re.compile("^Redo"))
        recorded_study.command("remove_paths", paths=["p3"])
        expect(undo).to_have_accessible_name(re.compile("Undo: remove .* cell 1, input 1 to node 1"))
        undo.click()
        expect(redo).to_have_accessible_name(re.compile("Redo: remove"))
        recorded_study.wait(lambda c: c.records["paths"]["p3"]["state"] == "available")
