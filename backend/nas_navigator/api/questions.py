"""Routes of questions about a study that change nothing: queries, set operations, how scores came about.

They are answered in a thread: with 10,000 candidates an answer takes longer than other readers should wait.
"""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Response

from nas_navigator.api.dependencies import Service, StudyId
from nas_navigator.api.refusals import refusals
from nas_navigator.objectives import catalogue as objectives
from nas_navigator.spaces.queries.evaluation import select_candidates, select_paths
from nas_navigator.spaces.sets import set_operation
from nas_navigator.study.history import scores_history
from nas_navigator_schemas._base import Id
from nas_navigator_schemas.http import ScoresHistory, Selected, SelectRequest, SetRequest, SetResult
from nas_navigator_schemas.records import Records

router = APIRouter(prefix="/studies", tags=["questions"])

MOST_PATHS = 20
"""Paths whose history is asked for at a time."""


@router.post("/{study}/select", response_model=Selected, responses=refusals(400, 404, 413, 422))
async def select(study: StudyId, body: SelectRequest, service: Service) -> Response:
    """Which candidates, or which paths, a query is true of. Changes nothing."""
    return _json(await asyncio.to_thread(_selected, (await service.study(study)).records, body))


@router.post("/{study}/sets", response_model=SetResult, responses=refusals(400, 404, 413, 422))
async def sets(study: StudyId, body: SetRequest, service: Service) -> Response:
    """What the candidates of some regions have in common. Changes nothing."""
    return _json(await asyncio.to_thread(_compared, (await service.study(study)).records, body))


@router.get("/{study}/scores/history", response_model=ScoresHistory, responses=refusals(404, 422))
async def read_scores_history(
    study: StudyId,
    service: Service,
    path: Annotated[list[Id], Query(min_length=1, max_length=MOST_PATHS, description="Ids of paths; repeatable.")],
) -> Response:
    """The scores of a few paths after each iteration, as columns."""
    return _json(scores_history((await service.study(study)).records, path).model_dump_json())


def _selected(records: Records, body: SelectRequest) -> str:
    if body.of == "paths":
        return Selected.model_construct(paths=select_paths(records, body.query)).model_dump_json()
    known = tuple(entry.id for entry in objectives.entries())
    return Selected.model_construct(candidates=select_candidates(records, body.query, known)).model_dump_json()


def _compared(records: Records, body: SetRequest) -> str:
    return set_operation(records, body).model_dump_json()


def _json(text: str) -> Response:
    return Response(text, media_type="application/json")
