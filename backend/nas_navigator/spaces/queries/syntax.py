"""What a query says, as a tree; made by recursive descent with a bounded depth."""

from dataclasses import dataclass, field
from typing import Final

from nas_navigator.spaces.queries.errors import QueryError
from nas_navigator.spaces.queries.tokens import Token, tokens

DEEPEST: Final = 40
"""Brackets within one another."""
MOST_CONDITIONS: Final = 100
OPERATORS: Final = frozenset({"<", "<=", ">", ">=", "=", "!="})
_TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_RESERVED: Final = frozenset({"and", "or", "not", "in", "has", "region", "true", "false"})


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a field and where it stands."""

    text: str
    at: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Value:
    """What a field is compared with."""

    content: float | str | bool
    at: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`field operator value`."""

    name: Name
    operator: str
    value: Value


@dataclass(frozen=True, slots=True)
class Flag:
    """A field that is true or false by itself."""

    name: Name


@dataclass(frozen=True, slots=True)
class Has:
    """The candidate contains a path of which all of this holds."""

    conditions: "tuple[Comparison | Flag, ...]"
    at: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class InRegion:
    """The candidate is a member of a region."""

    region: Value


@dataclass(frozen=True, slots=True)
class Not:
    """The term does not hold."""

    term: "Query"


@dataclass(frozen=True, slots=True)
class Every:
    """All terms hold."""

    terms: "tuple[Query, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """At least one term holds."""

    terms: "tuple[Query, ...]"


Query = Comparison | Flag | Has | InRegion | Not | Every | Either


def parse(query: str) -> Query:
    """The tree of a query.

    Raises:
        QueryError: it is none; the message says where and why.
    """
    return _Parser(tokens(query)).whole()


class _Parser:
    """Reads words from left to right; every method takes the words of what it returns."""

    def __init__(self, words: tuple[Token, ...]) -> None:
        self._words, self._next, self._depth, self._conditions = words, 0, 0, 0

    def whole(self) -> Query:
        found = self._either()
        rest = self._here()
        if rest.kind != "end":
            raise QueryError(f"{rest.shown()} is not expected here; join conditions by and, or", rest.at)
        return found

    def _either(self) -> Query:
        terms = [self._every()]
        while self._took("or"):
            terms.append(self._every())
        return terms[0] if len(terms) == 1 else Either(tuple(terms))

    def _every(self) -> Query:
        terms = [self._term()]
        while self._took("and"):
            terms.append(self._term())
        return terms[0] if len(terms) == 1 else Every(tuple(terms))

    def _term(self) -> Query:
        turned = False
        while self._took("not"):
            turned = not turned
        found = self._plain_term()
        return Not(found) if turned else found

    def _plain_term(self) -> Query:
        start = self._here()
        if self._took("("):
            return self._bracketed(start)
        self._count(start)
        if self._took("has"):
            return self._has(start)
        if self._took("in"):
            return self._in_region()
        return self._condition()

    def _bracketed(self, start: Token) -> Query:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(f"brackets are at most {DEEPEST} deep", start.at)
        found = self._either()
        self._expect(")", "this bracket is not closed", start)
        self._depth -= 1
        return found

    def _has(self, start: Token) -> Has:
        self._expect("(", 'write has("operation"), has("operation", cell=2)')
        arguments = [self._argument()]
        while self._took(","):
            arguments.append(self._argument())
        self._expect(")", "has( is not closed by )", start)
        return Has(tuple(arguments), start.at)

    def _argument(self) -> Comparison | Flag:
        here = self._here()
        self._count(here)
        after = self._words[self._next + 1] if here.kind == "text" else here
        if here.kind == "text" and after.text not in OPERATORS:
            self._next += 1
            return Comparison(Name("operation", here.at), "=", Value(here.text, here.at))
        return self._condition()

    def _in_region(self) -> InRegion:
        self._expect("region", 'after in comes region("name")')
        self._expect("(", 'write in region("name")')
        name = self._take()
        if name.kind not in ("text", "word"):
            raise QueryError(f'{name.shown()} is no name of a region; write in region("name")', name.at)
        self._expect(")", 'in region("name") is not closed by )')
        return InRegion(Value(name.text, name.at))

    def _condition(self) -> Comparison | Flag:
        left = self._operand()
        if self._here().text not in OPERATORS or self._here().kind != "symbol":
            if isinstance(left, Name):
                return Flag(left)
            raise QueryError(f"{_quoted(left)} is a value; compare it with a field, as in accuracy > 0.9", left.at)
        operator = self._take().text
        right = self._operand()
        if isinstance(left, Name) and isinstance(right, Value):
            return Comparison(left, operator, right)
        if isinstance(left, Value) and isinstance(right, Name):
            return Comparison(right, _TURNED[operator], left)
        if isinstance(right, Name):
            raise QueryError(f"'{right.text}' is no value; quote text, as in origin = \"{right.text}\"", right.at)
        raise QueryError("two values are compared; one side names a field, as in accuracy > 0.9", left.at)

    def _operand(self) -> Name | Value:
        token = self._take()
        word = token.text.casefold()
        match token.kind:
            case "number":
                return Value(token.number, token.at)
            case "text":
                return Value(token.text, token.at)
            case "word" if word in ("true", "false"):
                return Value(word == "true", token.at)
            case "word" if word not in _RESERVED:
                return Name(word, token.at)
        raise QueryError(
            f"{token.shown()} stands where a field or a value is expected, such as accuracy > 0.9", token.at
        )

    def _count(self, token: Token) -> None:
        self._conditions += 1
        if self._conditions > MOST_CONDITIONS:
            raise QueryError(f"a query has at most {MOST_CONDITIONS} conditions", token.at)

    def _here(self) -> Token:
        return self._words[self._next]

    def _take(self) -> Token:
        token = self._words[self._next]
        self._next = min(self._next + 1, len(self._words) - 1)
        return token

    def _took(self, word: str) -> bool:
        token = self._here()
        if token.kind not in ("word", "symbol") or token.text.casefold() != word:
            return False
        self._next += 1
        return True

    def _expect(self, word: str, rule: str, blamed: Token | None = None) -> None:
        here = self._here()
        if not self._took(word):
            raise QueryError(rule if blamed else f"{here.shown()} is not expected here; {rule}", (blamed or here).at)


def _quoted(value: Value) -> str:
    return f'"{value.content}"' if isinstance(value.content, str) else f"{value.content}"
