"""The doctor finds what is wrong with a data directory, on both storages, and changes nothing by looking."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from nas_navigator.api.doctor import Examination
from nas_navigator.api.finding import Finding
from nas_navigator.storage.directory import DATABASE, DataDirectory
from nas_navigator.storage.errors import StorageError
from nas_navigator.storage.events import SqlEventStore
from nas_navigator.storage.opening import open_store
from nas_navigator.study.evolve import replay
from nas_navigator.study.opened import artifacts_of, summary_of
from nas_navigator_schemas.events import Event
from nas_navigator_schemas.records import Records
from tests.command_line import cli
from tests.postgres import Postgres
from tests.replay.golden import FILE

GOLDEN = json.loads(FILE.read_text())
EVENTS = 50
"""Of the golden study until it is said to be a twin's."""
NOBODY = 65534
NEEDED, ELSEWHERE = "weights-42", "layout-1"
"""An artifact without which the study cannot go on, and one of its past."""


def content(label: str) -> bytes:
    return f"the bytes of {label}".encode()


def named(label: str) -> str:
    return sha256(content(label)).hexdigest()


@dataclass(frozen=True)
class Place:
    """A sound data directory with the golden study, whose artifacts are real files."""

    root: Path
    url: str | None

    def findings(self) -> list[Finding]:
        return list(Examination(self.root, self.url).findings())

    def wrong(self) -> list[Finding]:
        """What is not sound; that a connection just closed may still count as a server's is no matter here."""
        return [finding for finding in self.findings() if finding.level != "sound" and finding.check != "server"]

    def only(self) -> Finding:
        """The one finding that is not sound."""
        (finding,) = self.wrong()
        return finding

    def artifact(self, label: str) -> Path:
        return self.root / "artifacts" / named(label)

    def execute(self, *statements: str) -> None:
        """Changes the database of a stopped server."""

        async def run() -> None:
            store = await SqlEventStore.open(self.url or self.root / "studies.sqlite")
            for statement in statements:
                await store.database.write(lambda connection, text=statement: connection.exec_driver_sql(text))
            await store.close()

        asyncio.run(run())


async def fill(root: Path, url: str | None) -> None:
    text = json.dumps(GOLDEN["events"][:EVENTS])
    labels = artifacts_of(Records.model_validate(GOLDEN["records"]))
    for label in labels:
        text = text.replace(f'"{label}"', f'"{named(label)}"')
    log = [Event.model_validate(event) for event in json.loads(text)]
    records = replay(log, GOLDEN["study"])
    directory = DataDirectory.open(root)
    store = await open_store(directory, url)
    await store.create(GOLDEN["study"], log, summary_of(GOLDEN["study"], records), artifacts_of(records))
    await store.close()
    for label in labels:
        (directory.artifacts / named(label)).write_bytes(content(label))
    directory.close()


@pytest.fixture
def study(tmp_path: Path, place: Path | str) -> Place:
    url = place if isinstance(place, str) else None
    asyncio.run(fill(tmp_path / "data", url))
    return Place(tmp_path / "data", url)


@pytest.fixture
def files(tmp_path: Path) -> Place:
    """As `study`, for what has to do with files and not with the database."""
    asyncio.run(fill(tmp_path / "data", None))
    return Place(tmp_path / "data", None)


