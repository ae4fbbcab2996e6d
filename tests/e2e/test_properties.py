"""The properties: everything about what is selected, edited in place, refused in place."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.client import StudyClient
from tests.e2e.conftest import Complaints
from tests.e2e.window import Window

pytestmark = pytest.mark.browser


@pytest.fixture
def properties(recorded_window: Window) -> Locator:
    return recorded_window.view("Properties")


def test_a_candidate_with_its_measurements_its_networks_and_its_parents(
    properties: Locator, recorded_window: Window, recorded_study: StudyClient
) -> None:
    best = recorded_study.study["best_candidate"]
    record = recorded_study.records["candidates"][best]
    recorded_window.open(f"{recorded_window.page.url}&candidates={best}")
    expect(properties.get_by_role("heading", name=f"candidate {best[:4]} · best")).to_be_visible()
    expect(properties.get_by_role("table", name="Evaluations")).to_contain_text(
        f"{record['objectives']['accuracy']:.3f}"
    )
    (run,) = [each for each in recorded_study.records["runs"].values() if each["purpose"] == "final"]
    expect(properties.get_by_role("table", name=re.compile("^Final networks"))).to_contain_text(
        f"{run['metrics']['test_accuracy']:.3f}"
    )
    child, bred = next((key, each) for key, each in recorded_study.evaluated().items() if each["parents"])
    recorded_window.open(f"{recorded_window.page.url.split('&')[0]}&candidates={child}")
    properties.get_by_role("button", name=bred["parents"][0][:4], exact=True).click()
    expect(properties.get_by_role("heading", name=f"candidate {bred['parents'][0][:4]}")).to_be_visible()


def test_two_candidates_side_by_side(properties: Locator, recorded_window: Window, recorded_study: StudyClient) -> None:
    best = recorded_study.study["best_candidate"]
    other = next(key for key in recorded_study.evaluated() if key != best)
    recorded_window.open(f"{recorded_window.page.url}&candidates={other}")
    properties.get_by_role("button", name="Compare with best").click()
    expect(properties.get_by_role("heading", name=f"{other[:4]} and {best[:4]}")).to_be_visible()
    paths = [set(recorded_study.records["candidates"][key]["paths"]) for key in (other, best)]
    only = properties.get_by_role("region", name=f"Only in {other[:4]}")
    expect(only.get_by_role("listitem")).to_have_count(len(paths[0] - paths[1]))
    only.get_by_role("button", name="Select them").click()
    expect(properties.get_by_role("heading", name=f"{len(paths[0] - paths[1])} paths")).to_be_visible()
    properties.get_by_role("button", name="candidates", exact=True).click()
    properties.get_by_role("button", name="Stop comparing").click()
    expect(properties.get_by_role("heading", name=f"candidate {other[:4]}")).to_be_visible()


def test_with_nothing_selected_the_study_and_its_bounds(
    properties: Locator, recorded_window: Window, recorded_study: StudyClient
) -> None:
    expect(properties.get_by_role("heading", name="Recorded")).to_be_visible()
    expect(properties).to_contain_text("Digits")
    bound = properties.get_by_role("textbox", name="parameters, at most")
    bound.fill("-1")
    expect(properties.get_by_role("status")).to_contain_text("must be a number above 0")
    sizes = sorted(each["objectives"]["parameters"] for each in recorded_study.evaluated().values())
    bound.fill(str(int(sizes[10])))
    fit = sum(size <= int(sizes[10]) for size in sizes)
    expect(properties.get_by_role("status")).to_contain_text(f"{fit} of {len(sizes)} measured candidates fit")
    bound.press("Enter")
    recorded_study.wait(lambda c: len(c.study["constraints"]) == 1)
    assert recorded_study.study["constraints"][0] == {"objective": "parameters", "maximum": int(sizes[10])}
    expect(properties.get_by_role("button", name="Set bounds")).to_have_attribute("aria-disabled", "true")
    recorded_study.command("undo")
    expect(bound).to_have_value("")


def test_a_path_is_changed_and_changed_back(
    properties: Locator, recorded_window: Window, recorded_study: StudyClient
) -> None:
    recorded_window.bricks("[data-path='p0']").click()
    expect(properties.get_by_role("heading", name="3x3 separable convolution")).to_be_visible()
    properties.get_by_role("combobox", name="kernel").select_option("5")
    recorded_study.wait(lambda c: c.records["paths"]["p0"]["parameters"]["kernel"] == 5)
    expect(properties.get_by_role("heading", name="5x5 separable convolution")).to_be_visible()
    properties.get_by_role("combobox", name="kernel").select_option("3")
    expect(properties.get_by_role("heading", name="3x3 separable convolution")).to_be_visible()


def test_many_paths_show_what_differs_as_mixed_and_change_in_one_step(
    properties: Locator, recorded_window: Window, recorded_study: StudyClient
) -> None:
    recorded_study.command("set_operation_parameters", paths=["p0"], parameters={"kernel": 7})
    recorded_study.wait(lambda c: c.records["paths"]["p0"]["parameters"]["kernel"] == 7)
    recorded_window.bricks("[data-path='p0']").click()
    recorded_window.bricks("[data-path='p1']").click(modifiers=["ControlOrMeta"])
    recorded_window.bricks("[data-path='p5']").click(modifiers=["ControlOrMeta"])
    expect(properties.get_by_role("heading", name="3 paths")).to_be_visible()
    kernel = properties.get_by_role("combobox", name="kernel")
    expect(kernel).to_have_value("mixed")
    seq = recorded_study.seq
    kernel.select_option("9")
    recorded_study.wait(lambda c: all(c.records["paths"][key]["parameters"]["kernel"] == 9 for key in ("p0", "p1")))
    assert recorded_study.seq == seq + 1, "one command, one step"
    expect(kernel).to_have_value(re.compile(r"\d"))
    recorded_study.command("set_operation_parameters", paths=["p0"], parameters={"kernel": 3})
    recorded_study.command("set_operation_parameters", paths=["p1"], parameters={"kernel": 5})


def test_a_refusal_stands_where_it_was_asked_for(
    properties: Locator, recorded_window: Window, recorded_study: StudyClient, complaints: Complaints
) -> None:
    complaints.forgive("status of 422")
    node = [
        key for key, path in recorded_study.records["paths"].items() if (path["cell"], path["target"]) == ("c0", "n0")
    ]
    recorded_study.command("fix_paths", paths=node[:2])
    recorded_window.bricks(f"[data-path='{node[2]}']").click()
    properties.get_by_role("button", name="Fix", exact=True).click()
    expect(properties.get_by_role("alert").filter(has_text="at most 2")).to_be_visible()
    recorded_study.command("undo")


def test_a_cell_is_moved_and_given_nodes(
    properties: Locator, recorded_window: Window, recorded_study: StudyClient
) -> None:
    properties.get_by_role("button", name="cell", exact=True).click()
    expect(properties.get_by_role("heading", name="normal cell 1")).to_be_visible()
    expect(properties).to_contain_text("loses its weights")
    properties.get_by_role("combobox", name="nodes").select_option("3")
    recorded_study.wait(lambda c: c.records["cells"]["c0"]["nodes"] == 3)
    expect(properties.get_by_role("combobox", name="nodes")).to_have_value("3")
    properties.get_by_role("combobox", name="nodes").select_option("4")
    recorded_study.wait(lambda c: c.records["cells"]["c0"]["nodes"] == 4)
    properties.get_by_role("combobox", name="position").select_option("2")
    recorded_study.wait(lambda c: c.records["cells"]["c0"]["position"] == 1)
