"""PostgreSQL: what can be wrong with a URL or a server is said in one sentence; one server at a time; breaks pass."""

import asyncio
import re
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from nas_navigator.api.doctor import Examination
from nas_navigator.storage.directory import BOND, DataDirectory
from nas_navigator.storage.errors import StorageConflictError, StorageError
from nas_navigator.storage.events import SqlEventStore
from nas_navigator.storage.opening import open_store
from nas_navigator.storage.postgres import postgres_database, read_url, reading_engine
from tests.postgres import Postgres
from tests.storage.test_event_store import event, summary


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nas_navigator.storage.postgres.PATIENCE_S", 0.3)


def with_store(url: str, work: Callable[[SqlEventStore], Awaitable[None]]) -> None:
    async def run() -> None:
        store = await SqlEventStore.open(url)
        try:
            await work(store)
        finally:
            await store.close()

    asyncio.run(run())


async def nothing(_store: SqlEventStore) -> None:
    """Opens and closes."""


def refusal(url: str) -> str:
    """Why a store cannot be opened."""
    with pytest.raises(StorageError) as refused:
        with_store(url, nothing)
    assert "secret" not in refused.value.detail
    assert "\n" not in refused.value.detail
    return refused.value.detail


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://somebody:secret@host/studies", "'mysql://…' is of no kind that is known; write postgresql://"),
        ("somebody:secret@host/studies", "'…' is of no kind that is known"),
        ("postgresql://somebody:secret:secret@host:secret/studies", "'postgresql://…' cannot be read"),
        ("postgresql://somebody:secret@host", r"'postgresql://somebody:\*\*\*@host' names no database; add /NAME"),
        (
            "postgresql://somebody:secret@127.0.0.1:1/studies",
            "used: no server listens at its address; see that its server runs and",
        ),
        ("postgresql://somebody@127.0.0.1:1/studies?password=secret", "'postgresql://somebody@127.0.0.1:1/studies'"),
        ("postgresql://somebody@nowhere.invalid/studies", "used: no machine of that name is known; see"),
        ("postgresql://somebody@/studies?host=/nowhere", "used: no server listens at its socket; see"),
        ("postgresql://somebody@127.0.0.1:1/studies?option=secret", 'invalid connection option "'),
    ],
)
def test_a_url_that_leads_nowhere_is_refused_without_its_password(url: str, words: str) -> None:
    assert re.search(words, refusal(url))


def test_a_server_that_lets_nobody_in_is_told_with_the_mend(postgres: Postgres, database_url: str) -> None:
    name = database_url.split("/")[3].partition("?")[0]
    assert "does not exist; make it with 'createdb -E UTF8 nothing'" in refusal(postgres.url("nothing"))
    assert "mend the user or the password" in refusal(postgres.url(name, "stranger:secret"))
    assert "add the password" in refusal(postgres.url(name, "stranger"))
    assert "mend the user or the password" in refusal(postgres.url(name, "nobody"))
    assert "permission denied" in (detail := refusal(postgres.url(name, "stranger:right")))
    assert "GRANT ALL ON SCHEMA public" in detail


def test_a_database_that_cannot_hold_every_text_is_refused_and_left_empty(postgres: Postgres) -> None:
    url = postgres.fresh("-E", "LATIN1", "-T", "template0", "--locale", "C")
    assert "is encoded as LATIN1" in refusal(url)
    assert postgres.sql(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"


def test_a_missing_driver_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StorageError, match=r"driver psycopg, .*; run pip install 'nas-navigator\[postgres\]'"):
        postgres_database("postgresql://somebody@host/studies")


def test_a_machine_that_is_gone_is_noticed_while_it_is_written_to(database_url: str) -> None:
    engine = reading_engine(read_url(database_url))
    with engine.connect() as connection:
        given: Any = connection.connection.driver_connection
        assert given.info.get_parameters()["tcp_user_timeout"] == "30000"
    engine.dispose()


def test_what_cannot_pass_is_no_reason_to_try_again(database_url: str) -> None:
    async def work(store: SqlEventStore) -> None:
        for change in (f"SELECT {'(' * 100_000}1{')' * 100_000}", "SELECT nothing FROM events"):
            with pytest.raises(StorageError) as refused:
                await store.database.write(lambda connection, text=change: connection.exec_driver_sql(text))
            assert not isinstance(refused.value, OSError)

    with_store(database_url, work)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("SET LOCAL statement_timeout = 20; SELECT pg_sleep(9)", "canceling statement due to statement timeout"),
        ("SELECT pg_read_file('/nowhere')", 'could not open file "/nowhere" for reading: No such file or directory'),
        ("SET idle_session_timeout = 1", "its server ended the connection"),
    ],
)
def test_what_a_server_says_of_a_statement_is_not_taken_for_its_absence(
    database_url: str, change: str, words: str
) -> None:
    async def work(store: SqlEventStore) -> None:
        def changed(connection: Connection) -> None:
            given: Any = connection.connection.driver_connection
            given.autocommit = "idle" in change
            connection.exec_driver_sql(change)
            time.sleep(0.1)
            connection.exec_driver_sql("SELECT 1")

        with pytest.raises(StorageError, match=re.escape(f"cannot be used: {words}; ")):
            await store.database.write(changed)

    with_store(database_url, work)


