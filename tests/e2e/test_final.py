"""Final networks side by side: finished from the page, told apart or not, read without colours."""

import re

import pytest
from playwright.sync_api import expect

from tests.client import StudyClient
from tests.e2e.window import SECOND, Window, expect_nothing_sticks_out

pytestmark = pytest.mark.browser


def test_a_second_network_is_finished_and_set_beside_the_first(
    recorded_window: Window, recorded_study: StudyClient
) -> None:
    page = recorded_window.page
    best = recorded_study.study["best_candidate"]
    other = next(key for key in recorded_study.evaluated() if key != best)
    recorded_window.open(f"{page.url}&candidates={other}")
    recorded_window.press("Finish")
    form = page.get_by_role("dialog", name="Finish")
    expect_nothing_sticks_out(form)
    form.get_by_role("combobox", name="Candidate").select_option("selected")
    form.get_by_role("spinbutton", name="Epochs").fill("2")
    form.get_by_role("button", name="Train final network").click()
    recorded_window.wait_for_button("Finish", 60)

    recorded_window.view("Properties").get_by_role("button", name="Compare", exact=True).click()
    dialog = page.get_by_role("dialog", name="Final networks")
    rows = dialog.get_by_role("table").first.get_by_role("row")
    expect(rows).to_have_count(3)
    recorded_study.wait(
        lambda c: sum(run["purpose"] == "final" and run["state"] == "done" for run in c.records["runs"].values()) == 2
    )
    runs = [run for run in recorded_study.records["runs"].values() if run["purpose"] == "final"]
    for run, row in zip(runs, (rows.nth(1), rows.nth(2)), strict=True):
        metrics = run["metrics"]
        interval = (
            f"{metrics['test_accuracy']:.3f} ({metrics['test_accuracy_low']:.3f}–{metrics['test_accuracy_high']:.3f})"
        )
        expect(row).to_contain_text(interval)
        expect(row).to_contain_text(f"{int(metrics['parameters']):,}")
    first, second = (run["metrics"] for run in runs)
    apart = first["test_accuracy_low"] > second["test_accuracy_high"]
    expect(rows.nth(1)).to_contain_text("best")
    expect(rows.nth(2)).to_contain_text("below the best" if apart else "not told apart at 95 %")

    expect(dialog.get_by_role("img", name=re.compile("^validation accuracy by epoch"))).to_be_visible()
    dialog.get_by_role("button", name=re.compile("^validation loss")).click()
    expect(dialog.get_by_role("img", name=re.compile("^validation loss.* after 2 epochs"))).to_be_visible()
    matrices = dialog.get_by_role("region", name="Confusion matrices").get_by_role("table")
    expect(matrices).to_have_count(2)
    for run, matrix in zip(runs, matrices.all(), strict=True):
        counts = matrix.get_by_role("cell").all_inner_texts()
        assert [int(count) for count in counts if count] == [n for row in run["confusion"] for n in row]

    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    recorded_window.press("More")
    page.get_by_role("menuitem", name="Final networks …").click()
    expect(rows).to_have_count(3)
    page.keyboard.press("Escape")
    table = recorded_window.view("Candidates")
    page.get_by_role("tab", name="Candidates", exact=True).click()
    table.get_by_role("combobox", name="Show").select_option("finished only")
    expect(table.get_by_role("status")).to_contain_text("showing 2 of", timeout=5 * SECOND)
