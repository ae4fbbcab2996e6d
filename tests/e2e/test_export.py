"""What can be taken away from the menu: pictures of views, tables, templates."""

import csv
import json
import re
import struct
import zlib
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.client import StudyClient
from tests.e2e.window import Window

pytestmark = pytest.mark.browser


def _saved(window: Window, item: str | re.Pattern[str], tmp_path: Path, sub: str | None = None) -> Path:
    """Choose an item of the export menu; the file that it gives."""
    window.press("Export")
    page = window.page
    if sub is not None:
        page.get_by_role("menuitem", name=sub).press("ArrowRight")
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=item).press("Enter")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def _pixels(file: Path) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of a PNG of 8-bit colours with or without alpha: enough of the format for a browser's."""
    data = file.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
    assert (depth, kind) in ((8, 2), (8, 6))
    packed, at = b"", 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        if name == b"IDAT":
            packed += data[at + 8 : at + 8 + length]
        at += 12 + length
    return width, height, _unfiltered(zlib.decompress(packed), width * (4 if kind == 6 else 3), 4 if kind == 6 else 3)


def _unfiltered(raw: bytes, stride: int, size: int) -> list[bytes]:
    rows: list[bytes] = []
    above = bytes(stride)
    for start in range(0, len(raw), stride + 1):
        kind, row = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        for i in range(stride):
            left, up = (row[i - size] if i >= size else 0), above[i]
            corner = above[i - size] if i >= size else 0
            row[i] = (row[i] + (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]) & 255
        above = bytes(row)
        rows.append(above)
    return rows


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


@pytest.mark.parametrize("view", ["Lego view", "Search space", "Loss chart"])
def test_a_view_is_saved_as_a_picture_of_what_it_shows(recorded_window: Window, tmp_path: Path, view: str) -> None:
    box = recorded_window.view(view).bounding_box()
    assert box is not None
    file = _saved(recorded_window, view, tmp_path, sub="View as picture")
    assert re.fullmatch(rf"recorded-{view.lower().replace(' ', '-')}-\d{{4}}-\d\d-\d\d\.png", file.name)
    width, height, rows = _pixels(file)
    assert abs(width - 2 * box["width"]) <= 1
    assert abs(height - 2 * box["height"]) <= 1
    size = len(rows[0]) // width
    middle = rows[height // 4 : 3 * height // 4 : 4]
    colours = {row[i : i + 3] for row in middle for i in range(0, len(row), 4 * size)}
    vivid = [colour for colour in colours if max(colour) - min(colour) > 60]
    assert len(vivid) >= 3, "bricks, dots or curves have colours in the middle of the picture"


def test_all_candidates_and_the_template_are_files(
    recorded_window: Window, recorded_study: StudyClient, tmp_path: Path
) -> None:
    table = _saved(recorded_window, re.compile("^All candidates"), tmp_path)
    rows = list(csv.DictReader(StringIO(table.read_text())))
    assert {row["candidate"] for row in rows} == set(recorded_study.records["candidates"])

    template = _saved(recorded_window, re.compile("^Template"), tmp_path)
    answer = recorded_study.api.post("/templates", json=json.loads(template.read_text()))
    assert answer.status_code == 201, answer.text
    assert answer.json()["paths"] == len(recorded_study.records["paths"])


def test_the_template_and_one_around_a_candidate_are_saved_for_new_studies(
    recorded_window: Window, recorded_study: StudyClient
) -> None:
    best = recorded_study.study["best_candidate"]
    for item, name in (
        ("Save as template", "Recorded"),
        (f"Save candidate {best[:4]} as template", f"Recorded {best[:4]}"),
    ):
        recorded_window.press("Export")
        recorded_window.page.get_by_role("menuitem", name=item).click()
        expect(recorded_window.page.get_by_text(f"Saved the template {name}", exact=True)).to_be_visible()
        saved = [each["name"] for each in recorded_study.api.get("/templates").json() if each["saved"]]
        assert name in saved