def test_two_servers_cannot_use_one_database(database_url: str) -> None:
    async def work(_first: SqlEventStore) -> None:
        with pytest.raises(StorageError, match="is in use by another server; stop it or name another database"):
            await SqlEventStore.open(database_url)

    with_store(database_url, work)
    with_store(database_url, nothing)


def test_a_database_that_was_restarted_is_used_again(postgres: Postgres, database_url: str) -> None:
    async def work(store: SqlEventStore) -> None:
        await store.create("s1", [event(1)], summary("s1"), [])
        postgres.stop()
        for attempt in (store.append("s1", [event(2)], summary("s1"), []), store.read("s1")):
            with pytest.raises(
                StorageError, match=r"cannot be used: [a-z ]+; see that its server runs and that"
            ) as away:
                await attempt
            assert away.value.said, "the log has what the driver said"
        postgres.start()
        assert await store.read("s1") == (event(1),)
        await store.append("s1", [event(2)], summary("s1"), [])
        with pytest.raises(StorageError, match="in use by another server"):
            await SqlEventStore.open(database_url)
        assert await store.read("s1") == (event(1), event(2))

    with_store(database_url, work)


def test_who_lost_the_lock_meanwhile_writes_nothing(postgres: Postgres, database_url: str) -> None:
    async def work(store: SqlEventStore) -> None:
        await store.create("s1", [event(1)], summary("s1"), [])
        postgres.sql(database_url, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        other = await SqlEventStore.open(database_url)
        await other.append("s1", [event(2)], summary("s1"), [])
        with pytest.raises(StorageError, match="in use by another server"):
            await store.append("s1", [event(2, clip=1.0)], summary("s1"), [])
        await other.close()
        with pytest.raises(StorageConflictError, match="refuses what is there already"):
            await store.append("s1", [event(2, clip=1.0)], summary("s1"), [])
        assert await store.read("s1") == (event(1), event(2))

    with_store(database_url, work)


def opened(root: Path, url: str | None) -> None:
    """Opens and closes a data directory and its store."""
    directory = DataDirectory.open(root)

    async def run() -> None:
        await (await open_store(directory, url)).close()

    try:
        asyncio.run(run())
    finally:
        directory.close()


def test_a_data_directory_is_used_with_its_own_database_only(
    tmp_path: Path, postgres: Postgres, database_url: str
) -> None:
    opened(tmp_path / "lite", None)
    with pytest.raises(StorageError, match=r"has its studies in 'studies\.sqlite'; leave out --database-url"):
        opened(tmp_path / "lite", database_url)
    opened(tmp_path / "served", database_url)
    opened(tmp_path / "served", database_url)
    with pytest.raises(StorageError, match="in a PostgreSQL database; name that with --database-url"):
        opened(tmp_path / "served", None)
    with pytest.raises(StorageError, match="artifacts of another PostgreSQL database"):
        opened(tmp_path / "served", postgres.fresh())
    with pytest.raises(StorageError, match=r"in another data directory .*; name that with --data-dir"):
        opened(tmp_path / "other", database_url)
    assert not (tmp_path / "other" / BOND).exists()
    with pytest.raises(StorageError, match="has its artifacts in another data directory"):
        list(Examination(tmp_path / "other", database_url).findings())
    opened(tmp_path / "served", database_url)
    postgres.sql(database_url, "UPDATE stores SET directory = NULL")
    opened(tmp_path / "other", database_url)
    with pytest.raises(StorageError, match="has its artifacts in another data directory"):
        opened(tmp_path / "served", database_url)


def test_those_that_knew_each_other_one_way_only_do_so_both_ways(
    tmp_path: Path, postgres: Postgres, database_url: str
) -> None:
    """As it was at first: the database had no place for the directory, and the directory no id."""
    opened(tmp_path / "served", database_url)
    store, directory = (tmp_path / "served" / BOND).read_text().split()
    (tmp_path / "served" / BOND).write_text(f"{store}\n")
    postgres.sql(database_url, "ALTER TABLE stores DROP COLUMN directory")
    list(Examination(tmp_path / "served", database_url).findings())
    opened(tmp_path / "served", database_url)
    again = (tmp_path / "served" / BOND).read_text().split()
    assert again[0] == store
    assert again[1] == postgres.sql(database_url, "SELECT directory FROM stores") != directory
