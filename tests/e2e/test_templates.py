"""Templates through the page only: built from blank by dragging and by keyboard, saved, imported, exported, used."""

import json
import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.conftest import Complaints
from tests.e2e.window import SECOND
from tests.server import Server

pytestmark = pytest.mark.browser

POOLING = "3x3 max pooling"


def blank(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?page=templates")
    page.get_by_role("button", name="Start from blank").click()
    expect(lego(page).get_by_role("button", name="skip connection, cell 1, input 1 to node 1")).to_be_visible()


def lego(page: Page) -> Locator:
    return page.get_by_role("region", name="Lego view", exact=True)


def part(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name="Palette", exact=True).get_by_role("button", name=name, exact=True)


def brick(page: Page, name: str) -> Locator:
    return lego(page).get_by_role("button", name=name, exact=True)


def cells(page: Page) -> Locator:
    return lego(page).get_by_role("group", name="Cells")


def card(page: Page, name: str) -> Locator:
    heading = page.get_by_role("heading", name=re.compile(f"^{re.escape(name)}"))
    return page.get_by_role("list", name="Templates").get_by_role("listitem").filter(has=heading)


def saved(server: Server, name: str) -> dict[str, object]:
    (found,) = [each for each in httpx.get(f"{server.api}/templates").json() if each["name"] == name]
    return dict(httpx.get(f"{server.api}/templates/{found['id']}").json())


def test_a_template_is_built_from_blank_by_dragging_and_a_study_begins_with_it(page: Page, studio: Server) -> None:
    blank(page, studio)
    page.get_by_label("Template name").fill("Dragged")
    part(page, POOLING).drag_to(lego(page).get_by_role("group", name="input 2 to node 1"))
    expect(brick(page, f"{POOLING}, cell 1, input 2 to node 1")).to_be_visible()
    part(page, "node").drag_to(lego(page).get_by_role("group", name="Board", exact=True))
    expect(brick(page, "skip connection, cell 1, node 1 to node 2")).to_be_visible()
    part(page, "reduction cell").drag_to(cells(page).get_by_role("button", name="Add a cell as cell 2"))
    expect(cells(page).get_by_role("button", name="reduction cell 2", exact=True)).to_be_visible()
    expect(page.get_by_text("not saved · kept in this browser")).to_be_visible()
    page.get_by_role("button", name="Save and start a study").click()
    expect(page.get_by_role("radio", name="Dragged")).to_be_checked()
    page.get_by_label("Name", exact=True).fill("From a drag")
    page.get_by_role("button", name="Create").click()
    expect(page).to_have_url(re.compile("study="), timeout=20 * SECOND)
    (made,) = [each for each in httpx.get(f"{studio.api}/studies").json() if each["name"] == "From a drag"]
    records = httpx.get(f"{studio.api}/studies/{made['id']}").json()["records"]
    assert [cell["kind"] for cell in records["cells"].values()] == ["normal", "reduction"]
    assert "max_pool_3x3" in {path["operation"] for path in records["paths"].values()}
    assert made["template"] == "Dragged"


def test_a_template_is_built_and_saved_by_keyboard_and_each_step_undone(page: Page, studio: Server) -> None:
    blank(page, studio)
    part(page, POOLING).press("Enter")
    page.keyboard.press("Enter")
    added = brick(page, f"{POOLING}, cell 1, input 1 to node 1")
    expect(added).to_be_visible()
    page.keyboard.press("Control+z")
    expect(added).to_have_count(0)
    page.keyboard.press("Control+y")
    expect(added).to_be_visible()
    skip = brick(page, "skip connection, cell 1, input 1 to node 1")
    skip.press("Enter")
    page.keyboard.press("Delete")
    expect(skip).to_have_count(0)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(skip).to_be_visible()
    name = page.get_by_label("Template name")
    name.press("Control+a")
    name.press_sequentially("Typed")
    page.keyboard.press("Control+s")
    expect(page).to_have_url(re.compile(r"template=t[0-9a-f]{11}"))
    expect(page.get_by_text("saved", exact=True)).to_be_visible()
    template = saved(studio, "Typed")["template"]
    assert isinstance(template, dict)
    assert [path["operation"] for path in template["paths"]] == ["skip_connect", "skip_connect", "max_pool_3x3"]
    # What was done before the first save is undone after it.
    expect(added).to_be_visible()
    added.focus()
    page.keyboard.press("Control+z")
    expect(added).to_have_count(0)
    expect(page.get_by_text("saved", exact=True)).to_have_count(0)
    page.keyboard.press("Control+y")
    expect(added).to_be_visible()
    expect(page.get_by_text("saved", exact=True)).to_be_visible()


def test_what_cannot_be_is_refused_in_words(page: Page, studio: Server, complaints: Complaints) -> None:
    complaints.forgive("422")
    blank(page, studio)
    for source in ("1", "2"):
        brick(page, f"skip connection, cell 1, input {source} to node 1").click(modifiers=["Shift"])
    page.keyboard.press("Delete")
    expect(
        page.get_by_text("node 1 of normal cell 1 would have no path into it; keep or add one").first
    ).to_be_visible()
    assert lego(page).locator("button.path").count() == 2


def test_unsaved_changes_are_kept_said_and_discarded(page: Page, studio: Server) -> None:
    blank(page, studio)
    part(page, POOLING).drag_to(lego(page).get_by_role("group", name="input 2 to node 1"))
    expect(brick(page, f"{POOLING}, cell 1, input 2 to node 1")).to_be_visible()
    page.reload()
    expect(brick(page, f"{POOLING}, cell 1, input 2 to node 1")).to_be_visible()
    page.get_by_role("link", name="Templates").click()
    draft = card(page, "Untitled template")
    expect(draft).to_contain_text("draft, not saved")
    draft.get_by_role("button", name=re.compile("^Delete")).click()
    draft.get_by_role("button", name=re.compile("for ever$")).click()
    expect(draft).to_have_count(0)


def test_a_cell_goes_after_a_question_that_says_what_is_true_here(page: Page, studio: Server) -> None:
    page.goto(f"{studio.url}/?page=templates")
    page.get_by_role("button", name="Edit a copy of Cells").click()
    second = cells(page).get_by_role("button", name="reduction cell 2", exact=True)
    second.click()
    properties = page.get_by_role("region", name="Properties", exact=True)
    properties.get_by_role("button", name="Remove cell …").click()
    question = page.get_by_role("dialog", name="Remove reduction cell 2")
    expect(question).to_contain_text("Undo brings it back.")
    expect(question).not_to_contain_text("weights")
    question.get_by_role("button", name="Remove cell").click()
    expect(second).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(second).to_be_visible()


def test_an_edit_that_was_taken_back_does_not_return(page: Page, studio: Server) -> None:
    blank(page, studio)
    page.get_by_label("Template name").fill("As it was")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("saved", exact=True)).to_be_visible()
    skip = brick(page, "skip connection, cell 1, input 1 to node 1")
    skip.press("Enter")
    page.keyboard.press("Delete")
    expect(skip).to_have_count(0)
    expect(page.get_by_text("not saved · kept in this browser")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(skip).to_be_visible()
    page.get_by_label("Template name").fill("Another")
    page.get_by_label("Template name").fill("As it was")
    expect(page.get_by_text("saved", exact=True)).to_be_visible()
    page.reload()
    expect(skip).to_be_visible()
    expect(page.get_by_text("saved", exact=True)).to_be_visible()


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_what_is_edited_while_it_is_saved_is_not_lost_and_not_called_saved(
    page: Page, studio: Server, method: str
) -> None:
    blank(page, studio)
    name, sent = page.get_by_label("Template name"), f"Sent by {method}"
    name.fill(sent if method == "POST" else "First")
    if method == "PUT":
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page).to_have_url(re.compile(r"template=t[0-9a-f]{11}"))
        expect(page.get_by_text("saved", exact=True)).to_be_visible()
        name.fill(sent)
    held: list[Route] = []
    address = re.compile(r"/templates(/t[0-9a-f]{11})?$")
    page.route(address, lambda route: held.append(route) if route.request.method == method else route.continue_())
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_attribute("title", "it is being saved")
    edited = f"Edited during {method}"
    name.fill(edited)
    part(page, POOLING).drag_to(lego(page).get_by_role("group", name="input 2 to node 1"))
    added = brick(page, f"{POOLING}, cell 1, input 2 to node 1")
    expect(added).to_be_visible()
    (route,) = held
    route.continue_()
    expect(page).to_have_url(re.compile(r"template=t[0-9a-f]{11}"))
    expect(page.get_by_text("not saved · kept in this browser")).to_be_visible()
    template = saved(studio, sent)["template"]
    assert isinstance(template, dict)
    assert len(template["paths"]) == 2
    page.unroute(address)
    page.reload()
    expect(name).to_have_value(edited)
    expect(added).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("saved", exact=True)).to_be_visible()
    page.get_by_role("link", name="Templates").click()
    expect(card(page, edited)).to_have_count(1)
    expect(card(page, edited)).not_to_contain_text("not saved")


