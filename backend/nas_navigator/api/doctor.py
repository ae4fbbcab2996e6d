"""Examines a data directory, read-only: what is found, what it means, and what to do about it."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import final

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from nas_navigator.api.doctor_artifacts import ArtifactFiles
from nas_navigator.api.finding import Finding, Level, in_bytes
from nas_navigator.storage import inspection
from nas_navigator.storage.directory import DATABASE, check_alone, check_bond, is_used
from nas_navigator.storage.errors import StorageError, StorageUnreadableError
from nas_navigator.storage.events import cached_artifacts, cached_summary
from nas_navigator.storage.inspection import StoredStudy
from nas_navigator.storage.moments import moment_of
from nas_navigator.storage.upcasters import read_event
from nas_navigator.storage.versions import STORE_VERSION
from nas_navigator.study.evolve import replay
from nas_navigator.study.opened import artifacts_of, needed_by
from nas_navigator.study.records import main_job, study_of
from nas_navigator_schemas._base import Id
from nas_navigator_schemas.events import Event, JobPaused
from nas_navigator_schemas.records import Records

SPACE_HARM, SPACE_NOTE = 64 * 2**20, 2**30
"""Free bytes below which a server will soon stop keeping results, and below which it is worth a note."""
FORGET = "UPDATE studies SET artifacts = NULL, summary = NULL"
_ID = TypeAdapter(Id)


@final
class Examination:
    """One look at a data directory; `findings` makes it, and may be asked for once."""

    def __init__(self, root: Path, url: str | None) -> None:
        self._root, self._url = root.expanduser().resolve(), url
        self._artifacts = self._root / "artifacts"
        self._referenced: defaultdict[str, list[str]] = defaultdict(list)
        self._needed: defaultdict[str, list[str]] = defaultdict(list)
        self._all_read, self._served = True, False

    def findings(self) -> Iterator[Finding]:
        """Everything that was looked at, in order.

        Raises:
            StorageError: there is no such data directory or database, or they do not belong together.
        """
        if not os.path.isdir(self._root):  # noqa: PTH112 - that of pathlib raises where nobody may look
            raise StorageError(f"'{self._root}' holds no studies; name the directory of a server with --data-dir")
        if not os.access(self._root, os.R_OK | os.X_OK):
            raise StorageError(f"'{self._root}' cannot be looked into; run as the user that it belongs to")
        check_alone(self._root, self._url)
        files = ArtifactFiles(self._artifacts)
        used = self._served = is_used(self._root)
        with inspection.looked_at(self._root, self._url, used=used) as connection:
            store = None if self._url is None else inspection.store_of(connection)
            check_bond(self._root, store.id if store else None, store.directory if store else None)
            yield from self._directory(used)
            yield from self._database(connection)
        yield from files.findings(self._referenced, self._needed, all_read=self._all_read, used=used)

    def _directory(self, used: bool) -> Iterator[Finding]:
        needed = (self._root, self._artifacts, self._root / DATABASE)
        closed = [path for path in needed if path.exists() and not os.access(path, os.W_OK)]
        if closed:
            yield Finding(
                "directory",
                "harm",
                f"'{closed[0]}' cannot be written",
                "a server will not start here",
                "make it writable, or run as the user that it belongs to",
            )
        else:
            yield Finding("directory", "sound", f"'{self._root}' can be written")
        free = shutil.disk_usage(self._root).free
        level: Level = "harm" if free < SPACE_HARM else "note" if free < SPACE_NOTE else "sound"
        means = ("", "") if level == "sound" else ("results wait while the disk is full", "free some space")
        yield Finding("space", level, f"{in_bytes(free)} are free", *means)
        if used:
            yield Finding("server", "note", "a server is running here", "what is looked at may change meanwhile")

    def _database(self, connection: Connection) -> Iterator[Finding]:
        broken = inspection.integrity(connection)
        if broken:
            yield Finding(
                "database",
                "harm",
                f"the database is damaged: {'; '.join(broken)}",
                "some of it cannot be read, and writing may lose more",
                "stop the server and put a copy that works in its place",
            )
        else:
            kind = "SQLite says that its file is whole" if self._url is None else "PostgreSQL answers"
            yield Finding("database", "sound", kind)
        try:
            yield from self._content(connection)
        except DBAPIError as error:
            self._all_read = False
            if not broken:
                yield Finding("database", "harm", f"reading ends with: {' '.join(str(error.orig).split())}")

    def _content(self, connection: Connection) -> Iterator[Finding]:
        store = inspection.store_of(connection)
        if store is not None and store.version > STORE_VERSION:
            self._all_read = False
            yield Finding(
                "version",
                "harm",
                f"a newer NAS-Navigator wrote it: version {store.version}, and this one reads up to {STORE_VERSION}",
                "this one refuses it, and changes nothing",
                "use the newer one",
            )
            return
        if self._url is not None and inspection.is_locked(connection):
            self._served = True
            yield Finding("server", "note", "a server uses this database", "what is looked at may change meanwhile")
        for template in inspection.unreadable_templates(connection):
            yield Finding(
                "templates",
                "harm",
                f"saved template '{template}' cannot be read",
                "the gallery leaves it out; studies that began with it have a copy of their own",
                _naming(template, f"DELETE /api/v1/templates/{template}, or ") + "use the version that wrote it",
            )
        if unseen := inspection.unseen_studies(connection):
            yield Finding(
                "database",
                "note",
                f"logs half copied for branches, or half deleted: {unseen}",
                "a server does that now" if self._served else "a server ended while it did that; nothing is lost",
                "" if self._served else "the server deletes them when it starts",
            )
        for stored in inspection.stored_studies(connection):
            yield from self._study(stored, inspection.stored_events(connection, stored.id))

    def _study(self, stored: StoredStudy, rows: list[tuple[int, str]]) -> Iterator[Finding]:
        try:
            log = read_log(stored.id, rows)
            records = replay(log, stored.id)
            study, referenced, needed = study_of(records), artifacts_of(records), needed_by(records)
        except Exception as error:
            self._all_read = False
            yield Finding(
                "study",
                "harm",
                f"study '{stored.id}' of {len(rows)} events cannot be read: {error}",
                "it is listed as failed; the others are not concerned",
                "open it with the version that wrote it, import an archive of it, or delete it",
                stored.id,
            )
            return
        text = f"'{study.name}' ({stored.id}): {len(log)} events, {study.phase}"
        yield Finding("study", "sound", text, study=stored.id)
        if not self._served:
            yield from _interrupted(stored.id, log, records)
        yield from _clock(stored.id, log)
        yield from _caches(stored, referenced)
        for known, names in ((self._referenced, referenced), (self._needed, needed)):
            for name in names:
                known[name].append(f"'{study.name}' ({stored.id})")


def read_log(study: str, rows: list[tuple[int, str]]) -> tuple[Event, ...]:
    """A log from its rows.

    Raises:
        ValueError: it has a gap, or holds what this version does not know.
    """
    log: list[Event] = []
    for seq, body in rows:
        try:
            event = read_event(body)
        except ValidationError as error:
            raise StorageUnreadableError(f"event {seq} of study '{study}'", error) from None
        if not seq == event.seq == len(log) + 1:
            raise ValueError(f"after event {len(log)} comes {seq}, which says that it is {event.seq}")
        log.append(event)
    if not log:
        raise ValueError("it has no event")
    return tuple(log)


def _interrupted(study: str, log: tuple[Event, ...], records: Records) -> Iterator[Finding]:
    """What people waited for when there was a server, and have not got."""
    main = main_job(records)
    if main is None:
        return
    job, last = main[1], log[-1]
    what = f"{'training of a final network' if job.kind == 'final' else job.kind} of study '{study}'"
    if job.state != "paused":
        yield Finding(
            "study",
            "note",
            f"the {what} was under way when its server ended, after event {last.seq} at {last.at[:40]}",
            "it is paused at the next start; nothing that was measured until then is lost",
            "resume it then, or start the server with --resume",
            study,
        )
        return
    paused = next(event for event in reversed(log) if isinstance(event.payload, JobPaused))
    if job.message:
        yield Finding(
            "study",
            "note",
            f"the {what} is paused since event {paused.seq} at {paused.at[:40]}: {job.message}",
            "nothing that was measured until then is lost",
            "resume it, or stop it",
            study,
        )


def _clock(study: str, log: tuple[Event, ...]) -> Iterator[Finding]:
    times = [(event, moment_of(event.at)) for event in log]
    told = [(event, time) for event, time in times if time is not None]
    if len(told) < len(times):
        event = next(event for event, time in times if time is None)
        yield Finding(
            "clock",
            "note",
            f"{len(times) - len(told)} events of study '{study}' do not tell when they were, first event {event.seq}: "
            f"{event.at[:40]!a}",
            "events are ordered by their numbers, so nothing is wrong but their times",
            study=study,
        )
    back = [(one, other) for (one, before), (other, after) in pairwise(told) if after < before]
    if back:
        one, other = back[0]
        yield Finding(
            "clock",
            "note",
            f"in study '{study}' the clock went back {len(back)} times, first from {one.at} to {other.at} "
            f"at event {other.seq}",
            "events are ordered by their numbers, so nothing is wrong but their times",
            "have the machine's clock set by NTP",
            study,
        )


def _caches(stored: StoredStudy, referenced: frozenset[str]) -> Iterator[Finding]:
    known = cached_artifacts(stored.artifacts)
    if known is None or cached_summary(stored.summary) is None:
        yield Finding(
            "cache",
            "note",
            f"the summary of study '{stored.id}' is not cached, or not as this version does it",
            "nothing is lost: it is made anew from the log",
            study=stored.id,
        )
    elif referenced - known:
        yield Finding(
            "cache",
            "harm",
            f"the cache of study '{stored.id}' does not know all the artifacts that its log refers to",
            "they may be deleted as if nobody needed them",
            _naming(stored.id, f"stop the server, {FORGET} WHERE id = '{stored.id}', start")
            or "put a copy of the database that works in its place: no id is like that",
            stored.id,
        )


def _naming(identifier: str, mend: str) -> str:
    """A line for people to copy; none where the id in it is not one, and would be read as something else."""
    try:
        _ID.validate_python(identifier)
    except ValidationError:
        return ""
    return mend
