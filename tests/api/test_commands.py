"""What the routes promise about commands: done once, in turn, and remembered."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.server import Server, start_server

SMALL = {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 2}}


def make(api: httpx.Client) -> str:
    answer = api.post("/studies", json={"name": "S", "dataset": "digits", "template": SMALL})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def types(api: httpx.Client, study: str) -> list[str]:
    events = api.get(f"/studies/{study}/events").json()["events"]
    return [event["payload"]["type"] for event in events]


def test_the_same_command_id_gives_the_same_answer_and_no_second_effect(api: httpx.Client) -> None:
    study = make(api)
    body = {"type": "remove_paths", "paths": ["p0"], "command_id": "once"}
    first = api.post(f"/studies/{study}/commands", json=body)
    api.post(f"/studies/{study}/commands", json={"type": "remove_paths", "paths": ["p1"]})
    again = api.post(f"/studies/{study}/commands", json=body)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert types(api, study).count("paths_removed") == 2


def test_a_refused_command_may_be_tried_again_under_its_id(api: httpx.Client) -> None:
    study = make(api)
    body = {"type": "undo", "command_id": "later"}
    assert api.post(f"/studies/{study}/commands", json=body).status_code == 409
    api.post(f"/studies/{study}/commands", json={"type": "remove_paths", "paths": ["p0"]})
    assert api.post(f"/studies/{study}/commands", json=body).status_code == 202


def test_of_commands_that_expect_the_same_state_one_is_done(api: httpx.Client, shared: Server) -> None:
    study = make(api)
    with httpx.Client(base_url=shared.api) as client:
        seq = client.get(f"/studies/{study}").json()["seq"]

    def send(number: int) -> int:
        body = {"type": "remove_paths", "paths": [f"p{number}"], "expected_seq": seq}
        return httpx.post(f"{shared.api}/studies/{study}/commands", json=body).status_code

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(pool.map(send, range(6)))
    # The machine may have written of its map in between: then all six are late.
    assert answers in ([202, 409, 409, 409, 409, 409], [409] * 6)


def test_events_are_pages_of_the_log(api: httpx.Client) -> None:
    study = make(api)
    for path in ("p0", "p1", "p2"):
        api.post(f"/studies/{study}/commands", json={"type": "remove_paths", "paths": [path]})
    page = api.get(f"/studies/{study}/events", params={"after": 1, "limit": 2}).json()
    assert [event["seq"] for event in page["events"]] == [2, 3]
    assert page["last_seq"] >= 4


def test_a_study_survives_a_kill_of_the_server_with_what_was_answered(tmp_path: Path) -> None:
    body = {"type": "remove_paths", "paths": ["p0"], "command_id": "once"}
    with start_server(tmp_path) as server, httpx.Client(base_url=server.api) as api:
        study = make(api)
        answer = api.post(f"/studies/{study}/commands", json=body).json()
        server.kill()
    with start_server(tmp_path) as server, httpx.Client(base_url=server.api) as api:
        (listed,) = api.get("/studies").json()
        assert (listed["id"], listed["name"], listed["phase"]) == (study, "S", "idle")
        assert api.post(f"/studies/{study}/commands", json=body).json() == answer
        assert types(api, study).count("paths_removed") == 1
        records = api.get(f"/studies/{study}").json()["records"]
        assert records["paths"]["p0"]["state"] == "removed"


def test_a_deleted_study_is_gone_from_the_list_and_its_files_from_the_disk(tmp_path: Path) -> None:
    with start_server(tmp_path) as server, httpx.Client(base_url=server.api) as api:
        study = make(api)
        while api.get(f"/studies/{study}").json()["records"]["study"][study]["layout"] is None:
            pass
        assert list((tmp_path / "artifacts").iterdir())
        assert api.delete(f"/studies/{study}").status_code == 204
        assert api.get("/studies").json() == []
        assert api.delete(f"/studies/{study}").status_code == 404
        assert list((tmp_path / "artifacts").iterdir()) == []


def test_a_candidate_is_exported_with_the_part_of_the_template_that_it_uses(api: httpx.Client) -> None:
    study = make(api)
    while not (candidates := api.get(f"/studies/{study}").json()["records"]["candidates"]):
        pass
    candidate = next(iter(candidates))
    answer = api.get(f"/studies/{study}/candidates/{candidate}/export", params={"format": "json"})
    name = rf'attachment; filename="[a-z0-9-]+-{candidate}-\d{{4}}-\d\d-\d\d\.json"'
    assert re.fullmatch(name, answer.headers["content-disposition"])
    exported = answer.json()
    assert exported["candidate"] == {"id": candidate, "paths": candidates[candidate]["paths"]}
    assert {path["id"] for path in exported["template"]["paths"]} == set(candidates[candidate]["paths"])
    assert all("cell 1" in name for name in exported["names"].values())


@pytest.mark.parametrize("format_", ["weights"])
def test_weights_of_what_was_never_trained_are_refused(api: httpx.Client, format_: str) -> None:
    study = make(api)
    while not (candidates := api.get(f"/studies/{study}").json()["records"]["candidates"]):
        pass
    answer = api.get(f"/studies/{study}/candidates/{next(iter(candidates))}/export", params={"format": format_})
    assert answer.status_code == 409
    assert "nothing is trained yet" in answer.json()["detail"]
