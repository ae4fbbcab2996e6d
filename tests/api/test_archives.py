"""Whole studies as files: out of one server, into another; and files that nobody should take in."""

import json
import random
import stat
import warnings
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.conftest import SMALL
from tests.client import StudyClient
from tests.server import Server, start_server

Entries = list[tuple[str | zipfile.ZipInfo, bytes]]


@pytest.fixture(scope="module")
def saved(shared: Server, api: httpx.Client) -> bytes:
    """The file of a small study that was trained for an epoch."""
    body = {"name": "Trunk", "dataset": "digits", "template": SMALL}
    identifier = api.post("/studies", json=body).json()["id"]
    with StudyClient(shared.url, identifier) as study:
        study.command("start_training", epochs=1)
        study.wait(lambda c: c.study["weights"] == 1 and c.study["layout"] is not None, 120)
    answer = api.get(f"/studies/{identifier}/archive")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"].startswith('attachment; filename="trunk-study-')
    return answer.content


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with start_server(tmp_path_factory.mktemp("elsewhere") / "data") as server:
        yield server


def imported(server: Server, content: bytes) -> httpx.Response:
    return httpx.post(f"{server.api}/studies/import", content=content, timeout=60)


def entries(content: bytes) -> Entries:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def packed(parts: Entries, artifacts: int = zipfile.ZIP_STORED) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        # Python warns of a name that is there twice; that is what one of the files is about.
        warnings.simplefilter("ignore", UserWarning)
        for name, content in parts:
            plain = name if isinstance(name, str) else name.filename
            archive.writestr(name, content, artifacts if plain.startswith("artifacts/") else zipfile.ZIP_DEFLATED)
    return target.getvalue()


def test_a_study_opens_on_another_server_and_goes_on_there(saved: bytes, elsewhere: Server) -> None:
    answer = imported(elsewhere, saved)
    assert answer.status_code == 201, answer.text
    identifier = answer.json()["id"]
    assert answer.json()["records"]["study"][identifier]["name"] == "Trunk"
    with StudyClient(elsewhere.url, identifier) as study:
        study.command("start_search", iterations=1)
        study.wait(lambda c: c.study["iteration"] == 1, 120)
        assert study.study["best_candidate"] is not None


def test_the_same_file_twice_makes_two_studies(saved: bytes, elsewhere: Server) -> None:
    first, second = (imported(elsewhere, saved).json()["id"] for _ in range(2))
    assert first != second


def test_what_is_read_back_is_what_was_written(saved: bytes, elsewhere: Server) -> None:
    identifier = imported(elsewhere, saved).json()["id"]
    again = httpx.get(f"{elsewhere.api}/studies/{identifier}/archive", timeout=60).content
    ours, theirs = dict(entries(saved)), dict(entries(again))
    assert ours["events.jsonl"] == theirs["events.jsonl"]
    assert {name for name in ours if name.startswith("artifacts/")} == {
        name for name in theirs if name.startswith("artifacts/")
    }


def with_entry(name: str, content: bytes = b"x") -> Callable[[Entries], Entries]:
    return lambda parts: [*parts, (name, content)]


def with_events(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[Entries], Entries]:
    """The log changed, and the manifest made to agree."""

    def changed(parts: Entries) -> Entries:
        whole = dict(parts)
        events = [json.loads(line) for line in whole["events.jsonl"].splitlines()]
        change(events)
        log = b"".join(json.dumps(event).encode() + b"\n" for event in events)
        manifest = json.loads(whole["manifest.json"])
        manifest |= {"events": len(events), "events_sha256": sha256(log).hexdigest()}
        whole |= {"events.jsonl": log, "manifest.json": json.dumps(manifest).encode()}
        return [*whole.items()]

    return changed


def with_manifest(**fields: Any) -> Callable[[Entries], Entries]:
    def changed(parts: Entries) -> Entries:
        whole = dict(parts)
        whole["manifest.json"] = json.dumps(json.loads(whole["manifest.json"]) | fields).encode()
        return [*whole.items()]

    return changed


def damaged_artifact(parts: Entries) -> Entries:
    return [(name, content[:-1] + b"\0" if name.startswith("artifacts/") else content) for name, content in parts]


def deep_event(parts: Entries) -> Entries:
    whole = dict(parts)
    whole["events.jsonl"] = b"[" * 100_000 + b"]" * 100_000 + b"\n"
    return [*whole.items()]


