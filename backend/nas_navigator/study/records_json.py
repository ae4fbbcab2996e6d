"""Records as JSON text, for snapshots: what did not change since the last one is not written again."""

from collections.abc import Mapping
from typing import final

from nas_navigator.study.records import COLLECTIONS, collection, records_of
from nas_navigator_schemas._base import Frozen
from nas_navigator_schemas.records import Records


@final
class RecordsJson:
    """Writes records, and keeps the text of each collection for as long as the collection is the same value.

    Of ten thousand candidates that is most of the work, and of what people decide little concerns candidates.
    """

    def __init__(self) -> None:
        self._written: dict[str, tuple[Mapping[str, Frozen], str]] = {}

    def text(self, records: Records) -> str:
        """The same as `records.model_dump_json()`."""
        return "{" + ",".join(f'"{name}":{self._collection(records, name)}' for name in COLLECTIONS) + "}"

    def _collection(self, records: Records, name: str) -> str:
        held = collection(records, name)
        before, text = self._written.get(name, (None, ""))
        if held is not before:
            text = records_of({name: held}).model_dump_json(include={name})[len(name) + 4 : -1]
            self._written[name] = held, text
        return text
