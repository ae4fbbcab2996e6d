"""The log of a study is its whole truth: folding it gives what the server holds, byte for byte, without torch."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nas_navigator.study.evolve import replay
from nas_navigator_schemas.events import Event
from nas_navigator_schemas.records import Records
from tests.canonical import canonical
from tests.client import StudyClient
from tests.server import Server
from tests.study.logbook import many_decisions

_FOLD = """
import json, sys
from pydantic import TypeAdapter
from nas_navigator.study.evolve import replay
from nas_navigator_schemas.events import Event
from tests.canonical import canonical
page = json.load(sys.stdin)
records = replay(TypeAdapter(tuple[Event, ...]).validate_python(page["events"]), page["study"])
assert "torch" not in sys.modules
sys.stdout.buffer.write(canonical(records))
"""


def test_folding_the_log_gives_the_servers_records(server: Server, tmp_path: Path) -> None:
    with StudyClient.create(server.url, name="Folded", dataset="digits", template="cells", seed=2) as study:
        study.command("start_training", epochs=1)
        study.wait_idle()
        study.command("step_search")
        study.wait_idle()
        study.command("remove_paths", paths=["p1"])
        study.command("undo")
        study.command("add_cell", kind="normal", position=1, nodes=2)
        study.wait(lambda c: (c.study["layout"] or {}).get("version", 0) == 2)
        held = study.api.get(f"/studies/{study.id}").json()
        page = study.api.get(f"/studies/{study.id}/events", params={"after": 0, "limit": 100_000}).json()
    assert page["last_seq"] == held["seq"]
    given = json.dumps({"study": study.id, "events": page["events"]})
    folded = subprocess.run([sys.executable, "-c", _FOLD], input=given.encode(), capture_output=True, check=False)
    assert folded.returncode == 0, folded.stderr.decode()
    assert folded.stdout == canonical(Records.model_validate(held["records"]))


@pytest.mark.timed
def test_an_event_takes_as_long_to_fold_at_the_end_of_a_long_log() -> None:
    def seconds(log: list[Event]) -> float:
        began = time.perf_counter()
        replay(log, "s1")
        return time.perf_counter() - began

    short, long = many_decisions(2000), many_decisions(16_000)
    assert min(seconds(long) for _ in range(2)) < 2 * 8 * min(seconds(short) for _ in range(2))
