"""Whatever is wrong with a request is said in words: the value, the rule, the mend; never a 5xx, nothing changes."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server import Server

SMALL = {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 2}}
GOOD: dict[str, Any] = {"name": "S", "dataset": "digits", "template": "cells"}


def refused(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    return problem


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": ""}, "name", "at least 1 character"),
        ({"name": "x" * 81}, "name", "at most 80 characters"),
        ({"dataset": "imagenet"}, "dataset", "'imagenet' is not known; choose one of digits, fashion_mnist"),
        ({"dataset": {"id": "digits", "parameters": {"colour": 3}}}, "colour", "'colour'"),
        ({"template": "vgg"}, "template", "template 'vgg' is not known; choose one of cells"),
        ({"template": {"id": "cells", "parameters": {"nodes": 99}}}, "nodes", "'nodes' is 99"),
        ({"template": {"id": "cells", "parameters": {"operations": ["sep_conv_3x3", "magic"]}}}, "operation", "magic"),
        (
            {"template": {"id": "cells", "parameters": {"inputs_per_node": [9, 9], "operations": ["skip_connect"]}}},
            "",
            "9",
        ),
        ({"training": {"learning_rate": -1}}, "training.learning_rate", "-1"),
        ({"training": {"optimizer": "magic"}}, "training.optimizer", "'sgd' or 'adamw'"),
        ({"search": {"strategy": "magic"}}, "strategy", "'magic' is not known; choose one of navigator_ea, random"),
        ({"seed": -1}, "seed", "greater than or equal to 0"),
        ({"seed": 2**53}, "seed", "less than or equal to"),
        ({"colour": "red"}, "colour", "is no field of this request"),
        ({"template": None}, "template", "input should be an object"),
        ({"dataset": ["digits"]}, "dataset", "input should be an object"),
        ({"template": {"id": "cells", "parameters": {"cells": ["normal"] * 99}}}, "cells", "...): Tuple should"),
        ({"search": {"colour": 3}}, "colour", "'colour' is unknown; there are population"),
    ],
)
def test_a_study_that_cannot_be_is_refused(api: httpx.Client, change: dict[str, Any], field: str, words: str) -> None:
    before = api.get("/studies").json()
    problem = refused(api.post("/studies", json={**GOOD, **change}), 422)
    assert words in problem["detail"]
    assert field in str(problem["field"])
    assert api.get("/studies").json() == before


def whole_template(api: httpx.Client) -> dict[str, Any]:
    created = api.post("/studies", json={**GOOD, "template": SMALL}).json()
    records = created["records"]
    (study,) = records["study"].values()
    api.delete(f"/studies/{created['id']}")
    return {
        **study["template"],
        "cells": [{k: v for k, v in cell.items() if k != "position"} for cell in records["cells"].values()],
        "paths": [
            {k: v for k, v in path.items() if k not in ("state", "trained", "trained_epochs")}
            for path in records["paths"].values()
        ],
    }


def test_a_whole_template_makes_a_study(api: httpx.Client) -> None:
    answer = api.post("/studies", json={**GOOD, "template": whole_template(api)})
    assert answer.status_code == 201, answer.text
    assert len(answer.json()["records"]["cells"]) == 1
    assert api.delete(f"/studies/{answer.json()['id']}").status_code == 204


def test_a_whole_template_that_is_malformed_is_refused_with_the_rule(api: httpx.Client) -> None:
    template = whole_template(api)
    lost = {**template, "paths": [{**template["paths"][0], "cell": "c9"}, *template["paths"][1:]]}
    assert "cell 'c9'" in refused(api.post("/studies", json={**GOOD, "template": lost}), 422)["detail"]
    empty = {**template, "paths": []}
    assert (
        "would have no path into it" in refused(api.post("/studies", json={**GOOD, "template": empty}), 422)["detail"]
    )
    strange = {**template, "cells": [{**template["cells"][0], "kind": "magic"}]}
    problem = refused(api.post("/studies", json={**GOOD, "template": strange}), 422)
    assert "'normal', 'reduction' or 'settings'" in problem["detail"]
    assert problem["field"] == "template.cells.0.kind"
    headless = {**template, "outputs": []}
    assert refused(api.post("/studies", json={**GOOD, "template": headless}), 422)["field"] == "template.outputs"
    other = {**template, "outputs": [{**template["outputs"][0], "classes": 7}]}
    assert "classes apart" in refused(api.post("/studies", json={**GOOD, "template": other}), 422)["detail"]


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        ({"type": "fly"}, 422, "type 'fly' is not known; choose one of 'start_training'"),
        ({}, 422, "'type' is missing"),
        ({"type": "start_training"}, 422, "'epochs' is missing"),
        ({"type": "start_training", "epochs": 0}, 422, "'epochs' is 0"),
        ({"type": "start_training", "epochs": "many"}, 422, "'epochs' is 'many'"),
        ({"type": "start_search"}, 409, "train"),
        ({"type": "pause"}, 409, ""),
        ({"type": "undo"}, 409, ""),
        ({"type": "remove_paths", "paths": ["p9999"]}, 422, "p9999"),
        ({"type": "remove_paths", "paths": []}, 422, "paths"),
        ({"type": "focus_region", "candidates": []}, 422, "select"),
        ({"type": "remove_cell", "cell": "c9"}, 422, "c9"),
        ({"type": "remove_cell", "cell": "c0"}, 422, "last"),
        ({"type": "finalize", "candidates": ["nobody"], "epochs": 1}, 422, "nobody"),
        ({"type": "configure_search", "strategy": "magic"}, 422, "'magic' is not known"),
        ({"type": "configure_search", "parameters": {"colour": 1}}, 422, "colour"),
        ({"type": "configure_training", "learning_rate": 0}, 422, "'learning_rate' is 0"),
        ({"type": "cancel_job", "job": "j77"}, 422, "j77"),
        ({"type": "start_training", "epochs": 1, "expected_seq": 0}, 409, "look again and retry"),
        ({"type": "start_training", "epochs": 1, "surprise": True}, 422, "'surprise' is no field"),
    ],
)
def test_a_command_that_cannot_be_done_is_refused_and_leaves_the_study_unharmed(
    api: httpx.Client, study: str, command: dict[str, Any], status: int, words: str
) -> None:
    before = [event["payload"]["type"] for event in api.get(f"/studies/{study}/events").json()["events"]]
    assert words in refused(api.post(f"/studies/{study}/commands", json=command), status)["detail"]
    after = [event["payload"]["type"] for event in api.get(f"/studies/{study}/events").json()["events"]]
    # The machine goes on with its map meanwhile; the command adds nothing.
    assert set(after) - set(before) <= {"job_started", "layout_finished", "job_failed", "job_interrupted"}


@pytest.mark.parametrize(
    "command",
    [
        {"type": "save_region", "name": "R", "candidates": ["c", *["no id"] * 1000]},
        {"type": "focus_region", "candidates": ["c", *["no id"] * 1000]},
        {"type": "remove_paths", "paths": ["p0", *["no id"] * 1000]},
        {"type": "add_paths", "paths": ["p0", *[{"cell": "!"}] * 1000]},
        {"type": "evaluate_candidates", "candidates": ["c", *["no id"] * 1000]},
    ],
)
def test_of_a_long_list_one_mistake_is_told(api: httpx.Client, study: str, command: dict[str, Any]) -> None:
    problem = refused(api.post(f"/studies/{study}/commands", json=command), 422)
    assert {error["field"].split(".")[1] for error in problem["errors"]} == {"1"}


def test_of_many_mistakes_twenty_are_told(api: httpx.Client, study: str) -> None:
    command = {"type": "pause", **{f"wrong{number}": 1 for number in range(30)}}
    assert len(refused(api.post(f"/studies/{study}/commands", json=command), 422)["errors"]) == 20


@pytest.mark.parametrize(
    ("command", "field"),
    [
        ({"type": "finalize", "candidates": ["c"], "epochs": 0}, "epochs"),
        ({"type": "finalize", "candidates": [], "epochs": 1}, "candidates"),
        (
            {"type": "set_constraints", "constraints": [{"objective": "parameters", "maximum": 0}]},
            "constraints.0.maximum",
        ),
        (
            {"type": "add_paths", "paths": [{"cell": "c0", "source": "in0", "target": "x", "operation": "o"}]},
            "paths.0.target",
        ),
        ({"type": "set_operation_parameters", "paths": ["p0"], "parameters": {"kernel": []}}, "parameters.kernel"),
        ({"type": "focus_region", "candidates": ["c"], "polygon": [[0, 0], [1, "x"], [1, 1]]}, "polygon.1.1"),
    ],
)
def test_the_field_to_blame_is_named_as_it_was_sent(
    api: httpx.Client, study: str, command: dict[str, Any], field: str
) -> None:
    assert refused(api.post(f"/studies/{study}/commands", json=command), 422)["field"] == field


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/studies/gone"),
        ("DELETE", "/studies/gone"),
        ("GET", "/studies/gone/events"),
        ("GET", "/studies/gone/scores"),
        ("GET", "/studies/gone/candidates/c/export"),
        ("POST", "/studies/gone/commands"),
    ],
)
def test_a_study_that_is_gone_is_404(api: httpx.Client, method: str, path: str) -> None:
    body = {"type": "start_training", "epochs": 1} if method == "POST" else None
    assert "there is no study 'gone'" in refused(api.request(method, path, json=body), 404)["detail"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "there is nothing at '/api/v1/nothing'"),
        ("/studies/a%20b", 422, "study"),
        ("/studies/{study}/events?after=-1", 422, "'after' is '-1'"),
        ("/studies/{study}/events?limit=100001", 422, "'limit' is '100001'"),
        ("/studies/{study}/events?limit=many", 422, "'limit' is 'many'"),
        ("/studies/{study}/scores", 404, "it has none yet; search first"),
        ("/studies/{study}/scores?iteration=x", 422, "'iteration' is 'x'"),
        ("/studies/{study}/candidates/nobody/export", 404, "no candidate 'nobody'"),
        ("/studies/{study}/candidates/nobody/export?format=python", 422, "choose one of json, weights"),
    ],
)
def test_addresses_that_lead_nowhere(api: httpx.Client, study: str, path: str, status: int, words: str) -> None:
    assert words in refused(api.get(path.format(study=study)), status)["detail"]


def test_a_wrong_method_names_the_right_ones(api: httpx.Client, study: str) -> None:
    assert "it knows GET" in refused(api.put("/health"), 405)["detail"]
    assert refused(api.patch(f"/studies/{study}"), 405)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"type": "start', 400),
        (b"", 422),
        (b"[]", 422),
        (b"null", 422),
        (b'"start_training"', 422),
        (b"[" * 100_000, 400),
        (b'{"a":' * 50_000, 400),
        (b"\xff\xfe\x00", 400),
        (b'{"type": "start_training", "epochs": NaN}', 422),
        (b'{"type": "start_training", "epochs": 1e999}', 422),
        (b'{"type": "start_training", "epochs": ' + b"9" * 5000 + b"}", 400),
        (b'{"type": "start_training", "epochs": 1, "actor": "\\ud800"}', 422),
        (b'{"type": "\\ud800"}', 422),
        (b'{"type": "save_region", "name": "\\u0000", "candidates": ["x"], "\\udfff": 1}', 422),
        (b'{"type": ["start_training"]}', 422),
    ],
)
@pytest.mark.parametrize("route", ["/studies", "/studies/{study}/commands"])
def test_a_malformed_body_is_refused(api: httpx.Client, study: str, route: str, body: bytes, status: int) -> None:
    answer = api.post(route.format(study=study), content=body, headers={"content-type": "application/json"})
    problem = refused(answer, answer.status_code)
    assert answer.status_code in ({status} if "commands" in route else {400, 422}), problem


def test_a_body_that_is_not_said_to_be_json_is_told_so(api: httpx.Client, study: str) -> None:
    answer = api.post(f"/studies/{study}/commands", content=json.dumps({"type": "pause"}))
    assert "content-type: application/json" in refused(answer, 422)["detail"]


def test_a_body_that_is_too_large_is_413_with_or_without_a_length(api: httpx.Client, study: str) -> None:
    large = b" " * (16 * 1024 * 1024 + 1)
    for content in (large, iter([large[: len(large) // 2], large[len(large) // 2 :]])):
        answer = api.post(f"/studies/{study}/commands", content=content, headers={"content-type": "application/json"})
        assert "send less at a time" in refused(answer, 413)["detail"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("epochs", "paths", "candidates", "polygon", "weight", "cell", "name", "parameters", "constraints", "actor")
TYPES = (
    "start_training",
    "focus_region",
    "add_paths",
    "set_constraints",
    "save_region",
    "rename_region",
    "configure_search",
    "finalize",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(TYPES), st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4))
def test_no_command_makes_the_server_fail(shared: Server, study: str, kind: str, fields: dict[str, Any]) -> None:
    with httpx.Client(base_url=shared.api, timeout=30) as client:
        body = json.dumps({"type": kind, **fields})
        headers = {"content-type": "application/json"}
        assert client.post(f"/studies/{study}/commands", content=body, headers=headers).status_code < 500
