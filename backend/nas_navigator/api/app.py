"""The app: wires the study's service, storage and the workers together and serves them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from nas_navigator.api import archives, datasets, export, meta, problems, questions, stream, studies, templates
from nas_navigator.api.cards import Cards
from nas_navigator.api.catalogue import check
from nas_navigator.api.example import ensure_example
from nas_navigator.api.refusals import describe
from nas_navigator.api.security import BodyLimit, Guard
from nas_navigator.api.settings import Settings
from nas_navigator.api.static import Page
from nas_navigator.api.version import VERSION
from nas_navigator.storage.artifacts import ArtifactStore
from nas_navigator.storage.directory import DataDirectory
from nas_navigator.storage.opening import open_store
from nas_navigator.storage.templates import SqlTemplateStore
from nas_navigator.study.service import StudyService
from nas_navigator.worker.runners.cluster import cluster_roles
from nas_navigator.worker.runners.local import LocalRunner, roles
from nas_navigator.worker.runners.process import Role

log = logging.getLogger(__name__)

PREFIX = "/api/v1"


def create_app(settings: Settings) -> FastAPI:
    """The server as an ASGI app; its data directory is opened when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await _open(app, settings, stack)
            yield

    app = FastAPI(
        title="NAS-Navigator",
        description="See, steer and trust a neural architecture search while it runs.",
        version=VERSION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    catalogue = (meta.router, datasets.router, templates.router)
    for router in (*catalogue, studies.router, questions.router, export.router, archives.router, stream.router):
        app.include_router(router, prefix=PREFIX)
    # Not mounted at "/", which would answer requests of a wrong method before the router says which are right.
    app.router.default = Page(settings.static)
    problems.install(app)
    describe(app)
    app.add_middleware(BodyLimit, largest=settings.largest_body)
    app.add_middleware(Guard, settings=settings)
    return app


async def _open(app: FastAPI, settings: Settings, stack: AsyncExitStack) -> None:
    """Opens everything in the order in which it depends on one another; it is closed in the opposite one."""
    directory = DataDirectory.open(settings.data_dir)
    stack.callback(directory.close)
    store = await open_store(directory, settings.database_url)
    stack.push_async_callback(store.close)
    artifacts = ArtifactStore(directory.artifacts)
    artifacts.sweep()
    app.state.cards = Cards(SqlTemplateStore(store.database))
    service = StudyService(store, artifacts, check)
    runner = LocalRunner(*_roles(settings, directory.artifacts), service)
    app.state.service, app.state.runner, app.state.artifacts = service, runner, artifacts
    app.state.largest_archive, app.state.importing = settings.largest_archive, asyncio.Lock()
    app.state.questions = ThreadPoolExecutor(questions.THREADS, "question")
    stack.callback(app.state.questions.shutdown, wait=False, cancel_futures=True)
    stack.push_async_callback(service.close)
    await service.start(runner, resume=settings.resume)
    runner.start()
    stack.push_async_callback(runner.close)
    if settings.example:
        await ensure_example(service)


def _roles(settings: Settings, artifacts: Path) -> tuple[Role, Role]:
    if settings.cluster is not None:
        return cluster_roles(artifacts, settings.cluster)
    return roles(artifacts, settings.threads)
