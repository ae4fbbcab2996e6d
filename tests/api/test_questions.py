"""Questions about a study, as a script asks them: answered without changing anything, refused in words."""

from typing import Any

import httpx
import pytest

from tests.api.test_refusals import refused
from tests.client import StudyClient
from tests.server import Server

SMALL = {"id": "cells", "parameters": {"cells": ["normal", "reduction"], "nodes": 2}}


@pytest.fixture(scope="module")
def searched(shared: Server) -> StudyClient:
    """A study with a map, one iteration and a region."""
    with StudyClient.create(shared.url, name="Asked", dataset="digits", template=SMALL, seed=3) as study:
        study.wait(lambda c: bool(c.records["points"]))
        study.command("start_training", epochs=1)
        study.wait_idle()
        study.command("start_search", iterations=1)
        study.wait_idle()
        study.command("save_region", name="Good ones", candidates=list(study.evaluated())[:5])
        study.wait(lambda c: bool(c.records["regions"]))
    return study


def ask(api: httpx.Client, study: str, about: str, **body: Any) -> httpx.Response:
    return api.post(f"/studies/{study}/{about}", json=body)


def test_a_query_selects_candidates_and_paths_and_changes_nothing(api: httpx.Client, searched: StudyClient) -> None:
    evaluated = searched.evaluated()
    query = 'evaluated and (in region("good ones") or not in region("good ones"))'
    answer = ask(api, searched.id, "select", query=query).json()
    assert set(answer["candidates"]) == set(evaluated)
    assert answer["paths"] == []
    chosen = ask(api, searched.id, "select", query="cell == 2 and trained", of="paths").json()
    cell = next(key for key, cell in searched.records["cells"].items() if cell["position"] == 1)
    assert chosen["paths"] == [key for key, path in searched.records["paths"].items() if path["cell"] == cell]
    assert chosen["candidates"] == []
    assert api.get(f"/studies/{searched.id}").json()["seq"] == searched.seq


def test_a_set_operation_says_what_a_region_has_in_common(api: httpx.Client, searched: StudyClient) -> None:
    region = next(iter(searched.records["regions"].values()))["candidates"]
    answer = ask(api, searched.id, "sets", operation="profile", regions=[region])
    assert answer.status_code == 200, answer.text
    result = answer.json()
    assert (result["inside"], result["outside"]) == (5, len(searched.records["candidates"]) - 5)
    assert {member["key"] for member in result["members"]} == set(searched.records["paths"])
    for member in result["members"]:
        having = [key for key in region if member["key"] in searched.records["candidates"][key]["paths"]]
        assert member["count"] == len(having)
        assert member["share_inside"] == pytest.approx(len(having) / 5)
        assert (member["mean_inside"] is None) == (not having)


def test_the_history_of_scores_begins_with_the_first_iteration(api: httpx.Client, searched: StudyClient) -> None:
    scores = next(iter(searched.records["scores"].values()))
    asked = scores["paths"][:2]
    answer = api.get(f"/studies/{searched.id}/scores/history", params={"path": asked}).json()
    assert answer["iterations"] == [0]
    assert [history["path"] for history in answer["histories"]] == asked
    assert [history["score"] for history in answer["histories"]] == [[scores["score"][0]], [scores["score"][1]]]


def test_a_query_with_a_mistake_is_refused_with_its_place(api: httpx.Client, study: str) -> None:
    problem = refused(ask(api, study, "select", query='has("3x3 max pooling") and accurcy > 1'), 422)
    assert problem["title"] == "The query cannot be read"
    assert problem["detail"] == 'character 28: no field of candidates "accurcy"; did you mean "accuracy"?'
    assert (problem["field"], problem["at"]) == ("query", 27)


@pytest.mark.parametrize(
    ("about", "body", "field", "words"),
    [
        ("select", {"query": ""}, "query", "at least 1 character"),
        ("select", {"query": "x" * 2001}, "query", "at most 2000 characters"),
        ("select", {}, "query", "'query' is missing"),
        ("select", {"query": "evaluated", "of": "cells"}, "of", "'candidates' or 'paths'"),
        ("sets", {"operation": "union", "regions": []}, "regions", "at least 1 item"),
        ("sets", {"operation": "union", "regions": [[]]}, "regions.0", "at least 1 item"),
        ("sets", {"operation": "union", "regions": [["nobody"]]}, "regions", "region 1 has candidate 'nobody'"),
        ("sets", {"operation": "minus", "regions": [["a"]]}, "operation", "'union', 'intersection'"),
        ("sets", {"operation": "union", "regions": [["a"]], "threshold": 2}, "threshold", "less than or equal to 1"),
        ("sets", {"operation": "union", "regions": [["a"]], "level": "edge"}, "level", "'path', 'operation_in_cell'"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    api: httpx.Client, study: str, about: str, body: dict[str, Any], field: str, words: str
) -> None:
    problem = refused(ask(api, study, about, **body), 422)
    assert words in problem["detail"]
    assert problem["field"] == field


def test_a_history_is_asked_for_a_few_known_paths(api: httpx.Client, study: str) -> None:
    address = f"/studies/{study}/scores/history"
    assert "'path' is missing" in refused(api.get(address), 422)["detail"]
    assert "at most 20" in refused(api.get(address, params={"path": [f"p{n}" for n in range(21)]}), 422)["detail"]
    assert refused(api.get(address, params={"path": "p999"}), 404)["field"] == "path"
    assert api.get(address, params={"path": "p1"}).json()["iterations"] == []


@pytest.mark.parametrize("about", ["select", "sets"])
def test_questions_about_no_study_are_not_found(api: httpx.Client, about: str) -> None:
    body = {"query": "evaluated"} if about == "select" else {"operation": "union", "regions": [["a"]]}
    refused(ask(api, "none", about, **body), 404)


def test_effects_are_asked_for_a_number_of_iterations(api: httpx.Client, study: str) -> None:
    assert api.get(f"/studies/{study}/effects", params={"iterations": 5}).json() == {
        "iterations": 5,
        "least_twins": 5,
        "effects": [],
        "standings": [],
        "twins": [],
    }
    assert "iterations" in refused(api.get(f"/studies/{study}/effects", params={"iterations": 0}), 422)["detail"]


def test_a_renamed_region_is_asked_for_by_its_new_name(api: httpx.Client, searched: StudyClient) -> None:
    ((identifier, region),) = searched.records["regions"].items()
    rename = {"type": "rename_region", "region": identifier, "name": "Better ones"}
    assert ask(api, searched.id, "commands", **rename).status_code == 202
    answer = ask(api, searched.id, "select", query='in region("better ones")').json()
    assert set(answer["candidates"]) == set(region["candidates"])
    assert ask(api, searched.id, "select", query='in region("good ones")').status_code == 422
    assert ask(api, searched.id, "commands", type="undo").status_code == 202
    assert ask(api, searched.id, "select", query='in region("good ones")').status_code == 200
