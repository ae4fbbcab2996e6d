"""Routes of studies: make, list, read, command, delete."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from nas_navigator.api.answers import json_text
from nas_navigator.api.catalogue import dataset_entry, template_for
from nas_navigator.api.dependencies import MOST_EVENTS, After, Limit, Service, StudyId
from nas_navigator.api.refusals import refusals
from nas_navigator.api.templates import Store, resolved
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas.commands import AnyCommand
from nas_navigator_schemas.configuration import DatasetChoice
from nas_navigator_schemas.events import StudyCreated as StudyCreatedEvent
from nas_navigator_schemas.http import Accepted, CreateStudy, EventPage, StudyCreated, StudyList, StudyState
from nas_navigator_schemas.records import ScoresRecord

At = Annotated[int | None, Query(ge=1, le=2**53 - 1, description="A sequence number of the log; missing: now.")]

router = APIRouter(prefix="/studies", tags=["studies"])


@router.post("", status_code=201, response_model=StudyCreated, responses=refusals(400, 413, 422))
async def create_study(body: CreateStudy, service: Service, templates: Store) -> Response:
    """Makes a study; its map is begun at once."""
    dataset = DatasetChoice(id=body.dataset) if isinstance(body.dataset, str) else body.dataset
    chosen = await resolved(body.template, templates)
    template = await asyncio.to_thread(template_for, chosen, dataset_entry(dataset))
    study = await service.create(
        StudyCreatedEvent(
            name=body.name,
            dataset=dataset,
            template=template,
            training=body.training,
            search=body.search,
            seed=body.seed,
        ),
        body.actor,
    )
    return json_text(f'{{"id":"{study.id}",{study.state()[1:]}', 201)


@router.get("", responses=refusals())
async def list_studies(service: Service) -> StudyList:
    """Every study, newest first."""
    return StudyList(await service.summaries())


@router.get("/{study}", response_model=StudyState, responses=refusals(404, 422))
async def read_study(study: StudyId, service: Service, at: At = None) -> Response:
    """Everything about a study, as of `seq`; with `at`, as it was after that event."""
    return json_text((await service.study(study)).state() if at is None else await service.past(study, at))


@router.delete("/{study}", status_code=204, responses=refusals(404, 422))
async def delete_study(study: StudyId, service: Service) -> None:
    """Forgets a study and what only it refers to."""
    await service.delete(study)


@router.post("/{study}/commands", status_code=202, responses=refusals(400, 404, 409, 413, 422))
async def command(study: StudyId, body: Annotated[AnyCommand, Body()], service: Service) -> Accepted:
    """Does a command, or refuses it as a whole."""
    return await service.command(study, body)


@router.get("/{study}/events", response_model=EventPage, responses=refusals(404, 422))
async def read_events(study: StudyId, service: Service, after: After = 0, limit: Limit = MOST_EVENTS) -> Response:
    """The log: facts in order."""
    events, last = await service.events(study, after, limit)
    return json_text(EventPage.model_construct(events=events, last_seq=last).model_dump_json())


@router.get("/{study}/scores", response_model=ScoresRecord, responses=refusals(404, 422))
async def read_scores(
    study: StudyId,
    service: Service,
    iteration: Annotated[int | None, Query(ge=0, le=2**53 - 1, description="From 0; missing: the newest.")] = None,
) -> Response:
    """The scores of every path after an iteration."""
    scores = (await service.study(study)).records.scores
    known = {record.iteration: record for record in scores.values()}
    wanted = max(known, default=0) if iteration is None else iteration
    if wanted not in known:
        has = f"it has those of 0 to {max(known)}" if known else "it has none yet; search first"
        raise Refusal(404, "No such scores", f"the study has no scores of iteration {wanted}; {has}", "iteration")
    return json_text(known[wanted].model_dump_json())