def seen(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its time and content."""
    paths = [path for path in root.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in paths}


def test_a_sound_directory_is_said_to_be_sound_and_left_as_it_is(study: Place) -> None:
    before = seen(study.root)
    assert study.wrong() == []
    assert "'Digits' (s1): 50 events, idle" in [finding.text for finding in study.findings()]
    assert seen(study.root) == before


def test_a_directory_in_use_is_examined_beside_its_server(study: Place) -> None:
    async def work() -> list[Finding]:
        directory = DataDirectory.open(study.root)
        store = await open_store(directory, study.url)
        await store.delete("nobody")
        before = seen(study.root)
        found = study.findings()
        assert seen(study.root) == before
        await store.close()
        directory.close()
        return found

    assert {finding.check for finding in asyncio.run(work()) if finding.level != "sound"} == {"server"}


def test_what_a_killed_server_wrote_last_is_read_from_where_it_was(files: Place) -> None:
    script = """
import asyncio, os, sys
from pathlib import Path
from nas_navigator.storage.events import SqlEventStore
from nas_navigator.storage.sqlite import sqlite_engine
async def work():
    store = await SqlEventStore.open(Path(sys.argv[1]))
    await store.database.write(lambda c: c.exec_driver_sql("DELETE FROM events WHERE seq = 50"))
    os._exit(0)
asyncio.run(work())
"""
    subprocess.run([sys.executable, "-c", script, str(files.root / "studies.sqlite")], check=True)
    before = seen(files.root)
    assert (files.root / "studies.sqlite-wal").stat().st_size > 0
    assert "49 events" in " ".join(finding.text for finding in files.findings())
    assert seen(files.root) == before


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM events WHERE seq = 7", "of 49 events cannot be read: after event 6 comes 8"),
        ("UPDATE events SET body = '{}' WHERE seq = 7", "event 7 of study 's1' was written by another version"),
        ("DELETE FROM events", "of 0 events cannot be read: it has no event"),
        ("UPDATE stores SET version = 9", "a newer NAS-Navigator wrote it: version 9, and this one reads up to 1"),
        ("INSERT INTO templates VALUES ('t1', '2026', '{}')", "saved template 't1' cannot be read"),
        ("UPDATE studies SET artifacts = '[]'", "does not know all the artifacts that its log refers to"),
    ],
)
def test_what_is_wrong_in_the_database_is_found(study: Place, statement: str, words: str) -> None:
    study.execute(statement)
    finding = study.only()
    assert finding.level == "harm"
    assert words in finding.text
    assert finding.meaning
    assert finding.mend


@pytest.mark.parametrize(
    "change", ["summary = NULL, artifacts = NULL", "summary = '[]'", "artifacts = 'half'", "artifacts = 'null'"]
)
def test_deleted_and_damaged_caches_are_worth_a_note(study: Place, change: str) -> None:
    study.execute(f"UPDATE studies SET {change}")
    assert (study.only().check, study.only().level) == ("cache", "note")


def test_a_clock_that_went_back_is_told_with_when(study: Place) -> None:
    study.execute(
        "UPDATE events SET body = replace(body, '2026-01-01T00:00:20Z', '2025-12-31T23:59:59Z') WHERE study = 's1'"
    )
    assert study.only().level == "note"
    assert "went back 1 times, first from 2026-01-01T00:00:19Z to 2025-12-31T23:59:59Z at event 20" in study.only().text


@pytest.mark.parametrize("told", ["soon", "2026-01-01T00:00:20", ""])
def test_a_moment_that_cannot_be_read_is_a_note(study: Place, told: str) -> None:
    study.execute(f"UPDATE events SET body = replace(body, '2026-01-01T00:00:20Z', '{told}') WHERE study = 's1'")
    assert study.only().level == "note"
    assert f"1 events of study 's1' do not tell when they were, first event 20: '{told}'" == study.only().text


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5])


@pytest.mark.parametrize(("how", "words"), [(Path.unlink, "is missing"), (cut_short, "half written")])
def test_an_artifact_that_is_gone_or_half_written_is_told_with_what_it_means(
    files: Place, how: Callable[[Path], None], words: str
) -> None:
    how(files.artifact(NEEDED))
    needed = files.only()
    how(files.artifact(ELSEWHERE))
    (past,) = (finding for finding in files.wrong() if named(ELSEWHERE) in finding.text)
    assert words in needed.text
    assert words in past.text
    assert "without it 'Digits' (s1) can be looked at but not go on" in needed.meaning
    assert "moments of the past cannot be branched from" in past.meaning
    assert (needed.level, past.level) == ("harm", "harm")


def test_every_study_that_needs_a_damaged_artifact_is_named_but_for_very_many(files: Place) -> None:
    def copied(number: int) -> tuple[str, str]:
        row = f"INSERT INTO studies SELECT 'b{number}', created_at, summary, artifacts FROM studies WHERE id = 's1'"
        return row, f"INSERT INTO events SELECT 'b{number}', seq, body FROM events WHERE study = 's1'"

    files.execute(*copied(1))
    cut_short(files.artifact(NEEDED))
    assert "of 'Digits' (b1), 'Digits' (s1) is not what" in files.only().text
    assert "without it 'Digits' (b1), 'Digits' (s1) can be looked at" in files.only().meaning
    files.execute(*(statement for number in range(2, 7) for statement in copied(number)))
    assert files.only().text.count("'Digits'") == 5
    assert " and 2 more is not what" in files.only().text


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (42, "the training of study 's1' was under way when its server ended, after event 42 at 2026-01-01T00:00:42Z"),
        (24, "the search of study 's1' was under way when its server ended, after event 24 at 2026-01-01T00:00:24Z"),
        (32, "the training of a final network of study 's1' was under way when its server ended, after event 32 at"),
        (25, "the search of study 's1' is paused since event 25 at 2026-01-01T00:00:25Z: the disk was full"),
    ],
)
def test_what_was_interrupted_is_told_with_when(files: Place, events: int, words: str) -> None:
    files.execute(
        f"DELETE FROM events WHERE seq > {events}",
        "UPDATE events SET body = json_set(body, '$.payload.message', 'the disk was full') WHERE seq = 25",
    )
    (told,) = (finding for finding in files.wrong() if finding.check == "study")
    assert told.text.startswith(words)
    assert (told.level, told.study, "resume it" in told.mend) == ("note", "s1", True)


def test_what_a_person_paused_and_what_a_running_server_does_is_no_interruption(files: Place) -> None:
    files.execute("DELETE FROM events WHERE seq > 25")
    assert [finding for finding in files.wrong() if finding.check == "study"] == []
    files.execute("DELETE FROM events WHERE seq > 24")
    directory = DataDirectory.open(files.root)
    assert [finding for finding in files.wrong() if finding.check == "study"] == []
    directory.close()
    assert [finding.level for finding in files.wrong() if finding.check == "study"] == ["note"]


def test_a_log_that_was_half_copied_is_no_study_and_worth_a_note(study: Place) -> None:
    study.execute(
        "INSERT INTO studies (id, created_at) VALUES ('b1', '')",
        "INSERT INTO events SELECT 'b1', seq, body FROM events WHERE study = 's1' AND seq < 9",
    )
    assert (study.only().level, study.only().text) == ("note", "logs half copied for branches, or half deleted: 1")


def test_what_nobody_needs_is_counted(files: Place) -> None:
    (files.root / "artifacts" / named("nobody")).write_bytes(content("nobody"))
    (files.root / "artifacts" / ".half").write_bytes(b"x" * 2048)
    loose, left = files.wrong()
    assert loose.text == "nothing refers to 1 artifacts, 19 bytes"
    assert left.text == "1 temporary files, 2.0 KiB"
    assert loose.level == left.level == "note"


def test_a_damaged_database_is_found_by_its_own_check(files: Place) -> None:
    database = files.root / "studies.sqlite"
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))
    assert "the database is damaged" in next(finding for finding in files.wrong() if finding.level == "harm").text
    database.write_bytes(b"no database at all, though of some length" * 100)
    assert "file is not a database" in files.only().text


def test_what_is_named_like_an_artifact_and_is_no_file_is_told(files: Place) -> None:
    pipe, link = files.artifact(NEEDED), files.artifact(ELSEWHERE)
    pipe.unlink()
    os.mkfifo(pipe)
    link.unlink()
    link.symlink_to("nowhere")
    told = {finding.text.partition("of 'Digits' (s1) ")[2] for finding in files.wrong()}
    assert told == {"is no file", "leads nowhere"}


@contextmanager
def somebody(*closed: Path) -> Iterator[None]:
    """A user for whom these paths are closed."""
    modes = [path.stat().st_mode for path in closed]
    for path in closed:
        path.chmod(0)
    root = os.geteuid() == 0
    try:
        if root:
            os.setresuid(NOBODY, NOBODY, 0)
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)
        for path, mode in zip(closed, modes, strict=True):
            path.chmod(mode)


@pytest.fixture
def open_files() -> Iterator[Place]:
    """As `files`, at a place that everybody may look into."""
    with TemporaryDirectory() as directory:
        Path(directory).chmod(0o755)
        asyncio.run(fill(Path(directory) / "data", None))
        yield Place(Path(directory) / "data", None)


def test_what_may_not_be_read_is_told_and_not_a_crash(open_files: Place) -> None:
    open_files.findings()
    artifact, artifacts = open_files.artifact(NEEDED), open_files.root / "artifacts"
    with somebody(artifact):
        assert any(f.text.endswith("of 'Digits' (s1) cannot be read: permission denied") for f in open_files.wrong())
    with somebody(artifacts):
        assert any(f.text == f"'{artifacts}' cannot be looked into: permission denied" for f in open_files.wrong())
    for closed, words in [(open_files.root, "cannot be looked into; run as"), (DATABASE, "unable to open database")]:
        with somebody(open_files.root / closed), pytest.raises(StorageError, match=words):
            open_files.findings()


def test_what_a_name_says_does_nothing_to_the_terminal(files: Place) -> None:
    name = "Di\x1b[2Jgits\nHARM  forged \u202e\x9b"
    files.execute(
        f"UPDATE events SET body = replace(body, '\"Digits\"', '{json.dumps(name)}')",
        "INSERT INTO studies SELECT 'x'' OR ''1'' = ''1', created_at, summary, '[]' FROM studies",
        "UPDATE events SET study = 'x'' OR ''1'' = ''1'",
        "DELETE FROM studies WHERE id = 's1'",
    )
    told = cli("doctor", "--data-dir", str(files.root)).stdout
    assert "'Di\\x1b[2Jgits\\nHARM  forged \\u202e\\x9b'" in told
    assert not any(not char.isprintable() for char in told.replace("\n", ""))
    assert not any(line.startswith("HARM  forged") for line in told.splitlines())
    assert "does not know all the artifacts" in told
    assert "UPDATE" not in told


def answers(*arguments: str, code: int) -> list[dict[str, Any]]:
    answer = cli("doctor", *arguments, "--json")
    assert answer.returncode == code, answer.stdout + answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_the_command_line_says_it_to_people_and_to_scripts(files: Place, tmp_path: Path) -> None:
    assert answers("--data-dir", str(files.root), code=0)[-1]["text"] == "all is sound"
    cut_short(files.artifact(NEEDED))
    *_, harm, summary = answers("--data-dir", str(files.root), code=1)
    assert (harm["check"], harm["level"], summary["level"]) == ("artifacts", "harm", "harm")
    assert summary["text"] == "1 to mend, 0 worth a note"
    told = cli("doctor", "--data-dir", str(files.root))
    assert told.returncode == 1
    assert f"HARM  {harm['text']}\n      {harm['meaning']}\n      → {harm['mend']}\n" in told.stdout
    wrong = cli("doctor", "--data-dir", str(tmp_path / "nowhere"))
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "holds no studies; name the directory of a server with --data-dir" in wrong.stderr
    url = ("--database-url", "postgresql://somebody@127.0.0.1:1/studies")
    assert cli("doctor", "--data-dir", str(tmp_path / "nowhere"), *url).stderr == wrong.stderr


def test_a_database_that_does_not_belong_to_the_directory_is_a_wrong_request(
    files: Place, postgres: Postgres, database_url: str
) -> None:
    with pytest.raises(StorageError, match="leave out --database-url"):
        Place(files.root, database_url).findings()
    with pytest.raises(StorageError, match="does not exist; make it with"):
        Place(files.root.parent, postgres.url("nothing")).findings()


def test_it_examines_without_torch() -> None:
    script = "import sys, nas_navigator.cli_doctor; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
