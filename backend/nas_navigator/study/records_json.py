"""Records as JSON text, for snapshots: what did not change since the last one is not written again."""

from collections.abc import Iterator, Mapping
from itertools import chain, islice, repeat
from operator import is_
from typing import final

from nas_navigator.study.records import COLLECTIONS, collection, records_of
from nas_navigator_schemas._base import Frozen
from nas_navigator_schemas.records import Records

BLOCK = 250
"""Records that are written together: a change costs the writing of so many, and ten thousand are forty comparisons."""

Block = dict[str, Frozen]
Written = tuple[Block, str]


@final
class RecordsJson:
    """Writes records, and keeps the text of each block of a collection for as long as the block holds the same values.

    Of ten thousand candidates that is most of the work: an iteration changes few of them, and a decision none.
    """

    def __init__(self) -> None:
        self._written: dict[str, tuple[Mapping[str, Frozen], list[Written]]] = {}

    def text(self, records: Records) -> str:
        """The same as `records.model_dump_json()`."""
        return "{" + ",".join(f'"{name}":{{{self._collection(records, name)}}}' for name in COLLECTIONS) + "}"

    def _collection(self, records: Records, name: str) -> str:
        held = collection(records, name)
        before, written = self._written.get(name, (None, []))
        if held is not before:
            earlier = chain(written, repeat(None))
            written = [
                _kept(old, block) or (block, _json(name, block))
                for old, block in zip(earlier, _blocks(held), strict=False)
            ]
            self._written[name] = held, written
        return ",".join(text for _, text in written)


def _blocks(held: Mapping[str, Frozen]) -> Iterator[Block]:
    left = iter(held.items())
    while block := dict(islice(left, BLOCK)):
        yield block


def _kept(old: Written | None, block: Block) -> Written | None:
    """What was written, if it holds the very same values under the same names, in the same order."""
    if old is None or not all(map(is_, old[0].values(), block.values())) or [*old[0]] != [*block]:
        return None
    return old


def _json(name: str, block: Block) -> str:
    """The block's records without the brackets around them."""
    return records_of({name: block}).model_dump_json(include={name})[len(name) + 5 : -2]
