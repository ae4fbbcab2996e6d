"""Saved templates: kept, replaced, listed newest first, forgotten; an old data directory gains the table."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from nas_navigator.spaces.templates.cells import build
from nas_navigator.storage.errors import StorageConflictError, StorageFullError, StorageUnreadableError
from nas_navigator.storage.events import SqlEventStore
from nas_navigator.storage.templates import SavedTemplate, SqlTemplateStore
from nas_navigator_schemas.library import TemplateFile
from tests.study.logbook import DIGITS

TEMPLATE = build({"cells": ["normal"], "nodes": 1}, DIGITS)


def saved(identifier: str, name: str = "Mine", saved_at: str = "2026-01-02T03:04:05Z") -> SavedTemplate:
    return SavedTemplate(identifier, saved_at, TemplateFile(name=name, template=TEMPLATE))


@asynccontextmanager
async def opened(place: Path | str) -> AsyncIterator[SqlTemplateStore]:
    events = await SqlEventStore.open(place)
    try:
        yield SqlTemplateStore(events.database)
    finally:
        await events.close()


def with_store(place: Path | str, work: Callable[[SqlTemplateStore], Awaitable[None]]) -> None:
    async def run() -> None:
        async with opened(place) as store:
            await work(store)

    asyncio.run(run())


def execute(place: Path | str, statement: str) -> None:
    async def run() -> None:
        store = await SqlEventStore.open(place)
        await store.database.write(lambda connection: connection.exec_driver_sql(statement))
        await store.close()

    asyncio.run(run())


def test_what_was_saved_is_there_after_a_restart(place: Path | str) -> None:
    async def save(store: SqlTemplateStore) -> None:
        await store.add(saved("t1"))

    async def look(store: SqlTemplateStore) -> None:
        assert await store.get("t1") == saved("t1")
        assert await store.get("t2") is None

    with_store(place, save)
    with_store(place, look)


def test_they_are_listed_newest_first_and_replaced_in_place(place: Path | str) -> None:
    async def work(store: SqlTemplateStore) -> None:
        await store.add(saved("t1", saved_at="2026-01-01"))
        await store.add(saved("t2", saved_at="2026-01-02"))
        assert list(await store.listed()) == ["t2", "t1"]
        assert await store.replace(saved("t1", "Better", saved_at="2026-01-03")) == "kept"
        assert await store.listed() == {"t1": "2026-01-03", "t2": "2026-01-02"}
        assert await store.get("t1") == saved("t1", "Better", saved_at="2026-01-03")
        late = saved("t1", "Late", saved_at="2026-01-04")
        assert await store.replace(late, "2026-01-01") == "overtaken"
        assert await store.get("t1") == saved("t1", "Better", saved_at="2026-01-03")
        assert await store.replace(saved("t1", "Better", saved_at="2026-01-05"), "2026-01-03") == "kept"
        with pytest.raises(StorageConflictError):
            await store.add(saved("t1"))

    with_store(place, work)


def test_what_is_gone_can_neither_be_replaced_nor_deleted(place: Path | str) -> None:
    async def work(store: SqlTemplateStore) -> None:
        await store.add(saved("t1"))
        assert await store.delete("t1")
        assert not await store.delete("t1")
        assert await store.replace(saved("t1")) == "missing"
        assert await store.listed() == {}

    with_store(place, work)


def test_there_is_a_most_that_is_kept(place: Path | str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nas_navigator.storage.templates.MOST_TEMPLATES", 1)

    async def work(store: SqlTemplateStore) -> None:
        await store.add(saved("t1"))
        with pytest.raises(StorageFullError, match="1 templates are saved, the most there may be"):
            await store.add(saved("t2"))
        assert list(await store.listed()) == ["t1"]

    with_store(place, work)


def test_what_another_version_wrote_is_said_to_be_unreadable(place: Path | str) -> None:
    async def save(store: SqlTemplateStore) -> None:
        await store.add(saved("t1"))

    async def look(store: SqlTemplateStore) -> None:
        assert list(await store.listed()) == ["t1"]
        with pytest.raises(StorageUnreadableError, match=r"template 't1' was written by another.*version: "):
            await store.get("t1")

    with_store(place, save)
    execute(place, """UPDATE templates SET body = replace(body, '"version":1', '"version":2')""")
    with_store(place, look)


def test_an_old_database_gains_the_table_when_it_is_opened(place: Path | str) -> None:
    async def nothing(store: SqlTemplateStore) -> None:
        assert await store.listed() == {}

    with_store(place, nothing)
    execute(place, "DROP TABLE templates")
    with_store(place, nothing)
