"""The golden log: folding it gives the records that stand beside it, byte for byte, patch by patch."""

import json
from typing import Any

import pytest

from nas_navigator.study.evolve import EMPTY, evolve, replay
from nas_navigator.study.records import apply
from nas_navigator_schemas.events import Event
from nas_navigator_schemas.records import Records
from tests.canonical import canonical
from tests.replay.golden import FILE, patch_json, steered_study, text


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    return json.loads(FILE.read_text())  # type: ignore[no-any-return]


def test_the_file_is_what_the_study_does_today() -> None:
    assert FILE.read_text() == text(steered_study()), "behaviour changed: python -m tests.replay.golden"


def test_folding_the_stored_events_gives_the_stored_records(golden: dict[str, Any]) -> None:
    events = [Event.model_validate(event) for event in golden["events"]]
    assert canonical(replay(events, golden["study"])) == canonical(Records.model_validate(golden["records"]))


def test_each_event_gives_its_storedpatch_json(golden: dict[str, Any]) -> None:
    records = EMPTY
    for stored, expected in zip(golden["events"], golden["patches"], strict=True):
        patch = evolve(records, Event.model_validate(stored), golden["study"])
        assert patch_json(patch) == expected, stored["payload"]["type"]
        records = apply(records, patch)


def test_events_count_from_one_without_a_gap(golden: dict[str, Any]) -> None:
    assert [event["seq"] for event in golden["events"]] == list(range(1, len(golden["events"]) + 1))


def test_applying_the_patches_as_a_browser_does_gives_the_records(golden: dict[str, Any]) -> None:
    records: dict[str, dict[str, Any]] = {name: {} for name in Records.model_fields}
    for patch in golden["patches"]:
        for name, ids in patch["drop"].items():
            for identifier in ids:
                del records[name][identifier]
        for name, put in patch["put"].items():
            records[name].update(put)
    assert records == golden["records"]


def test_events_of_every_family_are_in_it(golden: dict[str, Any]) -> None:
    there = {event["payload"]["type"] for event in golden["events"]}
    assert {
        "iteration_finished",
        "paths_removed",
        "cell_added",
        "steering_redone",
        "final_finished",
        "edit_undone",
        "edit_redone",
    } <= there
    assert {"job_paused", "candidates_evaluated", "region_focused", "layout_finished"} <= there
    assert {"twins_made", "study_branched"} <= there