def test_templates_are_exported_imported_changed_copied_and_deleted(
    page: Page, studio: Server, tmp_path: Path, complaints: Complaints
) -> None:
    page.goto(f"{studio.url}/?page=templates")
    page.get_by_role("button", name="Edit a copy of Cells").click()
    page.get_by_label("Template name").fill("Mine")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("saved", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export JSON").click()
    file = tmp_path / "mine.json"
    download.value.save_as(file)
    content = json.loads(file.read_text())
    assert (content["format"], content["name"], len(content["template"]["paths"])) == (
        "nas-navigator template",
        "Mine",
        252,
    )

    page.get_by_label("Template name").fill("Mine, better")
    page.get_by_role("button", name="Save as copy").click()
    expect(page.get_by_label("Template name")).to_have_value("Mine, better, copy")
    page.get_by_role("link", name="Templates").click()
    expect(card(page, "Mine, better, copy")).to_contain_text("fits Digits")

    file.write_text(json.dumps({**content, "name": "Imported"}))
    page.locator("input[type=file]").set_input_files(file)
    expect(card(page, "Imported")).to_contain_text("3 cells, 252 paths, 8 channels")
    complaints.forgive("422")
    complaints.forgive("400")
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps({**content, "template": {**content["template"], "paths": []}}))
    page.locator("input[type=file]").set_input_files(broken)
    expect(page.get_by_role("alert")).to_contain_text(
        "“broken.json” was not imported: node 1 of normal cell 1 would have no path"
    )
    broken.write_text(json.dumps({"format": "nas-navigator candidate", "version": 1}))
    page.locator("input[type=file]").set_input_files(broken)
    expect(page.get_by_role("alert")).to_contain_text(
        "it holds a candidate, one network of a study, and not a template"
    )
    broken.write_text("{ no JSON")
    page.locator("input[type=file]").set_input_files(broken)
    expect(page.get_by_role("alert")).to_contain_text("the body is not JSON")

    card(page, "Imported").get_by_role("button", name="Delete Imported").click()
    card(page, "Imported").get_by_role("button", name="Delete Imported for ever").click()
    expect(card(page, "Imported")).to_have_count(0)


