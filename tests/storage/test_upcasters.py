"""Events of earlier versions are brought up to date wherever a log is read; today there is no earlier version."""

import asyncio
import io
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import ValidationError
from sqlalchemy import text

from nas_navigator.storage.archive import read_archive, write_archive
from nas_navigator.storage.errors import StorageError
from nas_navigator.storage.events import SqlEventStore
from nas_navigator.storage.upcasters import UPCASTERS, read_event
from nas_navigator_schemas.archive import ArchiveManifest
from nas_navigator_schemas.events import Event
from tests.storage.test_event_store import event, summary


class ThirdEvent(Event):
    """An event as a version to come might know it: gradients are clipped at what was `clip` once."""

    version: Literal[3] = 3  # type: ignore[assignment]


def renamed(old: dict[str, Any]) -> dict[str, Any]:
    training = dict(old["payload"]["training"])
    training["gradient_clip"] = training.pop("clip")
    return {**old, "payload": {**old["payload"], "training": training}}


def in_percent(old: dict[str, Any]) -> dict[str, Any]:
    training = old["payload"]["training"]
    return {
        **old,
        "payload": {**old["payload"], "training": {**training, "gradient_clip": training["gradient_clip"] / 100}},
    }


FIRST = event(1, clip=500.0).model_dump_json().replace("gradient_clip", "clip")
TODAY = event(1, clip=5.0)


@pytest.fixture
def third(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two versions later."""
    monkeypatch.setattr("nas_navigator.storage.upcasters.Event", ThirdEvent)
    monkeypatch.setattr("nas_navigator.storage.upcasters.UPCASTERS", (renamed, in_percent))


def payload(found: Event) -> Any:
    return found.payload.model_dump()


def test_every_version_before_todays_has_a_step() -> None:
    assert len(UPCASTERS) + 1 == Event.model_fields["version"].default


@pytest.mark.usefixtures("third")
def test_an_event_goes_through_every_step_from_its_version_on() -> None:
    second = event(1, clip=500.0).model_dump_json().replace('"version":1', '"version":2')
    assert payload(read_event(FIRST)) == payload(read_event(second)) == payload(TODAY)
    assert read_event(FIRST).version == 3


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("broken", ["[]", "no", '{"version": 4}', '{"version": 0}', '{"version": "1"}', "[" * 100_000])
def test_what_is_of_no_earlier_version_is_refused_as_it_stands(broken: str) -> None:
    with pytest.raises(ValidationError):
        read_event(broken)


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize(
    "broken",
    [
        FIRST.replace("clip", "clap"),
        FIRST.replace('"training"', '"trained"'),
        FIRST.replace("500.0", '"many"').replace('"version":1', '"version":2').replace("clip", "gradient_clip"),
        '{"version": 1, "payload": null}',
    ],
)
def test_a_broken_event_that_breaks_a_step_is_refused_like_one_that_breaks_a_rule(broken: str) -> None:
    with pytest.raises(ValidationError, match=r"no sound event of version [12]"):
        read_event(broken)


def test_a_stored_log_and_an_archive_are_read_alike(
    tmp_path: Path, request: pytest.FixtureRequest, place: Path | str
) -> None:
    with io.BytesIO() as file:
        manifest = ArchiveManifest(made_with="today", study="s1", name="S")
        (tmp_path / "held").mkdir()
        write_archive(file, manifest, [_Text(FIRST)], tmp_path / "held")  # type: ignore[list-item]
        (tmp_path / "archive").write_bytes(file.getvalue())

    async def work() -> None:
        store = await SqlEventStore.open(place)
        await store.create("s1", [event(1)], summary("s1"), [])
        older = text("UPDATE events SET body = :body").bindparams(body=FIRST)
        await store.database.write(lambda connection: connection.execute(older))
        request.getfixturevalue("third")
        (stored,) = await store.read("s1")
        await store.close()
        (archived,) = read_archive(tmp_path / "archive").events
        assert payload(stored) == payload(archived) == payload(TODAY)

    asyncio.run(work())


class _Text:
    """An event that is written as it was once."""

    def __init__(self, text: str) -> None:
        self.text = text

    def model_dump_json(self) -> str:
        return self.text


def version_of(place: Path | str, change: int | None = None) -> int:
    """The version that a database says it is of, which is set before."""

    async def work() -> int:
        store = await SqlEventStore.open(place)
        if change is not None:
            await store.database.write(
                lambda connection: connection.exec_driver_sql(f"UPDATE stores SET version={change}")
            )
        query = "SELECT version FROM stores"
        found = await store.database.read(lambda connection: connection.exec_driver_sql(query).scalar_one())
        await store.close()
        return int(found)

    return asyncio.run(work())


def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    place: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert version_of(place) == 1
    assert version_of(place, 2) == 2
    before = place.read_bytes() if isinstance(place, Path) else ""
    with pytest.raises(
        StorageError, match="written by a newer NAS-Navigator: it is of version 2, and this one reads up"
    ):
        version_of(place)
    assert before == (place.read_bytes() if isinstance(place, Path) else "")
    monkeypatch.setattr("nas_navigator.storage.versions.STORE_VERSION", 3)
    assert version_of(place) == 3
