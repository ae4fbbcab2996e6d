"""The published description of the routes is complete: every one, with every refusal that it can give."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from nas_navigator.api.app import create_app
from nas_navigator.api.settings import Settings

DOCUMENT: dict[str, Any] = create_app(Settings(data_dir=Path("unused"))).openapi()
ROUTES = {
    f"{method.upper()} {path.removeprefix('/api/v1')}": operation
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
}
EVERYWHERE = {"401", "403", "421", "503"}
REFUSALS = {
    "GET /health": set(),
    "GET /catalogue": set(),
    "GET /datasets/{dataset}/samples": {"404", "422"},
    "GET /templates": set(),
    "POST /templates": {"400", "409", "413", "422"},
    "POST /templates/build": {"400", "413", "422"},
    "POST /templates/edit": {"400", "413", "422"},
    "GET /templates/{template}": {"404", "422"},
    "PUT /templates/{template}": {"400", "404", "412", "413", "422"},
    "DELETE /templates/{template}": {"404", "422"},
    "GET /studies/{study}/template": {"404", "422"},
    "GET /studies/{study}/candidates/{candidate}/template": {"404", "409", "422"},
    "POST /studies": {"400", "413", "422"},
    "GET /studies": set(),
    "GET /studies/{study}": {"404", "422"},
    "DELETE /studies/{study}": {"404", "422"},
    "POST /studies/{study}/commands": {"400", "404", "409", "413", "422"},
    "GET /studies/{study}/events": {"404", "422"},
    "GET /studies/{study}/scores": {"404", "422"},
    "GET /studies/{study}/scores/history": {"404", "422"},
    "GET /studies/{study}/effects": {"404", "422"},
    "GET /studies/{study}/archive": {"404", "422"},
    "POST /studies/import": {"409", "413", "422"},
    "POST /studies/{study}/select": {"400", "404", "413", "422"},
    "POST /studies/{study}/sets": {"400", "404", "413", "422"},
    "GET /studies/{study}/candidates/{candidate}/export": {"404", "409", "422"},
}


def test_every_route_is_described_and_no_other() -> None:
    assert set(ROUTES) == set(REFUSALS)


@pytest.mark.parametrize("route", sorted(REFUSALS))
def test_a_route_names_its_refusals(route: str) -> None:
    responses = ROUTES[route]["responses"]
    refusals = {status for status in responses if status >= "400"}
    assert refusals == REFUSALS[route] | EVERYWHERE
    for status in refusals:
        schema = responses[status]["content"]["application/problem+json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Problem"}
        assert set(responses[status]["content"]) == {"application/problem+json"}


@pytest.mark.parametrize("route", sorted(REFUSALS))
def test_a_route_describes_its_answer_and_itself(route: str) -> None:
    assert ROUTES[route]["summary"]
    assert ROUTES[route]["description"]
    (success,) = [response for status, response in ROUTES[route]["responses"].items() if status.startswith("2")]
    if not route.startswith("DELETE "):
        (media,) = [kind for kind in success["content"] if kind in ("application/json", "image/png", "application/zip")]
        assert success["content"][media]["schema"]


def test_every_reference_in_the_document_leads_somewhere() -> None:
    known = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    assert set(references(DOCUMENT)) <= known


def references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [found for item in node for found in references(item)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return own + [found for item in node.values() for found in references(item)]


def test_every_schema_of_the_document_is_one() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_the_server_and_the_command_line_never_load_what_only_workers_need() -> None:
    code = (
        "import sys, nas_navigator.cli, nas_navigator.api.server, nas_navigator.api.offline;"
        "from nas_navigator.api.catalogue import catalogue; catalogue();"
        "print([name for name in ('torch', 'torchvision', 'sklearn', 'scipy') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
