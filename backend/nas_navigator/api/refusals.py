"""What the OpenAPI document says about refusals, so that every route names its own."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI

from nas_navigator.api.problems import MEDIA_TYPE
from nas_navigator_schemas.http import Problem

Responses = dict[int | str, dict[str, Any]]
SCHEMA = {"$ref": "#/components/schemas/Problem"}


def refusals(*statuses: int) -> Responses:
    """The `responses` of a route that can refuse with these statuses, beside what any route can."""
    every = sorted({*statuses, 401, 403, 421, 503})
    return {status: {"description": HTTPStatus(status).phrase, "content": _content()} for status in every}


def _content() -> dict[str, Any]:
    return {MEDIA_TYPE: {"schema": SCHEMA}}


def describe(app: FastAPI) -> None:
    """Has the document hold `Problem`, and no other shape of a refusal."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        return document

    app.openapi = openapi  # type: ignore[method-assign]
