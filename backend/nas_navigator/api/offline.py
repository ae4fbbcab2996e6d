"""Taking a candidate away from the data directory of a stopped server."""

import asyncio
from pathlib import Path
from shutil import copyfile
from typing import final

from nas_navigator.api.export import check_format, exported_candidate
from nas_navigator.storage.artifacts import ArtifactStore
from nas_navigator.storage.directory import DataDirectory, default_root
from nas_navigator.storage.errors import StorageError
from nas_navigator.storage.opening import open_store
from nas_navigator.study.cutting import Cuts
from nas_navigator.study.evolve import replay
from nas_navigator.study.refusals import Refusal
from nas_navigator.worker.runners.local import LocalRunner, roles
from nas_navigator_schemas.jobs import AnyMessage, AnyTask, Failed
from nas_navigator_schemas.records import Records


class CannotExportError(Exception):
    """The candidate cannot be exported; the message says why and what to do."""


def export_offline(
    study: str, candidate: str, format_: str, output: Path, data_dir: Path | None, database_url: str | None
) -> None:
    """Writes a candidate to a file.

    Raises:
        CannotExportError: the study, the candidate or the format is unknown, or a file cannot be read or written.
    """
    try:
        check_format(format_)
        directory = DataDirectory.open(data_dir or default_root(), create=False)
        try:
            asyncio.run(_export(directory, database_url, study, candidate, format_, output))
        finally:
            directory.close()
    except (Refusal, StorageError) as error:
        raise CannotExportError(error.detail) from None
    except OSError as error:
        raise CannotExportError(f"'{output}' cannot be written: {(error.strerror or str(error)).lower()}") from None


async def _export(
    directory: DataDirectory, url: str | None, study: str, candidate: str, format_: str, output: Path
) -> None:
    records = await _records(directory, url, study)
    exported = exported_candidate(records, candidate)
    if format_ == "json":
        output.write_text(exported.model_dump_json(indent=2) + "\n", encoding="utf-8")
        return
    artifact = await _weights(directory, records, candidate)
    copyfile(ArtifactStore(directory.artifacts).path(artifact), output)


async def _records(directory: DataDirectory, url: str | None, study: str) -> Records:
    store = await open_store(directory, url)
    try:
        events = await store.read(study)
    finally:
        await store.close()
    if not events:
        raise Refusal(404, "No such study", f"'{directory.root}' holds no study '{study}'; see GET /api/v1/studies")
    return replay(events, study)


async def _weights(directory: DataDirectory, records: Records, candidate: str) -> str:
    listener = _Cutting()
    runner = LocalRunner(*roles(directory.artifacts), listener)
    runner.start()
    try:
        return await listener.cuts.cut(records, candidate, runner)
    finally:
        await runner.close()


@final
class _Cutting:
    """Hears of nothing but the one cut."""

    def __init__(self) -> None:
        self.cuts = Cuts()

    def heard(self, message: AnyMessage) -> None:
        """A worker said something."""
        self.cuts.hear(message)

    def began(self, task: AnyTask) -> None:
        """The cut began: there is nothing to do but wait."""

    def lost(self, task: AnyTask, reason: str) -> None:
        """The worker died."""
        self.cuts.hear(Failed(task=task.id, message=reason))
