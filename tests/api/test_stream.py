"""The stream: what a reader is sent is everything that happened, in order, whenever it comes and however slow it is."""

import json
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.client import StudyClient
from tests.server import Server, start_server

SMALL = {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 2}}


def address(server: Server, study: str, query: str = "") -> str:
    return f"{server.api.replace('http', 'ws', 1)}/studies/{study}/stream{query}"


def make(server: Server) -> str:
    body = {"name": "S", "dataset": "digits", "template": SMALL}
    with StudyClient.create(server.url, **body) as client:
        client.wait(lambda c: c.study["layout"] is not None)
        return client.id


def command(server: Server, study: str, type_: str, **fields: Any) -> int:
    answer = httpx.post(f"{server.api}/studies/{study}/commands", json={"type": type_, **fields})
    assert answer.status_code == 202, answer.text
    return int(answer.json()["seq"])


def frames(stream: ClientConnection, until: int) -> list[dict[str, Any]]:
    """What comes until a sequence number is reached, without progress and notices."""
    got: list[dict[str, Any]] = []
    while not got or got[-1]["seq"] < until:
        frame = json.loads(stream.recv(timeout=20))
        if frame["kind"] in ("snapshot", "patch"):
            got.append(frame)
    return got


def test_a_new_reader_is_sent_everything_and_then_each_change(shared: Server) -> None:
    study = make(shared)
    with connect(address(shared, study), max_size=None) as stream:
        first = json.loads(stream.recv(timeout=20))
        assert first["kind"] == "snapshot"
        state = httpx.get(f"{shared.api}/studies/{study}").json()
        assert {key: first[key] for key in ("seq", "records")} == {key: state[key] for key in ("seq", "records")}
        seq = command(shared, study, "remove_paths", paths=["p3"])
        (patch,) = frames(stream, seq)
        assert (patch["kind"], patch["from_seq"], patch["seq"]) == ("patch", first["seq"], seq)
        assert patch["put"]["paths"]["p3"]["state"] == "removed"
        assert set(patch["put"]) == {"study", "paths", "interventions"}
        (event,) = patch["events"]
        assert (event["type"], event["actor"]) == ("paths_removed", "person")
        assert event["summary"].startswith("Removed 3x3 max pooling, cell 1")


def test_a_reader_that_comes_back_gets_exactly_what_it_missed(shared: Server) -> None:
    study = make(shared)
    seqs = [command(shared, study, "remove_paths", paths=[path]) for path in ("p0", "p1", "p2")]
    with connect(address(shared, study, f"?after={seqs[0]}"), max_size=None) as stream:
        got = frames(stream, seqs[-1])
        assert [(frame["kind"], frame["from_seq"], frame["seq"]) for frame in got] == [
            ("patch", seqs[0], seqs[1]),
            ("patch", seqs[1], seqs[2]),
        ]


def test_a_reader_that_missed_nothing_is_sent_nothing_old(shared: Server) -> None:
    study = make(shared)
    seq = command(shared, study, "remove_paths", paths=["p0"])
    with connect(address(shared, study, f"?after={seq}"), max_size=None) as stream:
        following = command(shared, study, "remove_paths", paths=["p1"])
        assert [frame["from_seq"] for frame in frames(stream, following)] == [seq]


@pytest.mark.parametrize("after", [0, 1_000_000])
def test_a_reader_from_another_time_is_sent_a_snapshot(shared: Server, after: int) -> None:
    study = make(shared)
    with connect(address(shared, study, f"?after={after}"), max_size=None) as stream:
        assert json.loads(stream.recv(timeout=20))["kind"] == "snapshot"


def test_patches_applied_as_a_browser_does_give_the_server_s_records(shared: Server) -> None:
    with StudyClient.create(shared.url, name="S", dataset="digits", template=SMALL) as client:
        client.wait(lambda c: c.study["layout"] is not None)
        client.command("remove_paths", paths=["p0", "p1"])
        client.command("undo")
        client.command("add_cell", kind="normal", position=1, nodes=2)
        candidates = list(client.records["candidates"])[:5]
        client.command("save_region", name="Five", candidates=candidates)
        last = client.command("remove_cell", cell="c1")
        client.wait(lambda c: c.seq >= last)
        state = httpx.get(f"{shared.api}/studies/{client.id}").json()
        client.wait(lambda c: c.seq >= state["seq"])
        if client.seq == state["seq"]:
            present = {name: records for name, records in state["records"].items() if records}
            assert {name: records for name, records in client.records.items() if records} == present


def test_many_readers_are_sent_the_same_bytes(shared: Server) -> None:
    study = make(shared)
    with ExitStack() as stack:
        streams = [stack.enter_context(connect(address(shared, study), max_size=None)) for _ in range(20)]
        for stream in streams:
            assert json.loads(stream.recv(timeout=20))["kind"] == "snapshot"
        seq = command(shared, study, "remove_paths", paths=["p5"])
        got = {json.dumps(frames(stream, seq)) for stream in streams}
        assert len(got) == 1


def test_a_stream_of_a_study_that_is_gone_is_refused_and_one_that_goes_ends(shared: Server) -> None:
    with pytest.raises(InvalidStatus) as refusal, connect(address(shared, "gone")):
        pass
    assert refusal.value.response.status_code == 404
    assert "there is no study 'gone'" in json.loads(refusal.value.response.body or b"{}")["detail"]
    study = make(shared)
    with connect(address(shared, study), max_size=None) as stream:
        stream.recv(timeout=20)
        assert httpx.delete(f"{shared.api}/studies/{study}").status_code == 204
        with pytest.raises(ConnectionClosed) as closed:
            frames(stream, until=10**9)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4404


def test_refused_handshakes_are_no_errors_of_the_server(tmp_path: Path) -> None:
    with start_server(tmp_path / "data") as server:
        known = make(server)
        asked = [
            (address(server, "gone"), None, 404),
            (address(server, "gone").replace("/stream", "/nothing"), None, 404),
            (f"{address(server, known)}?after=soon", None, 422),
            (address(server, known), Origin("http://evil.example"), 403),
        ]
        for url, origin, status in asked * 10:
            with pytest.raises(InvalidStatus) as refusal, connect(url, origin=origin):
                pass
            assert refusal.value.response.status_code == status
            assert json.loads(refusal.value.response.body or b"{}")["status"] == status
        server.stop()
        assert server.later() == ""
        assert "ERROR" not in server.log()


@pytest.mark.parametrize("after", ["-1", "soon"])
def test_a_sequence_number_that_is_none_is_refused_as_everywhere(shared: Server, after: str) -> None:
    with pytest.raises(InvalidStatus) as refusal, connect(f"{address(shared, 'any')}?after={after}"):
        pass
    response = refusal.value.response
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert f"'after' is '{after}'" in json.loads(response.body or b"{}")["detail"]


def test_what_a_reader_says_is_dropped(shared: Server) -> None:
    study = make(shared)
    with connect(address(shared, study), max_size=None) as stream:
        stream.recv(timeout=20)
        stream.send("hello")
        stream.send(b"\x00\x01")
        seq = command(shared, study, "remove_paths", paths=["p5"])
        assert frames(stream, seq)[-1]["seq"] == seq
