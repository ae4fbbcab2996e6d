"""A patch in the making: reads see what was already put, and nothing is put that did not change."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from nas_navigator.study.records import apply, collection, records_of, study_id
from nas_navigator_schemas._base import Frozen
from nas_navigator_schemas.records import JobRecord, Patch, Records, StudyRecord

Record = TypeVar("Record", bound=Frozen)


class Draft:
    """Changes to records, gathered while one event is folded; it lives no longer than that.

    `at` is when the event happened.
    """

    def __init__(self, records: Records, at: str) -> None:
        self.records = records
        self.at = at
        self._put: dict[str, dict[str, Frozen]] = {}
        self._drop: dict[str, dict[str, None]] = {}

    def get(self, name: str, identifier: str, kind: type[Record]) -> Record | None:
        """A record as the patch leaves it; `kind` is what the collection holds."""
        put = self._put.get(name, {})
        if identifier not in put and identifier in self._drop.get(name, {}):
            return None
        record = put.get(identifier, collection(self.records, name).get(identifier))
        return record if isinstance(record, kind) else None

    def put(self, name: str, identifier: str, record: Frozen) -> None:
        """Put a record, unless the same stands there already."""
        if self.get(name, identifier, type(record)) != record:
            self._put.setdefault(name, {})[identifier] = record

    def drop(self, name: str, identifier: str) -> None:
        """Drop a record, where there is one."""
        self._put.get(name, {}).pop(identifier, None)
        if identifier in collection(self.records, name):
            self._drop.setdefault(name, {})[identifier] = None

    @property
    def study(self) -> StudyRecord:
        """The study as the patch leaves it."""
        study = self.get("study", study_id(self.records), StudyRecord)
        if study is None:
            raise LookupError("the log does not begin with study_created")
        return study

    def set_study(self, **changes: Any) -> None:
        """Change fields of the study."""
        self.put("study", study_id(self.records), self.study.model_copy(update=changes))

    def job(self, identifier: str) -> JobRecord:
        """A job as the patch leaves it."""
        job = self.get("jobs", identifier, JobRecord)
        if job is None:
            raise LookupError(f"the log has no job '{identifier}'")
        return job

    def set_job(self, identifier: str, **changes: Any) -> None:
        """Change fields of a job."""
        self.put("jobs", identifier, self.job(identifier).model_copy(update=changes))

    def all(self, name: str, kind: type[Record]) -> dict[str, Record]:  # noqa: ARG002 (it gives the type)
        """A collection as the patch leaves it; `kind` is what it holds."""
        found = cast("Mapping[str, Record]", collection(self.records, name))
        dropped, put = self._drop.get(name, {}), cast("Mapping[str, Record]", self._put.get(name, {}))
        kept = {key: record for key, record in found.items() if key not in dropped} if dropped else found
        return {**kept, **put}

    def state(self) -> Records:
        """The records as the patch leaves them."""
        return apply(self.records, self.patch())

    def patch(self) -> Patch:
        """What was gathered; a record that was dropped and put again is only put."""
        put = records_of(self._put)
        drop = {
            name: tuple(key for key in ids if key not in self._put.get(name, {})) for name, ids in self._drop.items()
        }
        return Patch.model_construct(put=put, drop={name: ids for name, ids in drop.items() if ids})
