"""Whatever is asked of any route: never a failure of the server, and every refusal a problem that the document names.

The requests are drawn from the published description, some as it allows and some as it forbids. They go to a server
that needs a token, with the token and without.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from nas_navigator.api.app import create_app
from nas_navigator.api.security import OPEN_PATHS
from nas_navigator.api.settings import Settings
from nas_navigator_schemas.http import Problem
from tests.e2e.stored import stored_study
from tests.server import start_server

Operation = APIOperation[Any, Any, Any, Any]

PROBLEM = Draft202012Validator(Problem.model_json_schema())
NO_SUCH_ROUTE = {404, 405}
"""An id with a slash in it leads to another route, or to none."""
FEW, VERY_FEW, MANY = 12, 4, 150
"""Requests of a route in either way: in `make test`, there where templates must be drawn, and in `make acceptance`."""


@schemathesis.serializer("application/zip")
def _as_bytes(_context: object, value: Any) -> dict[str, bytes]:
    return {"data": value if isinstance(value, bytes) else str(value).encode()}


SCHEMA = schemathesis.openapi.from_dict(create_app(Settings(data_dir=Path("unused"))).openapi())
OPERATIONS: dict[str, Operation] = {result.ok().label: result.ok() for result in SCHEMA.get_all_operations()}
JSON = "application/json"


def ways(operation: Operation) -> list[tuple[str, str]]:
    """Where nothing is to be said nothing wrong can be, and of bytes no description says which are wrong."""
    wrong = operation.path_parameters or operation.query or any(body.media_type == JSON for body in operation.body)
    return [(operation.label, "allowed"), *([(operation.label, "forbidden")] if wrong else [])]


WAYS = [way for operation in OPERATIONS.values() for way in ways(operation)]
MODES = {"allowed": GenerationMode.POSITIVE, "forbidden": GenerationMode.NEGATIVE}


@dataclass(frozen=True)
class Target:
    """A server, sessions with its token and without, and what exists there by its name in addresses."""

    url: str
    known: requests.Session
    stranger: requests.Session
    ids: dict[str, str]

    def ask(self, case: Case, real: bool, session: requests.Session) -> Response:
        """The answer to a request; a real one is for what exists."""
        if real:
            case.path_parameters = {name: self.ids.get(name, value) for name, value in case.path_parameters.items()}
        return case.call(base_url=self.url, session=session, timeout=60)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server with a study that was trained, searched and finished."""
    data = tmp_path_factory.mktemp("any") / "data"
    ids = {"study": stored_study(data), "dataset": "digits"}
    with (
        start_server(data, "--host", "0.0.0.0") as server,
        requests.Session() as known,
        requests.Session() as stranger,
    ):
        known.headers["authorization"] = f"Bearer {server.token}"
        url = server.url.replace("0.0.0.0", "127.0.0.1")
        records = known.get(f"{url}/api/v1/studies/{ids['study']}").json()["records"]
        file = {"name": "Saved", "template": known.get(f"{url}/api/v1/studies/{ids['study']}/template").json()}
        ids["candidate"] = next(key for key, record in records["candidates"].items() if record["evaluated"])
        ids["template"] = known.post(f"{url}/api/v1/templates", json=file).json()["id"]
        yield Target(url, known, stranger, ids)


def check(operation: Operation, case: Case, response: Response) -> None:
    """No failure; what is refused is a problem, and what is answered is as the document says."""
    case.validate_response(response, checks=[not_a_server_error])
    documented = operation.definition.raw["responses"]
    if response.status_code < 400:
        assert str(response.status_code) in documented, response.status_code
        case.validate_response(response, checks=[content_type_conformance, response_schema_conformance])
        return
    assert response.headers["content-type"] == ["application/problem+json"], response.headers
    PROBLEM.validate(response.json())
    assert str(response.status_code) in documented or response.status_code in NO_SUCH_ROUTE, response.text


def draw(operation: Operation, mode: GenerationMode, count: int, judge: Callable[[Case, bool], None]) -> None:
    """Has so many requests judged, half of them for what exists. What is deleted is never what the others ask for."""
    strategy, real = operation.as_strategy(mode), st.just(False) if operation.method == "delete" else st.booleans()
    limits = settings(
        max_examples=count, deadline=None, derandomize=True, database=None, suppress_health_check=[*HealthCheck]
    )
    limits(given(strategy, real)(judge))()


def ask_as_known(label: str, way: str, count: int, target: Target) -> None:
    operation = OPERATIONS[label]

    def judge(case: Case, real: bool) -> None:
        check(operation, case, target.ask(case, real, target.known))

    draw(operation, MODES[way], count, judge)


@pytest.mark.parametrize(("label", "way"), WAYS)
def test_every_request_is_answered_or_refused_as_the_document_says(label: str, way: str, target: Target) -> None:
    draws_templates = "/templates" in label and OPERATIONS[label].body
    ask_as_known(label, way, VERY_FEW if draws_templates else FEW, target)


@pytest.mark.acceptance
@pytest.mark.parametrize(("label", "way"), WAYS)
def test_so_are_many_requests(label: str, way: str, target: Target) -> None:
    ask_as_known(label, way, MANY, target)


def test_without_the_token_every_route_refuses_whatever_is_asked(target: Target) -> None:
    def judge_of(operation: Operation) -> Callable[[Case, bool], None]:
        def judge(case: Case, real: bool) -> None:
            response = target.ask(case, real, target.stranger)
            check(operation, case, response)
            assert response.status_code == (200 if operation.full_path in OPEN_PATHS else 401)

        return judge

    for operation in OPERATIONS.values():
        draw(operation, GenerationMode.POSITIVE, 2, judge_of(operation))
