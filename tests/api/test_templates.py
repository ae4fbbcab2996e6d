"""Templates over HTTP: the gallery, saving, importing and exporting, drafts, and studies that begin with them."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.test_refusals import refused
from tests.client import StudyClient
from tests.server import Server, start_server

BLANK = {"cells": ["normal"], "nodes": 1, "operations": ["skip_connect"], "inputs_per_node": [1, 2]}


def built(api: httpx.Client, dataset: str = "digits", **parameters: Any) -> dict[str, Any]:
    body = {"dataset": dataset, "template": {"id": "cells", "parameters": {**BLANK, **parameters}}}
    answer = api.post("/templates/build", json=body)
    assert answer.status_code == 200, answer.text
    template: dict[str, Any] = answer.json()["template"]
    return template


def save(api: httpx.Client, name: str = "Mine", **fields: Any) -> dict[str, Any]:
    answer = api.post("/templates", json={"name": name, "template": built(api), **fields})
    assert answer.status_code == 201, answer.text
    summary: dict[str, Any] = answer.json()
    return summary


def test_the_gallery_shows_those_of_the_catalogue_and_the_saved_ones(api: httpx.Client) -> None:
    mine = save(api, description="one node")
    listed = {each["id"]: each for each in api.get("/templates").json()}
    cells = listed["cells"]
    assert (cells["saved"], cells["paths"], cells["channels"]) == (False, 252, 8)
    assert cells["datasets"] == ["digits", "fashion_mnist"]
    assert [cell["kind"] for cell in cells["cells"]] == ["normal", "reduction", "normal"]
    assert listed[mine["id"]] == mine
    assert (mine["saved"], mine["paths"], mine["datasets"]) == (True, 2, ["digits"])
    assert mine["cells"] == [{"kind": "normal", "tied": False, "nodes": [{"skip_connect": 2}]}]


def test_an_exported_template_can_be_imported_as_it_is(api: httpx.Client) -> None:
    mine = save(api)
    exported = api.get(f"/templates/{mine['id']}")
    assert f'filename="{mine["id"]}.json"' in exported.headers["content-disposition"]
    assert exported.json()["template"]["name"] == "Mine"
    again = api.post("/templates", content=exported.content, headers={"content-type": "application/json"})
    assert again.status_code == 201
    assert again.json()["id"] != mine["id"]
    assert again.json()["cells"] == mine["cells"]


def test_a_saved_template_is_replaced_and_deleted(api: httpx.Client) -> None:
    mine = save(api)
    bigger = {"name": "Bigger", "template": built(api, nodes=2)}
    assert api.put(f"/templates/{mine['id']}", json=bigger).json()["paths"] == 5
    assert api.get(f"/templates/{mine['id']}").json()["name"] == "Bigger"
    assert api.delete(f"/templates/{mine['id']}").status_code == 204
    for answer in (
        api.get(f"/templates/{mine['id']}"),
        api.delete(f"/templates/{mine['id']}"),
        api.put(f"/templates/{mine['id']}", json=bigger),
    ):
        assert "it may have been deleted" in refused(answer, 404)["detail"]
    assert "part of the catalogue" in refused(api.delete("/templates/cells"), 404)["detail"]


def test_of_two_who_change_a_template_the_second_does_not_undo_the_first(api: httpx.Client) -> None:
    place = f"/templates/{save(api)['id']}"
    seen = api.get(place).headers["etag"]
    first = api.put(place, json={"name": "First", "template": built(api)}, headers={"if-match": seen})
    assert first.status_code == 200
    second = {"name": "Second", "template": built(api)}
    late = api.put(place, json=second, headers={"if-match": seen})
    assert "was saved by somebody else meanwhile" in refused(late, 412)["detail"]
    assert api.get(place).json()["name"] == "First"
    assert api.put(place, json=second, headers={"if-match": first.headers["etag"]}).status_code == 200
    assert api.put(place, json=second, headers={"if-match": "*"}).status_code == 200


def test_a_study_begins_with_a_saved_template(api: httpx.Client) -> None:
    mine = save(api)
    study = {"name": "S", "dataset": "digits", "template": mine["id"]}
    created = api.post("/studies", json=study)
    assert created.status_code == 201, created.text
    (record,) = created.json()["records"]["study"].values()
    assert (record["template"]["name"], record["template"]["id"]) == ("Mine", mine["id"])
    assert len(created.json()["records"]["paths"]) == 2
    problem = refused(api.post("/studies", json={**study, "dataset": "fashion_mnist"}), 422)
    assert problem["field"] == "template"
    assert "template 'Mine' reads 1x8x8" in problem["detail"]
    with_parameters = {"id": mine["id"], "parameters": {"nodes": 3}}
    assert (
        "takes no parameters"
        in refused(api.post("/studies", json={**study, "template": with_parameters}), 422)["detail"]
    )
    api.delete(f"/templates/{mine['id']}")
    assert "is not known" in refused(api.post("/studies", json=study), 422)["detail"]


def test_a_draft_is_edited_without_being_kept(api: httpx.Client) -> None:
    before = api.get("/templates").json()
    draft = built(api)
    command = {"type": "add_cell", "kind": "reduction", "position": 1, "nodes": 2}
    answer = api.post("/templates/edit", json={"template": draft, "command": command})
    assert answer.status_code == 200, answer.text
    assert [cell["kind"] for cell in answer.json()["cells"]] == ["normal", "reduction"]
    assert api.get("/templates").json() == before
    command = {"type": "remove_cell", "cell": "c0"}
    problem = refused(api.post("/templates/edit", json={"template": draft, "command": command}), 422)
    assert problem["detail"] == "cell 'c0' is the last one; add another before you remove it"
    command = {"type": "fix_paths", "paths": ["p0"]}
    problem = refused(api.post("/templates/edit", json={"template": draft, "command": command}), 422)
    assert "'fix_paths' is not known; choose one of 'add_cell'" in problem["detail"]


def test_a_built_template_says_what_it_will_be(api: httpx.Client) -> None:
    body = {"dataset": "fashion_mnist", "template": {"id": "cells", "parameters": {"nodes": 2}}}
    summary = api.post("/templates/build", json=body).json()["summary"]
    assert (summary["paths"], summary["channels"], summary["datasets"]) == (90, 16, ["fashion_mnist"])
    wrong = {**body, "template": {"id": "cells", "parameters": {"nodes": 99}}}
    assert refused(api.post("/templates/build", json=wrong), 422)["field"] == "nodes"
    assert refused(api.post("/templates/build", json={**body, "dataset": "x"}), 422)["field"] == "dataset"


def test_a_study_and_its_candidates_become_templates(api: httpx.Client, study: str) -> None:
    records = api.get(f"/studies/{study}").json()["records"]
    removed = next(iter(records["paths"]))
    api.post(f"/studies/{study}/commands", json={"type": "remove_paths", "paths": [removed]})
    now = api.get(f"/studies/{study}/template").json()
    assert {path["id"] for path in now["paths"]} == records["paths"].keys() - {removed}
    assert api.post("/templates", json={"name": "Pruned", "template": now}).status_code == 201
    refused(api.get("/studies/none/template"), 404)


def test_a_candidate_becomes_a_template_of_its_edges_with_every_operation(
    api: httpx.Client, shared: Server, study: str
) -> None:
    with StudyClient(shared.url, study) as client:
        client.wait(lambda c: bool(c.records["candidates"]))
        candidate, record = next(iter(client.records["candidates"].items()))
        paths = client.records["paths"]
    template = api.get(f"/studies/{study}/candidates/{candidate}/template").json()
    edges = {edge(paths[path]) for path in record["paths"]}
    assert {edge(path) for path in template["paths"]} == edges
    assert len(template["paths"]) == 6 * len(edges)
    assert set(record["paths"]) <= {path["id"] for path in template["paths"]}
    assert api.post("/templates", json={"name": "Around one", "template": template}).status_code == 201
    refused(api.get(f"/studies/{study}/candidates/none/template"), 404)


def edge(path: dict[str, Any]) -> tuple[str, str, str]:
    return path["cell"], path["source"], path["target"]


def test_a_template_of_another_version_is_left_out_of_the_gallery_and_said_to_be_unreadable(tmp_path: Path) -> None:
    with start_server(tmp_path / "data") as server, httpx.Client(base_url=server.api) as api:
        old, mine = save(api, "Old"), save(api)
        assert {old["id"], mine["id"]} <= {each["id"] for each in api.get("/templates").json()}
    with sqlite3.connect(tmp_path / "data" / "studies.sqlite") as database:
        change = "UPDATE templates SET body = json_remove(body, '$.template.channels') WHERE id = ?"
        database.execute(change, (old["id"],))
    with start_server(tmp_path / "data") as server, httpx.Client(base_url=server.api) as api:
        assert [each["id"] for each in api.get("/templates").json() if each["saved"]] == [mine["id"]]
        detail = refused(api.get(f"/templates/{old['id']}"), 503)["detail"]
        assert detail.startswith(f"template '{old['id']}' was written by another version, or is damaged: ")
        assert "template.channels: field required" in detail
        assert f"not in the gallery: template '{old['id']}'" in server.log()
        assert api.delete(f"/templates/{old['id']}").status_code == 204


def test_hostile_templates_are_refused_in_words(api: httpx.Client) -> None:
    good = built(api)
    before = api.get("/templates").json()
    deep = "[" * 100_000
    huge = {**good, "paths": good["paths"] * 20_000}
    path = good["paths"][0]
    for template in (
        {},
        [],
        None,
        "cells",
        deep,
        huge,
        {**good, "cells": []},
        {**good, "paths": []},
        {**good, "paths": [path, path]},
        {**good, "cells": [good["cells"][0]] * 2},
        {**good, "cells": [{**good["cells"][0], "id": "../../c0"}]},
        {**good, "id": "../../escaped"},
        {**good, "paths": [{**path, "source": "n0"}]},
        {**good, "paths": [{**path, "cell": "c9"}]},
        {**good, "paths": [{**path, "operation": "os.system"}]},
        {**good, "paths": [{**path, "parameters": {"kernel": float("1e308")}}]},
        {**good, "next_path": 0},
        {**good, "channels": 10**9},
        {**good, "cells": [{**good["cells"][0], "tied_to": "c0"}]},
        {**good, "cells": [{**good["cells"][0], "kind": "settings"}]},
        {**good, "cells": [{**good["cells"][0], "inputs": ["c0", "../../etc"]}]},
        {**good, "outputs": [{**good["outputs"][0], "reads": "c9"}]},
        {**good, "extra": 1},
    ):
        for address, body in (
            ("/templates", {"name": "Bad", "template": template}),
            ("/templates/edit", {"template": template, "command": {"type": "remove_cell", "cell": "c0"}}),
        ):
            answer = api.post(address, json=body)
            assert answer.status_code in (413, 422), answer.text
            refused(answer, answer.status_code)
    assert api.get("/templates").json() == before


@pytest.mark.parametrize("body", ["", "{", "nonsense", "[" * 100_000, '{"a":' * 50_000, json.dumps("x" * 17_000_000)])
@pytest.mark.parametrize("address", ["/templates", "/templates/edit", "/templates/build"])
def test_a_file_that_is_no_template_is_refused_in_words(api: httpx.Client, address: str, body: str) -> None:
    answer = api.post(address, content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 413, 422), answer.text
    refused(answer, answer.status_code)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"description": "x" * 401}, "description"),
        ({"format": "nas-navigator candidate"}, "format"),
        ({"version": 2}, "version"),
    ],
)
def test_a_file_of_another_kind_is_refused(api: httpx.Client, change: dict[str, Any], field: str) -> None:
    answer = api.post("/templates", json={"name": "Mine", "template": built(api), **change})
    assert refused(answer, 422)["field"] == field


def test_a_row_of_the_list_says_how_far_a_study_is(api: httpx.Client, study: str) -> None:
    (row,) = [each for each in api.get("/studies").json() if each["id"] == study]
    assert (row["phase"], row["trained_epochs"], row["done"], row["total"]) == ("idle", 0, None, None)
