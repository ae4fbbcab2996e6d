"""Columns of a table that a query compares: numbers, text of a few kinds, and flags."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nas_navigator.spaces.incidence import BoolArray, Indices
from nas_navigator.spaces.queries.errors import QueryError, brief, unknown
from nas_navigator.spaces.queries.syntax import Comparison, Flag, Value
from nas_navigator.spaces.space import FloatArray

_COMPARE: Final[Mapping[str, Callable[[FloatArray, float], NDArray[np.bool_]]]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "=": np.equal,
}


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """A number a row, NaN where there is none; a row may have several (`others`), any of which may be meant.

    With `upto`, the rows are numbered places from 1 to that, and asking for another one is a mistake.
    """

    values: FloatArray
    others: tuple[FloatArray, ...] = ()
    upto: int | None = None

    def compare(self, asked: Comparison) -> BoolArray:
        """The rows of which the comparison holds."""
        number, name = asked.value.content, asked.name.text
        if isinstance(number, bool | str):
            raise QueryError(f"{name} is a number, not {_shown(asked.value)}", asked.value.at)
        if self.upto is not None and asked.operator in ("=", "!=") and number not in range(1, self.upto + 1):
            raise QueryError(f"no {name} {number:g}; the template has 1 to {self.upto}", asked.value.at)
        if asked.operator == "!=":
            return ~self._any(_COMPARE["="], number) & ~np.isnan(self.values)
        return self._any(_COMPARE[asked.operator], number)

    def _any(self, holds: Callable[[FloatArray, float], NDArray[np.bool_]], number: float) -> BoolArray:
        found = holds(self.values, number)
        for other in self.others:
            found = found | holds(other, number)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One of a few words a row, by number, -1 where there is none; `spellings` of a word are all that people type."""

    codes: Indices
    spellings: Mapping[str, frozenset[int]]
    suggested: Sequence[str]

    def compare(self, asked: Comparison) -> BoolArray:
        """The rows of which the comparison holds; upper and lower case are the same."""
        word, name = asked.value.content, asked.name.text
        if asked.operator not in ("=", "!="):
            raise QueryError(f"{name} is text; compare it by = or !=", asked.name.at)
        if not isinstance(word, str):
            raise QueryError(f"{name} is text; write it in quotation marks", asked.value.at)
        if word.casefold() not in self.spellings:
            raise unknown(name, word, self.suggested, asked.value.at)
        same = np.isin(self.codes, np.array(sorted(self.spellings[word.casefold()]), dtype=np.int32))
        return same if asked.operator == "=" else ~same & (self.codes >= 0)


@dataclass(frozen=True, slots=True, eq=False)
class Flags:
    """Yes or no a row."""

    values: BoolArray

    def compare(self, asked: Comparison) -> BoolArray:
        """The rows of which the comparison holds."""
        if asked.operator not in ("=", "!=") or not isinstance(asked.value.content, bool):
            raise QueryError(f"{asked.name.text} is true or false; write {asked.name.text} = true", asked.value.at)
        return self.values if asked.value.content is (asked.operator == "=") else ~self.values


Column = Numbers | Words | Flags


class Table:
    """Rows with named columns, which are made when a query first speaks of them."""

    def __init__(self, of: str, columns: Mapping[str, Callable[[], Column]]) -> None:
        self.of = of
        self._makers = columns
        self._made: dict[str, Column] = {}

    def where(self, asked: Comparison | Flag) -> BoolArray:
        """The rows of which a condition holds; shape (rows,).

        Raises:
            QueryError: there is no such field, or it cannot be compared so.
        """
        column = self._column(asked.name.text, asked.name.at)
        if isinstance(asked, Comparison):
            return column.compare(asked)
        if not isinstance(column, Flags):
            raise QueryError(f"{asked.name.text} is not true or false; compare it with a value", asked.name.at)
        return column.values

    def _column(self, name: str, at: int) -> Column:
        if name not in self._makers:
            raise unknown(f"field of {self.of}", name, self._makers, at)
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]


def numbers(values: Iterable[float | None]) -> FloatArray:
    """The values as an array, NaN where there is none."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def words(values: Iterable[str | None], among: Iterable[str] = ()) -> Words:
    """A column of words, each spelt in one way; `among` are words that no row may have."""
    return spelt((() if value is None else (value,) for value in values), [(word,) for word in among])


def spelt(values: Iterable[tuple[str, ...]], among: Iterable[tuple[str, ...]] = ()) -> Words:
    """A column of words with several spellings each, the first of which is suggested; none: no word."""
    numbered: dict[tuple[str, ...], int] = {}
    codes = [numbered.setdefault(value, len(numbered)) if value else -1 for value in values]
    for word in among:
        numbered.setdefault(word, len(numbered))
    spellings: dict[str, set[int]] = {}
    for spelled, code in numbered.items():
        for spelling in spelled:
            spellings.setdefault(spelling.casefold(), set()).add(code)
    suggested = tuple(dict.fromkeys(spelled[0] for spelled in numbered))
    sets = {spelling: frozenset(found) for spelling, found in spellings.items()}
    return Words(np.array(codes, dtype=np.int32), sets, suggested)


def _shown(value: Value) -> str:
    return f'"{brief(value.content)}"' if isinstance(value.content, str) else str(value.content).lower()