def test_the_gallery_says_what_fits_what(page: Page, studio: Server) -> None:
    page.goto(f"{studio.url}/?page=templates")
    expect(card(page, "Cells")).to_contain_text("fits Digits, Fashion-MNIST")
    expect(card(page, "Cells").get_by_role("img", name=re.compile("^3 cells: normal of 4 nodes"))).to_be_visible()
    page.get_by_label("New ones are for").select_option("fashion_mnist")
    page.get_by_role("button", name="Start from blank").click()
    expect(page.get_by_text("reads 1×28×28, tells 10 classes apart · fits Fashion-MNIST")).to_be_visible()


def test_a_template_that_another_saved_meanwhile_is_not_overwritten(
    page: Page, studio: Server, complaints: Complaints
) -> None:
    complaints.forgive("412")
    blank(page, studio)
    name = page.get_by_label("Template name")
    name.fill("Shared")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile(r"template=t[0-9a-f]{11}"))
    expect(page.get_by_text("saved", exact=True)).to_be_visible()
    name.fill("Shared, mine")
    theirs = {**saved(studio, "Shared"), "description": "theirs"}
    place = f"{studio.api}/templates/{page.url.partition('template=')[2]}"
    assert httpx.put(place, json=theirs).status_code == 200
    page.get_by_role("button", name="Save", exact=True).click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("was saved by somebody else meanwhile")
    assert saved(studio, "Shared")["description"] == "theirs"
    # What was typed is kept, and is late also when the page is opened anew.
    page.reload()
    expect(name).to_have_value("Shared, mine")
    page.get_by_role("button", name="Save", exact=True).click()
    alert.get_by_role("button", name="Look again, without mine").click()
    expect(name).to_have_value("Shared")
    name.fill("Shared by both")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("saved", exact=True)).to_be_visible()
    assert saved(studio, "Shared by both")["description"] == "theirs"
