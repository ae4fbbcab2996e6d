"""Time travel, branches and unattended twins over HTTP: a real server, a real worker, a real log."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.conftest import SMALL
from tests.client import StudyClient
from tests.server import Server, start_server


@pytest.fixture(scope="module")
def trained(shared: Server, api: httpx.Client) -> Iterator[StudyClient]:
    """A small study that was trained for an epoch and searched for one iteration."""
    body = {"name": "Trunk", "dataset": "digits", "template": SMALL}
    identifier = api.post("/studies", json=body).json()["id"]
    with StudyClient(shared.url, identifier) as study:
        study.command("start_training", epochs=1)
        study.wait(lambda c: c.study["weights"] == 1, 120)
        study.command("start_search", iterations=1)
        study.wait(lambda c: c.study["iteration"] == 1 and c.study["phase"] == "idle", 120)
        yield study


def test_the_study_is_shown_as_it_was(api: httpx.Client, trained: StudyClient) -> None:
    first = api.get(f"/studies/{trained.id}", params={"at": 1}).json()
    assert first["seq"] == 1
    assert first["records"]["candidates"] == {}
    assert first["records"]["study"][trained.id]["weights"] == 0
    now = api.get(f"/studies/{trained.id}").json()
    assert api.get(f"/studies/{trained.id}", params={"at": now["seq"]}).json()["records"] == now["records"]


@pytest.mark.parametrize("at", [0, -1, 10_000, "now"])
def test_a_moment_that_never_was_is_refused(api: httpx.Client, trained: StudyClient, at: object) -> None:
    answer = api.get(f"/studies/{trained.id}", params={"at": str(at)})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert str(at) in answer.text


def test_a_branch_goes_its_own_way(shared: Server, api: httpx.Client, trained: StudyClient) -> None:
    seq = api.get(f"/studies/{trained.id}").json()["seq"]
    command = {"type": "branch", "at_seq": seq, "name": "Other way", "command_id": "branch-once"}
    answer = api.post(f"/studies/{trained.id}/commands", json=command)
    assert answer.status_code == 202
    branch = answer.json()["study"]
    assert api.post(f"/studies/{trained.id}/commands", json=command).json() == answer.json()
    listed = {line["id"]: line for line in api.get("/studies").json()}
    assert (listed[branch]["name"], listed[branch]["branch_of"]) == ("Other way", trained.id)

    evaluated = trained.study["evaluations"]
    with StudyClient(shared.url, branch) as other:
        other.command("remove_paths", paths=["p0"])
        other.command("start_search", iterations=1)
        other.wait(lambda c: c.study["iteration"] == 2 and c.study["phase"] == "idle", 120)
        assert other.records["paths"]["p0"]["state"] == "removed"
        assert other.study["evaluations"] > evaluated
    trunk = api.get(f"/studies/{trained.id}").json()["records"]
    assert trunk["paths"]["p0"]["state"] == "available"
    assert trunk["study"][trained.id]["evaluations"] == evaluated
    assert [each["summary"] for each in trunk["interventions"].values()][-1] == f"Branched 'Other way' from event {seq}"


def comparison(api: httpx.Client, study: str, seq: int) -> dict[str, Any]:
    (found,) = api.get(f"/studies/{study}/effects", params={"seq": seq}).json()["twins"]
    return dict(found)


def test_the_twin_of_a_decision_that_changed_nothing_is_the_study(
    shared: Server, api: httpx.Client, trained: StudyClient
) -> None:
    study, iterations = trained, trained.study["iteration"] + 2
    decision = study.command("set_constraints", constraints={"parameters": 1e12})
    study.command("start_search", iterations=2)
    study.wait(lambda c: c.study["iteration"] == iterations and c.study["phase"] == "idle", 120)
    command = {"type": "run_twin", "at_seq": decision, "command_id": "twin-once"}
    answer = api.post(f"/studies/{study.id}/commands", json=command)
    assert answer.status_code == 202, answer.text
    twin = answer.json()["study"]
    assert api.post(f"/studies/{study.id}/commands", json=command).json() == answer.json()
    (line,) = (line for line in api.get("/studies").json() if line["id"] == twin)
    assert (line["twin_of"], line["name"]) == (study.id, f"Trunk, without event {decision}")

    with StudyClient(shared.url, twin) as other:
        other.wait(lambda c: c.study["phase"] == "idle", 120)
        evaluations = study.records["evaluations"].items()
        measured = {key: (one["objectives"], one["iteration"]) for key, one in evaluations}
        theirs = {key: (one["objectives"], one["iteration"]) for key, one in other.records["evaluations"].items()}
        assert [*theirs.items()] == [*measured.items()]
        assert other.study["iteration"] == study.study["iteration"]
        assert other.study["constraints"] == []

    found = comparison(api, study.id, decision)
    assert (found["evaluations"], found["compared"]) == (16, 1)
    assert found["best_difference"] == {"value": 0, "low": None, "high": None}
    assert found["twins"][0]["state"] == "done"
    assert found["twins"][0]["curve"] == found["curve"]

    assert api.delete(f"/studies/{twin}").status_code == 204
    assert comparison(api, study.id, decision)["twins"][0]["state"] == "missing"


@pytest.mark.parametrize(
    ("fields", "status", "reason"),
    [
        ({"at_seq": 1}, 422, "event 1 ('Created the study 'Trunk' on digits') is no decision"),
        ({"at_seq": 10_000}, 422, "event 10000 is no decision"),
        ({"at_seq": 1, "repeats": 11}, 422, "repeats"),
    ],
)
def test_a_twin_that_makes_no_sense_is_refused(
    api: httpx.Client, trained: StudyClient, fields: dict[str, int], status: int, reason: str
) -> None:
    answer = api.post(f"/studies/{trained.id}/commands", json={"type": "run_twin", **fields})
    assert answer.status_code == status
    assert reason in answer.text


def test_a_branch_outlives_its_trunk(tmp_path: Path) -> None:
    """What both refer to is shared, and deleted with the last of them."""
    with start_server(tmp_path / "data") as server, httpx.Client(base_url=server.api, timeout=30) as own:
        trunk = own.post("/studies", json={"name": "Trunk", "dataset": "digits", "template": SMALL}).json()["id"]
        with StudyClient(server.url, trunk) as study:
            study.command("start_training", epochs=1)
            study.wait(lambda c: c.study["weights"] == 1 and c.study["layout"] is not None, 120)
            seq = study.seq
        command = {"type": "branch", "at_seq": seq, "name": "Branch"}
        branch = own.post(f"/studies/{trunk}/commands", json=command).json()["study"]
        assert own.delete(f"/studies/{trunk}").status_code == 204
        artifacts = tmp_path / "data" / "artifacts"
        assert len([*artifacts.iterdir()]) > 0
        with StudyClient(server.url, branch) as study:
            study.command("start_search", iterations=1)
            study.wait(lambda c: c.study["iteration"] == 1, 120)
            study.wait(lambda c: c.study["phase"] == "idle", 120)
        assert own.delete(f"/studies/{branch}").status_code == 204
        assert [*artifacts.iterdir()] == []