def impossible_work(events: list[dict[str, Any]]) -> None:
    """An evaluation is asked for, and nothing was ever trained."""
    del events[1:]
    paths = [path["id"] for path in events[0]["payload"]["template"]["paths"]][:4]
    asked = {"type": "evaluation_requested", "job": "j1", "candidates": [{"id": "ab" * 6, "paths": paths}]}
    events.append({"seq": 2, "at": events[0]["at"], "actor": "person", "version": 1, "payload": asked})


def created_twice(events: list[dict[str, Any]]) -> None:
    events.append({**events[0], "seq": len(events) + 1})


def without_weights(parts: Entries) -> Entries:
    """As if the weights had never been in it."""
    kept = [part for part in parts if not part[0].startswith("artifacts/")]
    return with_manifest(artifacts={})(kept)


def twice(key: str) -> Callable[[list[dict[str, Any]]], None]:
    """The first of the template's paths, or cells, again under the same id."""

    def changed(events: list[dict[str, Any]]) -> None:
        things = events[0]["payload"]["template"][key]
        things.append(things[0])

    return changed


def told_twice(kind: str) -> Callable[[list[dict[str, Any]]], None]:
    """The last event of a kind again at the end of the log, with every id that it has."""

    def changed(events: list[dict[str, Any]]) -> None:
        event = next(event for event in reversed(events) if event["payload"]["type"] == kind)
        events.append({**event, "seq": len(events) + 1})

    return changed


def with_link(parts: Entries) -> Entries:
    """A symbolic link in the place of an artifact: unpacked by others, it would lead anywhere."""
    name = "artifacts/" + sha256(b"/etc/passwd").hexdigest()
    link = zipfile.ZipInfo(name)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return [*parts, (link, b"/etc/passwd")]


def deep_manifest(parts: Entries) -> Entries:
    return [("manifest.json", b'{"a":' * 100_000), *(part for part in parts if part[0] != "manifest.json")]


def renamed_path(events: list[dict[str, Any]]) -> None:
    events[0]["payload"]["template"]["paths"][0]["cell"] = "nowhere"


def at(text: str) -> Callable[[Entries], Entries]:
    """The last event at another moment."""
    return with_events(lambda events: events[-1].update(at=text))


