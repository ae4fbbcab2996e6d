"""Refusals as RFC 9457 problems: every layer's exception is mapped here, once."""

import json
import logging
import re
from heapq import nlargest
from http import HTTPStatus
from typing import Any, get_args

from fastapi import FastAPI, Request, WebSocket
from fastapi.exceptions import RequestValidationError, WebSocketRequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import Response

from nas_navigator.api.headers import SECURITY_HEADERS
from nas_navigator.datasets.errors import DatasetError
from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.queries.errors import QueryError
from nas_navigator.storage.errors import ArchiveError, StorageError, StorageFullError, StorageUnavailableError
from nas_navigator.strategies.errors import StrategyError
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas.commands import AnyCommand
from nas_navigator_schemas.http import Problem

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
LONGEST_VALUE = 120
MOST_TOLD = 20
"""Mistakes of a request that are put in words."""
COMMANDS = frozenset(kind.model_fields["type"].default for kind in get_args(get_args(AnyCommand)[0]))
"""Types of commands, which stand in a location as members of a union."""
PLAIN_TYPES = frozenset({"bool", "int", "float", "str"})
RULES = {
    "tuple_type": "input should be a list",
    "dict_type": "input should be an object",
    "model_type": "input should be an object",
    "model_attributes_type": "input should be an object",
}
"""Rules that would else be told in Python's words, not in JSON's."""
_FIELD = re.compile(r"[a-z_][a-z0-9_]*|\d+")


def problem(status: int, detail: str, title: str | None = None, field: str | None = None, **extra: Any) -> Response:
    """The response that refuses."""
    phrase = HTTPStatus(status).phrase
    content = Problem(title=title or phrase, status=status, detail=detail, field=field, **extra).model_dump()
    return Response(json.dumps(content, allow_nan=False), status_code=status, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Has the app answer every exception with a problem."""
    app.add_exception_handler(Refusal, _refusal)
    for kind in (SpaceError, DatasetError, StrategyError):
        app.add_exception_handler(kind, _wrong)
    app.add_exception_handler(QueryError, _unread)
    app.add_exception_handler(StorageError, _storage)
    app.add_exception_handler(StorageFullError, _full)
    app.add_exception_handler(ArchiveError, _archive)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(WebSocketRequestValidationError, _stream_validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _refusal(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return problem(error.status, error.detail, error.title, error.field)


def _wrong(_request: Request, error: Exception) -> Response:
    assert isinstance(error, SpaceError | DatasetError | StrategyError)
    return problem(422, error.detail, "Not possible", error.field)


def _unread(_request: Request, error: Exception) -> Response:
    assert isinstance(error, QueryError)
    return problem(422, error.detail, "The query cannot be read", error.field, at=error.at)


def _storage(_request: Request, error: Exception) -> Response:
    assert isinstance(error, StorageError)
    log.error("storage: %s (%s)", error.detail, error.said or "no more is known")
    title = "Cannot be kept or read now" if isinstance(error, StorageUnavailableError) else "The data cannot be used"
    return problem(503, error.detail, title)


def _full(_request: Request, error: Exception) -> Response:
    assert isinstance(error, StorageFullError)
    return problem(409, error.detail, "No room for more")


def _archive(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ArchiveError)
    return problem(422, error.detail, "The archive cannot be read")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = str(error.detail)
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "other methods")
        detail = f"{request.method} is not allowed at '{request.url.path}'; it knows {allowed}"
    response = problem(error.status_code, detail)
    response.headers.update(error.headers or {})
    return response


def _unexpected(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    response = problem(500, "the server failed at this request; its log says why", "The server failed")
    # Made outside of every middleware, which would add them.
    response.headers.update(SECURITY_HEADERS)
    return response


async def _stream_validation(socket: WebSocket, error: Exception) -> None:
    await socket.send_denial_response(_validation(socket, error))


def _validation(_connection: HTTPConnection, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError | WebSocketRequestValidationError)
    # What does not fit a choice fits none of its members; the member that fits furthest is the one that was meant.
    deepest = nlargest(MOST_TOLD, error.errors(), key=lambda item: len(item["loc"]))
    found = [_described(item) for item in deepest]
    first = found[0]
    status = 400 if any(item["type"] == "json_invalid" for item in deepest) else 422
    return problem(status, first["message"], "Not a valid request", first["field"], errors=tuple(found))


def _described(item: dict[str, Any]) -> dict[str, Any]:
    """One pydantic error in words: the field, its value, and the rule that it breaks."""
    field = _field(item)
    context = item.get("ctx", {})
    if item["type"] == "json_invalid":
        return {"field": None, "message": f"the body is not JSON: {context.get('error', item['msg'])}"}
    if isinstance(item.get("input"), bytes):
        return {"field": None, "message": "the body is not read as JSON; send content-type: application/json"}
    if item["type"] == "union_tag_invalid":
        discriminator = str(context["discriminator"]).strip("'")
        message = f"{discriminator} '{context['tag']}' is not known; choose one of {context['expected_tags']}"
        return {"field": discriminator, "message": message}
    if item["type"] == "union_tag_not_found":
        discriminator = str(context["discriminator"]).strip("'")
        return {"field": discriminator, "message": f"'{discriminator}' is missing; it says what is asked"}
    if item["type"] == "missing":
        what = f"'{field}' is missing" if field else "the request has no body; send a JSON object"
        return {"field": field, "message": what}
    if item["type"] == "extra_forbidden":
        return {"field": field, "message": f"'{field}' is no field of this request; leave it out"}
    rule = RULES.get(item["type"]) or item["msg"][0].lower() + item["msg"][1:]
    return {"field": field, "message": f"{_subject(field)} is {_shown(item.get('input'))}: {rule}"}


JSON_NAMES = {"None": "null", "True": "true", "False": "false"}


def _subject(field: str | None) -> str:
    return f"'{field}'" if field else "the request"


def _field(item: dict[str, Any]) -> str | None:
    """The dotted name of the field: where it stands in what was sent, without the members of unions that were tried."""
    location = [str(part) for part in item["loc"]]
    names = [part for part in location[1:] if part not in COMMANDS and _FIELD.fullmatch(part)]
    while names and names[-1] in PLAIN_TYPES:
        names.pop()
    return ".".join(names)[:200] or None


def _shown(value: Any) -> str:
    """As it was sent, but the names that Python gives to what JSON calls otherwise."""
    text = JSON_NAMES[str(value)] if value is None or isinstance(value, bool) else repr(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
