"""Routes of whole studies as files."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.requests import HTTPConnection
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from nas_navigator.api.answers import json_text
from nas_navigator.api.dependencies import Service, StudyId
from nas_navigator.api.export import file_name, named
from nas_navigator.api.refusals import Responses, refusals
from nas_navigator.api.security import too_large_detail
from nas_navigator.api.version import VERSION
from nas_navigator.storage.archive import read_archive, write_archive
from nas_navigator.storage.artifacts import ArtifactStore
from nas_navigator.study.records import study_of
from nas_navigator.study.refusals import Refusal, conflict
from nas_navigator_schemas.archive import ArchiveManifest
from nas_navigator_schemas.http import StudyCreated

router = APIRouter(prefix="/studies", tags=["archives"])

ENDING = "nasnav"
MEDIA_TYPE = "application/zip"
FILE: Responses = {
    200: {
        "description": "A ZIP: the log, the artifacts that its records refer to, and a manifest.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}


def _artifacts(connection: HTTPConnection) -> ArtifactStore:
    artifacts: ArtifactStore = connection.app.state.artifacts
    return artifacts


Artifacts = Annotated[ArtifactStore, Depends(_artifacts)]


@router.get("/{study}/archive", response_class=FileResponse, responses={**FILE, **refusals(404, 422)})
async def export_study(study: StudyId, service: Service, artifacts: Artifacts) -> Response:
    """The whole study as one file that opens on another server."""
    with TemporaryDirectory(dir=artifacts.root, prefix=".archive-") as directory:
        held = Path(directory)
        records, log = await service.archived(study, lambda names: artifacts.pin(names, held))
        name = study_of(records).name
        manifest = ArchiveManifest(made_with=VERSION, study=study, name=name)
        with NamedTemporaryFile(dir=artifacts.root, prefix=".archive-", delete=False) as target:
            written = Path(target.name)
            try:
                await asyncio.to_thread(write_archive, target, manifest, log, held)
            except BaseException:
                written.unlink(missing_ok=True)
                raise
    return FileResponse(
        written,
        media_type=MEDIA_TYPE,
        headers=named(file_name(name, "study", ENDING)),
        background=BackgroundTask(written.unlink, missing_ok=True),
    )


@router.post(
    "/import",
    status_code=201,
    response_model=StudyCreated,
    responses=refusals(409, 413, 422),
    openapi_extra={"requestBody": {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def import_study(request: Request, service: Service, artifacts: Artifacts) -> Response:
    """A new study from a file that was exported; what ran when it was is paused."""
    importing: asyncio.Lock = request.app.state.importing
    if importing.locked():
        raise conflict("another study is being imported; wait until it is there")
    async with importing, _received(request, artifacts.root, request.app.state.largest_archive) as source:
        archive = await asyncio.to_thread(read_archive, source)
        study = await service.adopt(archive.events, lambda names, needed: archive.keep(names, needed, artifacts.root))
    return json_text(f'{{"id":"{study.id}",{study.state()[1:]}', 201)


@asynccontextmanager
async def _received(request: Request, root: Path, largest: int) -> AsyncIterator[Path]:
    """The body as a file, for as long as it is read."""
    with NamedTemporaryFile(dir=root, prefix=".import-") as target:
        size = 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > largest:
                raise Refusal(413, "Content Too Large", too_large_detail(largest))
            await asyncio.to_thread(target.write, chunk)
        target.flush()
        yield Path(target.name)
