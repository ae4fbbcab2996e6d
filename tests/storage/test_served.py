"""The real server on PostgreSQL: a study from its creation to a search, over crashes of the database and of itself."""

import json
import re
from pathlib import Path

import httpx

from tests.client import StudyClient
from tests.command_line import cli
from tests.postgres import Postgres
from tests.server import start_server

SMALL = {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 2, "channels": 2}}


def test_a_study_on_postgresql_survives_the_server(tmp_path: Path, postgres: Postgres, database_url: str) -> None:
    place = ("--database-url", database_url.replace("@", ":secret@"))
    with start_server(tmp_path, *place) as server:
        second = cli("serve", "--port", "0", "--data-dir", str(tmp_path / "other"), *place)
        assert second.returncode == 2
        assert "is in use by another server" in second.stderr
        # PostgreSQL's own text has no place for NUL.
        with StudyClient.create(server.url, name="A\0B", dataset="digits", template=SMALL) as study:
            study.command("start_training", epochs=1)
            study.wait_idle(120)
            assert study.send("step_search", command_id="a\0b").status_code == 422
            study.command("start_search", iterations=None)
            study.wait(lambda c: c.study["iteration"] >= 1)
            postgres.stop()
            study.wait(lambda c: any("waits until it can: database 'postgresql://" in text for text in c.notices))
            refused = study.send("stop")
            assert refused.status_code == 503
            assert re.search(r"cannot be used: [a-z ]+; see that its server runs", refused.json()["detail"])
            iteration = study.study["iteration"]
            postgres.start()
            study.wait(lambda c: c.study["iteration"] > iteration)
            study.command("stop")
            study.wait_idle()
            identifier, records = study.id, httpx.get(f"{server.api}/studies/{study.id}").json()
            weights = tmp_path / "artifacts" / study.study["weights_artifact"]
        server.kill()
    whole = weights.read_bytes()
    weights.write_bytes(whole[: len(whole) // 2])
    assert not (tmp_path / "studies.sqlite").exists()
    with start_server(tmp_path, *place) as server:
        found = httpx.get(f"{server.api}/studies/{identifier}", params={"at": records["seq"]}).json()
        assert found["records"] == records["records"]
        assert httpx.get(f"{server.api}/studies").json()[0]["name"] == "A\0B"
        with StudyClient(server.url, identifier) as study:
            study.command("step_search")
            study.wait(lambda c: c.study["phase"] == "failed")
            assert "is damaged, or was half written; put it back from a copy" in study.study["message"]
        assert "secret" not in server.log()
    where = ("--data-dir", str(tmp_path), *place)
    candidate = next(iter(records["records"]["candidates"]))
    exported = cli("export", identifier, candidate, "--output", str(tmp_path / "candidate.json"), *where)
    assert exported.returncode == 0, exported.stderr
    assert json.loads((tmp_path / "candidate.json").read_text())["candidate"]["id"] == candidate
    examined = cli("doctor", "--json", *where)
    assert examined.returncode == 1, examined.stderr
    (harm,) = (
        found for found in map(json.loads, examined.stdout.splitlines()) if found["level"] == "harm" and found["mend"]
    )
    assert weights.name in harm["text"]
    rows = postgres.sql(database_url, f"SELECT count(*), max(seq) FROM events WHERE study = '{identifier}'")
    count, last = rows.split("|")
    assert count == last
    assert int(last) > records["seq"]
