"""Routes of questions about a study that change nothing: queries, set operations, how scores came about, effects.

They are answered in threads of their own: with 10,000 candidates an answer takes longer than other readers, or the work
that a command is to be followed by, should wait.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.requests import HTTPConnection
from pydantic import BaseModel

from nas_navigator.api.answers import json_text
from nas_navigator.api.dependencies import LARGEST_SEQ, Service, StudyId
from nas_navigator.api.refusals import refusals
from nas_navigator.objectives import catalogue as objectives
from nas_navigator.spaces.queries.evaluation import select_candidates, select_paths
from nas_navigator.spaces.sets import set_operation
from nas_navigator.study.effects import effects
from nas_navigator.study.history import scores_history
from nas_navigator.study.twin_effects import twin_comparisons
from nas_navigator_schemas._base import Id
from nas_navigator_schemas.http import Effects, ScoresHistory, Selected, SelectRequest, SetRequest, SetResult
from nas_navigator_schemas.records import Records

router = APIRouter(prefix="/studies", tags=["questions"])

MOST_PATHS = 20
"""Paths whose history is asked for at a time."""
THREADS = 2
"""Questions that are answered at a time."""


def _threads(connection: HTTPConnection) -> Executor:
    threads: Executor = connection.app.state.questions
    return threads


Threads = Annotated[Executor, Depends(_threads)]


@router.post("/{study}/select", response_model=Selected, responses=refusals(400, 404, 413, 422))
async def select(study: StudyId, body: SelectRequest, service: Service, threads: Threads) -> Response:
    """Which candidates, or which paths, a query is true of. Changes nothing."""
    records = (await service.study(study)).records
    return await _answer(threads, lambda: _selected(records, body))


@router.post("/{study}/sets", response_model=SetResult, responses=refusals(400, 404, 413, 422))
async def sets(study: StudyId, body: SetRequest, service: Service, threads: Threads) -> Response:
    """What the candidates of some regions have in common. Changes nothing."""
    records = (await service.study(study)).records
    return await _answer(threads, lambda: set_operation(records, body))


@router.get("/{study}/scores/history", response_model=ScoresHistory, responses=refusals(404, 422))
async def read_scores_history(
    study: StudyId,
    service: Service,
    threads: Threads,
    path: Annotated[list[Id], Query(min_length=1, max_length=MOST_PATHS, description="Ids of paths; repeatable.")],
) -> Response:
    """The scores of a few paths after each iteration, as columns."""
    records = (await service.study(study)).records
    return await _answer(threads, lambda: scores_history(records, path))


@router.get("/{study}/effects", response_model=Effects, responses=refusals(404, 422))
async def read_effects(
    study: StudyId,
    service: Service,
    threads: Threads,
    iterations: Annotated[int, Query(ge=1, le=20, description="Iterations on each side.")] = 3,
    seq: Annotated[int | None, Query(ge=1, le=LARGEST_SEQ, description="Of this decision; missing: of all.")] = None,
) -> Response:
    """What came before each decision and what came after it, which proves no cause; and, beside it, how its unattended
    twins went on.
    """
    records = (await service.study(study)).records
    twins, behind = await service.twins(study, seq), service.behind()

    def compared() -> Effects:
        found = twin_comparisons(records, twins, seq, behind)
        return effects(records, iterations, seq).model_copy(update={"twins": found})

    return await _answer(threads, compared)


def _selected(records: Records, body: SelectRequest) -> Selected:
    if body.of == "paths":
        return Selected.model_construct(paths=select_paths(records, body.query))
    known = tuple(entry.id for entry in objectives.entries())
    return Selected.model_construct(candidates=select_candidates(records, body.query, known))


async def _answer(threads: Executor, ask: Callable[[], BaseModel]) -> Response:
    return json_text(await asyncio.get_running_loop().run_in_executor(threads, lambda: ask().model_dump_json()))
