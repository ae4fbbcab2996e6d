"""Routes of templates: the gallery, what is saved, exported and imported, and drafts that no study uses yet."""

import asyncio
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Depends, Header, Path, Response
from fastapi.requests import HTTPConnection

from nas_navigator.api.answers import json_text
from nas_navigator.api.cards import Cards
from nas_navigator.api.catalogue import built, dataset_entry, gallery, shown
from nas_navigator.api.dependencies import CandidateId, Service, StudyId
from nas_navigator.api.export import exported_candidate, named
from nas_navigator.api.refusals import refusals
from nas_navigator.spaces import library
from nas_navigator.spaces.catalogue import TEMPLATES
from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.validity import check_template
from nas_navigator.storage.templates import SavedTemplate, SqlTemplateStore
from nas_navigator.study.opened import now
from nas_navigator.study.records import steered, template_of
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas._base import Id
from nas_navigator_schemas.configuration import DatasetChoice
from nas_navigator_schemas.http import AnyTemplate
from nas_navigator_schemas.library import (
    BuildTemplate,
    EditTemplate,
    TemplateBuilt,
    TemplateFile,
    TemplateList,
    TemplateSummary,
)
from nas_navigator_schemas.templates import Template

router = APIRouter(tags=["templates"])


def _cards(connection: HTTPConnection) -> Cards:
    cards: Cards = connection.app.state.cards
    return cards


def _store(cards: Annotated[Cards, Depends(_cards)]) -> SqlTemplateStore:
    return cards.store


Store = Annotated[SqlTemplateStore, Depends(_store)]
IfMatch = Annotated[
    str | None, Header(description="The ETag of what is replaced; refused where another is there by now.")
]
TemplateId = Annotated[Id, Path(description="The saved template's id.")]


@router.get("/templates", responses=refusals())
async def list_templates(cards: Annotated[Cards, Depends(_cards)]) -> TemplateList:
    """Those of the catalogue as their defaults make them, then the saved ones, newest first."""
    return TemplateList((*await asyncio.to_thread(gallery), *await cards.all()))


@router.post("/templates", status_code=201, responses=refusals(400, 409, 413, 422))
async def save_template(body: TemplateFile, store: Store) -> TemplateSummary:
    """Saves or imports a whole template, under an id of its own."""
    saved = await asyncio.to_thread(_saved, f"t{uuid4().hex[:11]}", body)
    await store.add(saved)
    return shown(saved)


@router.put("/templates/{template}", responses=refusals(400, 404, 412, 413, 422))
async def replace_template(
    template: TemplateId, body: TemplateFile, store: Store, response: Response, if_match: IfMatch = None
) -> TemplateSummary:
    """Saves a template in the place of the one of that id; studies that began with it stay as they are."""
    saved = await asyncio.to_thread(_saved, template, body)
    expected = None if if_match is None or if_match == "*" else if_match.strip('"')
    match await store.replace(saved, expected):
        case "missing":
            raise _unknown(template)
        case "overtaken":
            detail = f"template '{template}' was saved by somebody else meanwhile; look again, or save yours as a copy"
            raise Refusal(412, "Not saved", detail)
        case _:
            response.headers["ETag"] = f'"{saved.saved_at}"'
            return shown(saved)


@router.get("/templates/{template}", response_model=TemplateFile, responses=refusals(404, 422))
async def export_template(template: TemplateId, store: Store) -> Response:
    """A saved template as a file, which `POST /templates` takes."""
    saved = await store.get(template)
    if saved is None:
        raise _unknown(template)
    text = saved.file.model_dump_json(indent=2)
    headers = {**named(f"{template}.json"), "ETag": f'"{saved.saved_at}"'}
    return Response(text, headers=headers, media_type="application/json")


@router.delete("/templates/{template}", status_code=204, responses=refusals(404, 422))
async def delete_template(template: TemplateId, store: Store) -> None:
    """Forgets a saved template; studies that began with it stay as they are."""
    if not await store.delete(template):
        raise _unknown(template)


@router.post("/templates/build", responses=refusals(400, 413, 422))
def build(body: BuildTemplate) -> TemplateBuilt:
    """A template of the catalogue as these parameters make it; nothing is kept."""
    return built(body.template, dataset_entry(DatasetChoice(id=body.dataset)))


@router.post("/templates/edit", response_model=Template, responses=refusals(400, 413, 422))
def edit(body: EditTemplate) -> Response:
    """A whole template after a command; nothing is kept."""
    return json_text(library.edited(body.template, body.command).model_dump_json())


@router.get("/studies/{study}/template", response_model=Template, responses=refusals(404, 422))
async def study_template(study: StudyId, service: Service) -> Response:
    """The study's template as it is now, without the paths that were removed."""
    records = (await service.study(study)).records
    removed, _ = steered(records)
    template = await asyncio.to_thread(library.without, template_of(records), removed)
    return json_text(template.model_dump_json())


@router.get(
    "/studies/{study}/candidates/{candidate}/template", response_model=Template, responses=refusals(404, 409, 422)
)
async def candidate_template(study: StudyId, candidate: CandidateId, service: Service) -> Response:
    """A template around a candidate: the edges that it uses, each with every operation."""
    records = (await service.study(study)).records
    active = exported_candidate(records, candidate).candidate.paths
    template = await asyncio.to_thread(library.with_alternatives, template_of(records), active)
    return json_text(template.model_dump_json())


async def resolved(template: AnyTemplate, store: SqlTemplateStore) -> AnyTemplate:
    """What a new study asks for, a saved template in the place of its id.

    Raises:
        SpaceError: parameters are given for a saved template.
    """
    if isinstance(template, Template):
        return template
    identifier, parameters = (template, {}) if isinstance(template, str) else (template.id, template.parameters)
    saved = None if identifier in TEMPLATES else await store.get(identifier)
    if saved is None:
        return template
    if parameters:
        raise SpaceError(f"template '{identifier}' was saved whole and takes no parameters; leave them out", "template")
    return saved.file.template


def _saved(identifier: str, file: TemplateFile) -> SavedTemplate:
    """What is to be kept; the template inside bears the name and the id under which it is saved."""
    check_template(file.template)
    whole = file.template.model_copy(update={"id": identifier, "name": file.name})
    return SavedTemplate(identifier, now(), file.model_copy(update={"template": whole}))


def _unknown(template: str) -> Refusal:
    if template in TEMPLATES:
        detail = f"template '{template}' is part of the catalogue; only saved ones can be exported or changed"
    else:
        detail = f"there is no saved template '{template}'; it may have been deleted"
    return Refusal(404, "No such template", detail, "template")
