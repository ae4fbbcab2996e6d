"""What is wrong with a query: where, which word, which rule, and what was perhaps meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from nas_navigator.spaces.errors import SpaceError

_FEW = 16
"""Names that a message lists in full."""
_SHOWN = 80
_MOST_COMPARED = 500
"""Names among which a near match is sought; with more it would take too long."""


class QueryError(SpaceError):
    """A query that cannot be read or makes no sense here; `at` is the offending word's place, from 0."""

    def __init__(self, rule: str, at: int) -> None:
        super().__init__(f"character {at + 1}: {rule}", "query")
        self.at = at


def unknown(what: str, word: str, known: Iterable[str], at: int) -> QueryError:
    """There is no such name; the message says which come near, or which there are."""
    names = tuple(dict.fromkeys(known))
    return QueryError(f'no {what} "{brief(word)}"{_hint(word, names)}', at)


def brief(word: str) -> str:
    """A word as a message shows it."""
    return word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"


def _hint(word: str, names: tuple[str, ...]) -> str:
    spelled = {name.casefold(): name for name in names}
    near = get_close_matches(word[:_SHOWN].casefold(), spelled, n=3) if len(names) <= _MOST_COMPARED else []
    if near:
        quoted = " or ".join(f'"{spelled[name]}"' for name in near)
        return f"; did you mean {quoted}?"
    if 0 < len(names) <= _FEW:
        return f"; there are {', '.join(names)}"
    return "" if names else "; there is none yet"
