"""The words of a query."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nas_navigator.spaces.queries.errors import QueryError

Kind = Literal["number", "text", "word", "symbol", "end"]
LONGEST = 2000
"""Characters of a query."""

_TOKEN = re.compile(
    r"""(?P<number>[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)\s*(?P<unit>%|[kKMG]\b)?
      | "(?P<double>[^"]*)" | '(?P<single>[^']*)' | “(?P<typographic>[^”]*)”
      | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<symbol><=|>=|==|!=|[<>=(),≤≥≠])""",
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_UNITS = {None: 1.0, "%": 0.01, "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9}
_SPELLINGS = {"==": "=", "≤": "<=", "≥": ">=", "≠": "!="}
_QUOTES = "\"'“"


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its kind, what it says, its number where it is one, and where it stands, from 0."""

    kind: Kind
    text: str
    at: int
    number: float = 0.0

    def shown(self) -> str:
        """The word as a message quotes it."""
        return "the query's end" if self.kind == "end" else f"'{self.text}'"


def tokens(query: str) -> tuple[Token, ...]:
    """The words of a query, last one of kind `end`.

    Raises:
        QueryError: the query is too long or empty, or has a character that belongs to no word.
    """
    if len(query) > LONGEST:
        raise QueryError(f"the query has {len(query)} characters; at most {LONGEST} are read", LONGEST)
    found = tuple(_tokens(query))
    if len(found) == 1:
        raise QueryError("the query is empty; try accuracy > 0.9", 0)
    return found


def _tokens(query: str) -> Iterator[Token]:
    at = _after_space(query, 0)
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None:
            raise _unreadable(query[at], at)
        yield _token(match)
        at = _after_space(query, match.end())
    yield Token("end", "", len(query))


def _after_space(query: str, at: int) -> int:
    match = _SPACE.match(query, at)
    return at if match is None else match.end()


def _token(match: re.Match[str]) -> Token:
    at = match.start()
    if (digits := match["number"]) is not None:
        return Token("number", match[0], at, float(digits) * _UNITS[match["unit"]])
    if (word := match["word"]) is not None:
        return Token("word", word, at)
    if (symbol := match["symbol"]) is not None:
        return Token("symbol", _SPELLINGS.get(symbol, symbol), at)
    return Token("text", match[0][1:-1], at)


def _unreadable(character: str, at: int) -> QueryError:
    if character in _QUOTES:
        return QueryError(f"the quotation mark {character} is not closed", at)
    return QueryError(f"{character!r} is no part of a query; it has fields, < <= > >= = !=, and, or, not, ( )", at)
