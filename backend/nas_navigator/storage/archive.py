"""A whole study as one file: a ZIP with its log, the artifacts that its records refer to, and a manifest.

    manifest.json       what it is, and the SHA-256 of the log
    events.jsonl        one event a line, in order
    artifacts/<name>    files named by the SHA-256 of their bytes

Reading trusts nothing: names, sizes and hashes are checked before anything is kept, and files are written beside the
artifacts under names of this server's own.
"""

import os
import stat
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pydantic import ValidationError

from nas_navigator.storage.artifacts import NAME
from nas_navigator.storage.errors import ArchiveError
from nas_navigator_schemas.archive import ArchiveManifest
from nas_navigator_schemas.events import Event

MANIFEST, EVENTS, ARTIFACTS = "manifest.json", "events.jsonl", "artifacts/"
MOST_EVENTS = 1_000_000
LARGEST_MANIFEST = 8 * 2**20
LARGEST_EVENT = 64 * 2**20
"""Bytes of the longest line: a map of 100,000 candidates takes 20 MiB."""
LARGEST_LOG = 2 * 2**30
LARGEST_ARTIFACT = 2 * 2**30
CHUNK = 2**20


def write_archive(target: IO[bytes], manifest: ArchiveManifest, events: Sequence[Event], held: Path) -> None:
    """Writes a study; weights do not shrink, so artifacts are stored as they are."""
    lines = [event.model_dump_json() for event in events]
    digest = sha256()
    for line in lines:
        digest.update(line.encode() + b"\n")
    names = sorted(path.name for path in held.iterdir())
    whole = manifest.model_copy(
        update={
            "events": len(lines),
            "events_sha256": digest.hexdigest(),
            "artifacts": {name: (held / name).stat().st_size for name in names},
        }
    )
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, whole.model_dump_json(indent=2))
        with archive.open(EVENTS, "w", force_zip64=True) as log:
            for line in lines:
                log.write(line.encode() + b"\n")
        for name in names:
            archive.write(held / name, ARTIFACTS + name, ZIP_STORED)


@final
@dataclass(frozen=True)
class Archive:
    """What an archive holds, checked; its artifacts lie in a directory of their own until some are kept."""

    manifest: ArchiveManifest
    events: tuple[Event, ...]
    held: Path

    def keep(self, names: Collection[str], artifacts: Path) -> None:
        """Puts those artifacts among the others that are in the archive."""
        for name in self.manifest.artifacts.keys() & names:
            (self.held / name).replace(artifacts / name)


def read_archive(source: Path, held: Path) -> Archive:
    """Reads and checks an archive; its artifacts are unpacked into `held`.

    Raises:
        ArchiveError: the file is no archive of ours, is damaged, too large, or holds what it should not.
    """
    try:
        with ZipFile(source) as archive:
            return _read(archive, held)
    except (BadZipFile, zlib.error) as error:
        raise ArchiveError(f"the file is no archive of a study, or is damaged: {error}".lower()) from None
    except (NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise ArchiveError(f"the archive cannot be read: {error}") from None


def _read(archive: ZipFile, held: Path) -> Archive:
    entries = _entries(archive)
    manifest = _manifest(archive, entries)
    expected = {MANIFEST, EVENTS, *(ARTIFACTS + name for name in manifest.artifacts)}
    if extra := sorted(entries.keys() - expected):
        raise ArchiveError(f"the archive holds '{_short(extra[0])}', which its manifest does not name")
    if missing := sorted(expected - entries.keys()):
        raise ArchiveError(f"the archive lacks '{_short(missing[0])}'; save the study again")
    events = tuple(_events(archive, entries[EVENTS], manifest))
    for name, size in manifest.artifacts.items():
        _artifact(archive, entries[ARTIFACTS + name], name, size, held)
    return Archive(manifest, events, held)


def _entries(archive: ZipFile) -> dict[str, ZipInfo]:
    entries: dict[str, ZipInfo] = {}
    for info in archive.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        plain = info.filename in (MANIFEST, EVENTS) or NAME.fullmatch(info.filename.removeprefix(ARTIFACTS))
        if not plain or kind not in (0, stat.S_IFREG):
            raise ArchiveError(f"the archive holds '{_short(info.filename)}', which is no part of a study")
        if info.filename in entries:
            raise ArchiveError(f"the archive holds '{_short(info.filename)}' twice")
        if info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ArchiveError(f"'{_short(info.filename)}' is encrypted or packed in a way that is not read here")
        entries[info.filename] = info
    return entries


def _manifest(archive: ZipFile, entries: dict[str, ZipInfo]) -> ArchiveManifest:
    if MANIFEST not in entries:
        raise ArchiveError("the archive has no manifest.json; choose one that 'Save study' wrote")
    with archive.open(entries[MANIFEST]) as file:
        text = file.read(LARGEST_MANIFEST + 1)
    if len(text) > LARGEST_MANIFEST:
        raise ArchiveError(f"manifest.json has more than {LARGEST_MANIFEST} bytes")
    try:
        return ArchiveManifest.model_validate_json(text)
    except ValidationError as error:
        raise ArchiveError(f"manifest.json {_mistake(error)}") from None


def _events(archive: ZipFile, entry: ZipInfo, manifest: ArchiveManifest) -> Iterator[Event]:
    digest, read, seq = sha256(), 0, 0
    with archive.open(entry) as file:
        while line := file.readline(LARGEST_EVENT + 1):
            read, seq = read + len(line), seq + 1
            if len(line) > LARGEST_EVENT or read > LARGEST_LOG or seq > MOST_EVENTS:
                raise ArchiveError(f"the log is too long: event {seq} at byte {read}")
            digest.update(line)
            yield _event(line, seq)
    if seq != manifest.events or digest.hexdigest() != manifest.events_sha256:
        raise ArchiveError("the log is not the one that the manifest describes; save the study again")


def _event(line: bytes, seq: int) -> Event:
    try:
        event = Event.model_validate_json(line)
    except ValidationError as error:
        raise ArchiveError(f"event {seq} {_mistake(error)}") from None
    if event.seq != seq:
        raise ArchiveError(f"event {seq} says that it is number {event.seq}; a log counts from 1 without a gap")
    return event


def _artifact(archive: ZipFile, entry: ZipInfo, name: str, size: int, held: Path) -> None:
    if size > LARGEST_ARTIFACT or entry.file_size != size:
        raise ArchiveError(f"artifact {name[:12]}… has {entry.file_size} bytes and not {size}, or is too large")
    digest, read = sha256(), 0
    with archive.open(entry) as source, (held / name).open("xb") as target:
        while chunk := source.read(CHUNK):
            read += len(chunk)
            if read > size:
                raise ArchiveError(f"artifact {name[:12]}… has more than the {size} bytes that it says")
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    if digest.hexdigest() != name:
        raise ArchiveError(f"artifact {name[:12]}… is not what its name says; the archive is damaged")


def _mistake(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"cannot be read: {_short(place or 'it')}: {first['msg'].lower()}"


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
