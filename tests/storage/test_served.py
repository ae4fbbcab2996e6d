"""The real server on PostgreSQL: a study from its creation to a search, over a crash."""

from pathlib import Path

import httpx

from tests.client import StudyClient
from tests.command_line import cli
from tests.postgres import Postgres
from tests.server import start_server

SMALL = {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 1, "channels": 2}}


def test_a_study_on_postgresql_survives_the_server(tmp_path: Path, postgres: Postgres, database_url: str) -> None:
    place = ("--database-url", database_url)
    with start_server(tmp_path, *place) as server:
        second = cli("serve", "--port", "0", "--data-dir", str(tmp_path / "other"), *place)
        assert second.returncode == 2
        assert "is in use by another server" in second.stderr
        # PostgreSQL's own text has no place for NUL.
        with StudyClient.create(server.url, name="A\0B", dataset="digits", template=SMALL) as study:
            study.command("start_training", epochs=1)
            study.wait_idle(120)
            study.command("step_search", command_id="once")
            study.wait_idle(120)
            assert study.send("step_search", command_id="a\0b").status_code == 422
            study.wait(lambda c: c.study["layout"] is not None)
            identifier, records = study.id, httpx.get(f"{server.api}/studies/{study.id}").json()
        server.kill()
    assert not (tmp_path / "studies.sqlite").exists()
    with start_server(tmp_path, *place) as server:
        assert httpx.get(f"{server.api}/studies/{identifier}").json() == records
        assert httpx.get(f"{server.api}/studies").json()[0]["name"] == "A\0B"
    rows = postgres.sql(database_url, f"SELECT count(*), max(seq) FROM events WHERE study = '{identifier}'")
    assert rows == f"{records['seq']}|{records['seq']}"
