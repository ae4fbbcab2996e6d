"""Who is here: told to every reader of a study, by the names that readers gave, and never written to its log."""

import json
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.server import Server

Names = dict[str, int]


def follow(stack: ExitStack, server: Server, study: str, **query: Any) -> ClientConnection:
    address = f"{server.api.replace('http', 'ws', 1)}/studies/{study}/stream?{urlencode(query)}"
    return stack.enter_context(connect(address, max_size=None))


def told(stream: ClientConnection, until: Names) -> None:
    """Reads until these are said to be here, each in so many windows."""
    here: Names | None = None
    while here != until:
        frame = json.loads(stream.recv(timeout=10))
        if frame["kind"] == "presence":
            here = {person["actor"]: person["windows"] for person in frame["here"]}


def test_who_comes_and_goes_is_told_to_every_reader_and_is_no_event(
    shared: Server, api: httpx.Client, study: str
) -> None:
    before = api.get(f"/studies/{study}").json()["seq"]
    with ExitStack() as stack:
        nobody = follow(stack, shared, study)
        ada = follow(stack, shared, study, actor=" Ada ")
        told(ada, {"Ada": 1})
        told(nobody, {"Ada": 1})
        ben, leaving = follow(stack, shared, study, actor="בן"), ExitStack()
        told(ada, {"Ada": 1, "בן": 1})
        told(follow(leaving, shared, study, actor="Ada"), {"Ada": 2, "בן": 1})
        for stream in (nobody, ada, ben):
            told(stream, {"Ada": 2, "בן": 1})
        leaving.close()
        for stream in (nobody, ada, ben):
            told(stream, {"Ada": 1, "בן": 1})
        late = follow(stack, shared, study)
        told(late, {"Ada": 1, "בן": 1})
    assert api.get(f"/studies/{study}").json()["seq"] == before


@pytest.mark.parametrize(
    "actor",
    ["search", "System", " SYSTEM ", "sys\u00adtem", "\u202esystem", "\u017fearch", "\u200b", "a\nb", "", "x" * 41],
)
def test_nobody_signs_as_the_program_or_without_a_name(
    shared: Server, api: httpx.Client, study: str, actor: str
) -> None:
    before = api.get(f"/studies/{study}").json()["seq"]
    body = {"type": "remove_paths", "paths": ["p3"], "actor": actor}
    refused = api.post(f"/studies/{study}/commands", json=body)
    assert (refused.status_code, refused.json()["field"]) == (422, "actor")
    made = api.post("/studies", json={"name": "S", "dataset": "digits", "template": "cells", "actor": actor})
    assert (made.status_code, made.json()["field"]) == (422, "actor")
    with ExitStack() as stack, pytest.raises(InvalidStatus) as denied:
        follow(stack, shared, study, actor=actor)
    assert denied.value.response.status_code == 422
    if actor.strip().lower() in ("search", "system"):
        assert "the program itself signs with this name; choose another" in refused.json()["detail"]
    assert "remove_paths" not in str(api.get(f"/studies/{study}/events", params={"after": before}).json())


def test_who_made_a_study_signs_its_first_event(api: httpx.Client) -> None:
    body = {
        "name": "S",
        "dataset": "digits",
        "template": {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 2}},
    }
    study = api.post("/studies", json={**body, "actor": "Ada"}).json()["id"]
    assert api.get(f"/studies/{study}/events", params={"limit": 1}).json()["events"][0]["actor"] == "Ada"
