"""What goes wrong with a SQLite file and a data directory is said in one sentence, and nothing is half written."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from nas_navigator.storage.artifacts import ArtifactStore
from nas_navigator.storage.directory import DataDirectory
from nas_navigator.storage.errors import StorageError, StorageUnavailableError
from nas_navigator.storage.events import SqlEventStore
from nas_navigator.storage.sqlite import sqlite_database, sqlite_engine
from tests.storage.test_event_store import event, summary

needs_permissions = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


def open_and_close(path: Path) -> None:
    async def work() -> None:
        await (await SqlEventStore.open(path)).close()

    asyncio.run(work())


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "studies.sqlite"
    path.write_bytes(b"not a database, but long enough to be read as one" * 100)
    with pytest.raises(StorageError, match=r"studies\.sqlite' cannot be used: file is not a database"):
        open_and_close(path)
    assert path.read_bytes().startswith(b"not a database")


def test_a_damaged_page_harms_the_log_in_it_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "studies.sqlite"

    async def work() -> None:
        store = await SqlEventStore.open(path)
        for study in ("s1", "s2"):
            await store.create(study, [event(seq) for seq in range(1, 200)], summary(study), [])
        await store.close()
        whole = path.read_bytes()
        page = whole.rindex(b"s2") // 4096 * 4096
        path.write_bytes(whole[:page] + b"\xff" * 4096 + whole[page + 4096 :])
        store = await SqlEventStore.open(path)
        with pytest.raises(StorageError, match="disk image is malformed; put a copy that works in its place"):
            await store.read("s2")
        assert len(await store.read("s1")) == 199
        assert set(await store.summaries()) == {"s1", "s2"}
        await store.close()

    asyncio.run(work())


def test_a_directory_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "studies.sqlite").mkdir()
    with pytest.raises(StorageError, match="unable to open database file"):
        open_and_close(tmp_path / "studies.sqlite")


def test_a_database_locked_by_another_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "studies.sqlite"
    open_and_close(path)
    monkeypatch.setattr("nas_navigator.storage.sqlite.BUSY_MS", 50)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def work() -> None:
        store = SqlEventStore(sqlite_database(path))
        try:
            with pytest.raises(StorageError, match="database is locked; close the program that holds it"):
                await store.create("s1", [event(1)], summary("s1"), [])
            other.rollback()
            await store.create("s1", [event(1)], summary("s1"), [])
        finally:
            await store.close()

    asyncio.run(work())
    other.close()


def test_the_file_is_in_wal_mode_with_foreign_keys(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "studies.sqlite")
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys")
        }
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1}


@pytest.mark.parametrize("change", ["DROP TABLE commands", "ALTER TABLE events RENAME COLUMN body TO text"])
def test_what_cannot_pass_is_no_reason_to_try_again(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nas_navigator.storage.sqlite.BUSY_MS", 10)

    async def work() -> None:
        store = await SqlEventStore.open(tmp_path / "studies.sqlite")
        await store.create("s1", [event(1)], summary("s1"), [])
        await store.database.write(lambda connection: connection.exec_driver_sql(change))
        with pytest.raises(StorageError, match=r"no such table|has no column") as refused:
            await store.append("s1", [event(2)], summary("s1"), [], "c1")
        assert not isinstance(refused.value, OSError)
        with sqlite3.connect(tmp_path / "studies.sqlite", isolation_level=None) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(StorageUnavailableError, match="locked"):
                await store.delete("s1")
        other.close()
        await store.close()

    asyncio.run(work())


@pytest.mark.parametrize("damage", ["NULL", "'half'", "'null'", "'[1]'", "x'ff'"])
def test_the_caches_can_be_deleted_or_damaged(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "studies.sqlite"

    async def work() -> None:
        store = await SqlEventStore.open(path)
        await store.create("s1", [event(1)], summary("s1"), [])
        with sqlite3.connect(path) as other:
            other.execute(f"UPDATE studies SET artifacts = {damage}")
        other.close()
        assert await store.summaries() == {"s1": None}
        assert await store.referenced() is None
        await store.remember("s1", summary("s1"), ["ab" * 32])
        assert await store.summaries() == {"s1": summary("s1")}
        assert await store.referenced() == {"ab" * 32}
        await store.close()

    asyncio.run(work())


def test_a_writer_killed_in_the_middle_leaves_whole_transactions_only(tmp_path: Path) -> None:
    path = tmp_path / "studies.sqlite"
    script = """
import asyncio, sys
from pathlib import Path
from nas_navigator.storage.events import SqlEventStore
from tests.storage.test_event_store import event, summary
async def work():
    store = await SqlEventStore.open(Path(sys.argv[1]))
    await store.create("s1", [event(1)], summary("s1"), [])
    for seq in range(2, 100_000, 3):
        await store.append("s1", [event(seq), event(seq + 1), event(seq + 2)], summary("s1"), [])
        print(seq + 2, flush=True)
asyncio.run(work())
"""
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as writer:
        assert writer.stdout is not None
        confirmed = [int(writer.stdout.readline()) for _ in range(20)][-1]
        writer.kill()

    async def work() -> None:
        store = await SqlEventStore.open(path)
        seqs = [item.seq for item in await store.read("s1")]
        await store.close()
        assert seqs == list(range(1, len(seqs) + 1))
        assert seqs[-1] >= confirmed
        assert (seqs[-1] - 1) % 3 == 0

    asyncio.run(work())


def test_two_servers_cannot_use_one_data_directory(tmp_path: Path) -> None:
    first = DataDirectory.open(tmp_path / "data")
    with pytest.raises(StorageError, match="is in use by another server"):
        DataDirectory.open(tmp_path / "data")
    first.close()
    DataDirectory.open(tmp_path / "data").close()


def test_a_data_directory_where_a_file_stands_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(StorageError, match=r"cannot be made: .*; choose another one with --data-dir"):
        DataDirectory.open(tmp_path / "data")


@needs_permissions
def test_a_data_directory_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data" / "artifacts").mkdir(parents=True)
    (tmp_path / "data" / "logs").mkdir()
    (tmp_path / "data").chmod(0o500)
    with pytest.raises(StorageError, match="cannot be written: permission denied"):
        DataDirectory.open(tmp_path / "data")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system where nobody may write")
def test_a_place_where_nothing_can_be_made_is_refused() -> None:
    with pytest.raises(StorageError, match="data directory '/proc/nowhere' cannot be made"):
        DataDirectory.open(Path("/proc/nowhere"))


def test_a_directory_without_studies_is_not_made_by_a_reader(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="holds no studies"):
        DataDirectory.open(tmp_path / "data", create=False)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["../studies.sqlite", "/etc/passwd", "", ".", "ab" * 31, "AB" * 32, "ab" * 32])
def test_only_the_name_of_a_file_that_is_there_is_an_artifact(tmp_path: Path, name: str) -> None:
    (tmp_path / "studies.sqlite").write_text("secret")
    (tmp_path / "artifacts").mkdir()
    with pytest.raises(StorageError, match="is not in"):
        ArtifactStore(tmp_path / "artifacts").path(name)


def test_artifacts_that_nothing_refers_to_are_deleted_and_nothing_else(tmp_path: Path) -> None:
    kept, gone = "aa" * 32, "bb" * 32
    for name in (kept, gone, "notes.txt"):
        (tmp_path / name).write_text(name)
    store = ArtifactStore(tmp_path)
    assert store.names() == {kept, gone}
    store.discard([gone, "cc" * 32, "notes.txt", "../elsewhere"])
    assert store.names() == {kept}
    assert (tmp_path / "notes.txt").exists()
    assert store.path(kept).read_text() == kept
