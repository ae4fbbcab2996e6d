"""A study that was really trained, searched and finished, once; browser tests each look at a copy of it."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from tests.client import StudyClient
from tests.server import start_server

KEPT = "NAS_NAVIGATOR_RECORDED"
"""Environment variable: a directory in which the recorded study is kept from one run of the tests to the next."""

NAME = "Recorded"
EPOCHS, ITERATIONS, FINAL_EPOCHS = 6, 6, 4


@dataclass(frozen=True)
class Recorded:
    """A data directory with one study on digits: 6 epochs, 6 iterations of 8 candidates, its best one finished."""

    directory: Path
    study: str

    def copied_to(self, directory: Path) -> "Recorded":
        shutil.copytree(self.directory, directory)
        return Recorded(directory, self.study)

    def another(self) -> str:
        """One more study with the same log and the same artifacts, for a test that changes it; its id."""
        name = uuid4().hex[:12]
        with closing(sqlite3.connect(self.directory / "studies.sqlite")) as database, database:
            summary = "json_set(summary, '$.id', :new)"
            study = f"INSERT INTO studies SELECT :new, created_at, {summary}, artifacts FROM studies WHERE id = :old"
            for rows in (study, "INSERT INTO events SELECT :new, seq, body FROM events WHERE study = :old"):
                database.execute(rows, {"new": name, "old": self.study})
        return name


def recorded(temporary: Path) -> Recorded:
    """The recorded study: the kept one, or else a new one."""
    root = Path(os.environ.get(KEPT) or temporary)
    directory, name = root / "data", root / "study"
    if not name.exists():
        shutil.rmtree(directory, ignore_errors=True)
        name.write_text(_record(directory))
    return Recorded(directory, name.read_text())


def _record(directory: Path) -> str:
    with (
        start_server(directory) as server,
        StudyClient.create(server.url, name=NAME, dataset="digits", template="cells", seed=5) as study,
    ):
        study.command("start_training", epochs=EPOCHS)
        study.wait_idle(180)
        study.command("start_search", iterations=ITERATIONS)
        study.wait_idle(180)
        study.command("finalize", candidates=[study.study["best_candidate"]], epochs=FINAL_EPOCHS)
        study.wait_idle(180)
        return study.id
