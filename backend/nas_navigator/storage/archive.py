"""A whole study as one file: a ZIP with its log, the artifacts that its records refer to, and a manifest.

    manifest.json       what it is, and the SHA-256 of the log
    events.jsonl        one event a line, in order
    artifacts/<name>    files named by the SHA-256 of their bytes

Reading trusts nothing: names, sizes and hashes are checked before anything is kept, and files are written beside the
artifacts under names of this server's own.
"""

import errno
import os
import stat
import struct
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pydantic import ValidationError

from nas_navigator.storage.artifacts import NAME
from nas_navigator.storage.errors import ArchiveError
from nas_navigator.storage.moments import moment_of
from nas_navigator.storage.upcasters import read_event
from nas_navigator_schemas.archive import ArchiveManifest
from nas_navigator_schemas.events import Event

MANIFEST, EVENTS, ARTIFACTS = "manifest.json", "events.jsonl", "artifacts/"
MOST_EVENTS = 100_000
LARGEST_MANIFEST = 8 * 2**20
LARGEST_EVENT = 64 * 2**20
"""Bytes of the longest line: a map of 100,000 candidates takes 20 MiB."""
LARGEST_LOG = 256 * 2**20
"""Bytes of the log; as objects it takes about twelve times as much memory."""
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
    """What an archive says of itself, and its log: checked. Its artifacts are unpacked when somebody needs them."""

    source: Path
    manifest: ArchiveManifest
    events: tuple[Event, ...]

    def keep(self, names: Collection[str], needed: Collection[str], artifacts: Path) -> None:
        """Puts those of the artifacts that the archive has among the others: all of them, or none.

        Raises:
            ArchiveError: one that is needed is not in the archive, or one is not what its name says.
        """
        names = self.manifest.artifacts.keys() & names
        if missing := sorted(set(needed) - names):
            raise ArchiveError(
                f"the archive lacks artifact {missing[0][:12]}…, which its log needs; save the study again"
            )
        with TemporaryDirectory(dir=artifacts, prefix=".import-") as directory, _opened(self.source) as archive:
            held = Path(directory)
            for name in names:
                _artifact(archive, name, self.manifest.artifacts[name], held)
            for name in names:
                (held / name).replace(artifacts / name)


def read_archive(source: Path) -> Archive:
    """Reads and checks an archive: all of it but the artifacts' bytes.

    Raises:
        ArchiveError: the file is no archive of ours, is damaged, too large, or holds what it should not.
    """
    with _opened(source) as archive:
        return _read(archive, source)


@contextmanager
def _opened(source: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(source) as archive:
            yield archive
    except (BadZipFile, zlib.error, struct.error) as error:
        raise ArchiveError(f"the file is no archive of a study, or is damaged: {error}".lower()) from None
    except OSError as error:
        # A place in the file that cannot be; a disk that is full is another matter.
        if error.errno != errno.EINVAL:
            raise
        raise ArchiveError("the file is no archive of a study, or is damaged") from None
    except (NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise ArchiveError(f"the archive cannot be read: {error}") from None


def _read(archive: ZipFile, source: Path) -> Archive:
    entries = _entries(archive)
    manifest = _manifest(archive, entries)
    expected = {MANIFEST, EVENTS, *(ARTIFACTS + name for name in manifest.artifacts)}
    if extra := sorted(entries.keys() - expected):
        raise ArchiveError(f"the archive holds '{_short(extra[0])}', which its manifest does not name")
    if missing := sorted(expected - entries.keys()):
        raise ArchiveError(f"the archive lacks '{_short(missing[0])}'; save the study again")
    for name, size in manifest.artifacts.items():
        found = entries[ARTIFACTS + name].file_size
        if found != size:
            raise ArchiveError(f"artifact {name[:12]}… has {found} bytes and not {size}")
    return Archive(source, manifest, tuple(_events(archive, entries[EVENTS], manifest)))


def _entries(archive: ZipFile) -> dict[str, ZipInfo]:
    entries: dict[str, ZipInfo] = {}
    for info in archive.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        plain = info.filename in (MANIFEST, EVENTS) or NAME.fullmatch(info.filename.removeprefix(ARTIFACTS))
        if not plain or kind not in (0, stat.S_IFREG):
            raise ArchiveError(f"the archive holds '{_short(info.filename)}', which is no part of a study")
        if info.filename in entries:
            raise ArchiveError(f"the archive holds '{_short(info.filename)}' twice")
        # Artifacts are stored as they are, so that all of them together are no larger than the file.
        ways = (ZIP_STORED,) if info.filename.startswith(ARTIFACTS) else (ZIP_STORED, ZIP_DEFLATED)
        if info.flag_bits & 1 or info.compress_type not in ways:
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
        event = read_event(line)
    except ValidationError as error:
        raise ArchiveError(f"event {seq} {_mistake(error)}") from None
    if event.seq != seq:
        raise ArchiveError(f"event {seq} says that it is number {event.seq}; a log counts from 1 without a gap")
    # Logs that this program wrote are read whatever they say; what strangers wrote goes into columns and terminals.
    if moment_of(event.at) is None:
        raise ArchiveError(
            f"event {seq} cannot be read: at: {_short(event.at)!a} is no moment with a zone, such as "
            "2026-01-02T03:04:05Z"
        )
    return event


def _artifact(archive: ZipFile, name: str, size: int, held: Path) -> None:
    digest, read = sha256(), 0
    with archive.open(ARTIFACTS + name) as source, (held / name).open("xb") as target:
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