HOSTILE = {
    "no zip": (lambda _: None, "no archive of a study"),
    "no manifest": (lambda parts: [part for part in parts if part[0] != "manifest.json"], "no manifest.json"),
    "a path that escapes": (with_entry("../../escaped"), "'../../escaped', which is no part of a study"),
    "an absolute path": (with_entry("/tmp/escaped"), "'/tmp/escaped', which is no part of a study"),
    "a path below the artifacts": (with_entry("artifacts/../../escaped"), "which is no part of a study"),
    "a path of another system": (with_entry("..\\..\\escaped"), "which is no part of a study"),
    "a link": (with_link, "which is no part of a study"),
    "a manifest nested without end": (deep_manifest, "manifest.json cannot be read"),
    "a manifest without end": (with_manifest(padding=" " * 9 * 2**20), "manifest.json has more than"),
    "an event without end": (with_events(lambda events: events[0].update(at="0" * 65 * 2**20)), "the log is too long"),
    "a moment that is none": (at("soon"), "cannot be read: at: 'soon' is no moment with a zone"),
    "a moment of no zone": (at("2026-01-02T03:04:05"), "is no moment with a zone"),
    "a moment that is too long": (at("2026-01-02T03:04:05." + "0" * 40 + "Z"), "is no moment with a zone"),
    "a moment with a NUL": (at("2026-01-02\x0003:04:05Z"), "'2026-01-02\\x0003:04:05Z' is no moment"),
    "a moment that clears the screen": (at("\x1b[2J2026-01-02T03:04:05Z"), "'\\x1b[2J2026-01-02T03:04:05Z' is no"),
    "two paths of one id": (with_events(twice("paths")), "p0"),
    "two cells of one id": (with_events(twice("cells")), "c0"),
    "a job of an id that is taken": (with_events(told_twice("training_started")), "begins a second time"),
    "an epoch that is told twice": (with_events(told_twice("epoch_finished")), "ends a second time"),
    "weights that are told twice": (with_events(told_twice("training_finished")), "goes on after its end"),
    "a map that is told twice": (with_events(told_twice("layout_finished")), "goes on after its end"),
    "a file twice": (lambda parts: [*parts, parts[1]], "'events.jsonl' twice"),
    "an artifact that nobody named": (with_entry("artifacts/" + "a" * 64), "which its manifest does not name"),
    "an artifact that is missing": (
        lambda parts: [part for part in parts if not part[0].startswith("artifacts/")],
        "the archive lacks 'artifacts/",
    ),
    "an artifact with another content": (damaged_artifact, "is not what its name says"),
    "another log": (
        lambda parts: [(n, c.replace(b"Trunk", b"Other") if n == "events.jsonl" else c) for n, c in parts],
        "the log is not the one that the manifest describes",
    ),
    "a newer format": (with_manifest(version=2), "manifest.json cannot be read: version"),
    "another format": (with_manifest(format="zip"), "manifest.json cannot be read: format"),
    "sizes that lie": (with_manifest(artifacts={"a" * 64: -1}), "manifest.json cannot be read: artifacts"),
    "an event nested without end": (deep_event, "event 1 cannot be read"),
    "an event that there is not": (
        with_events(lambda events: events[1]["payload"].update(type="run_code")),
        "event 2 cannot be read",
    ),
    "events out of order": (with_events(list.reverse), "says that it is number"),
    "a log without its beginning": (
        with_events(lambda events: [events.pop(0), [e.update(seq=n) for n, e in enumerate(events, 1)]]),
        "its events do not follow from one another",
    ),
    "a template that cannot be": (with_events(renamed_path), "in cell 'nowhere'"),
    "work that cannot be": (with_events(impossible_work), "its events do not follow from one another"),
    "a study that is created twice": (with_events(created_twice), "creates it a second time"),
    "a log whose weights are not there": (without_weights, "which its log needs"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_archive_is_refused_with_nothing_written(case: str, saved: bytes, elsewhere: Server) -> None:
    change, reason = HOSTILE[case]
    parts = change(entries(saved))
    before = kept(elsewhere)
    answer = imported(elsewhere, b"nothing of the kind" if parts is None else packed(parts))
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert reason in answer.json()["detail"]
    assert kept(elsewhere) == before


def test_an_archive_that_unpacks_to_more_than_it_says_is_refused(saved: bytes, elsewhere: Server) -> None:
    """Ten megabytes of nothing under the name of a small artifact."""
    name = "artifacts/" + sha256(b"small").hexdigest()
    parts = with_manifest(artifacts={name.removeprefix("artifacts/"): 5})(
        [part for part in entries(saved) if not part[0].startswith("artifacts/")]
    )
    before = kept(elsewhere)
    answer = imported(elsewhere, packed([*parts, (name, b"\0" * 10_000_000)]))
    assert answer.status_code == 422
    assert "has 10000000 bytes and not 5" in answer.json()["detail"]
    assert kept(elsewhere) == before


def test_artifacts_that_would_grow_are_refused(saved: bytes, elsewhere: Server) -> None:
    before = kept(elsewhere)
    answer = imported(elsewhere, packed(entries(saved), artifacts=zipfile.ZIP_DEFLATED))
    assert answer.status_code == 422
    assert "packed in a way that is not read here" in answer.json()["detail"]
    assert kept(elsewhere) == before


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_archive_is_refused_whatever_the_damage(seed: int, saved: bytes, elsewhere: Server) -> None:
    """Bytes of the directory at its end, where a reader looks first, and of its headers."""
    numbers, before = random.Random(seed), kept(elsewhere)
    for _ in range(40):
        damaged = bytearray(saved)
        for _ in range(3):
            damaged[-numbers.randrange(1, 600)] = numbers.randrange(256)
        answer = imported(elsewhere, bytes(damaged))
        assert answer.status_code in (201, 422), answer.text
        if answer.status_code == 201:
            httpx.delete(f"{elsewhere.api}/studies/{answer.json()['id']}")
    assert kept(elsewhere)[0] == before[0]


def test_an_archive_that_is_cut_short_is_refused(saved: bytes, elsewhere: Server) -> None:
    before = kept(elsewhere)
    assert imported(elsewhere, saved[: len(saved) // 2]).status_code == 422
    assert kept(elsewhere) == before


def kept(server: Server) -> tuple[list[str], list[str], list[str]]:
    """Everything that an import could have written: studies, files beside the data, artifacts."""
    assert server.data_dir is not None
    studies = [line["id"] for line in httpx.get(f"{server.api}/studies").json()]
    # The database's own files come and go.
    beside = sorted(str(path) for path in Path(server.data_dir).parent.rglob("*") if "sqlite" not in path.name)
    return studies, beside, sorted(path.name for path in (Path(server.data_dir) / "artifacts").iterdir())
