"""What a query is true of: conditions become columns of yes and no, which `and`, `or` and `not` join."""

from collections.abc import Callable, Iterable

import numpy as np

from nas_navigator.spaces.incidence import BoolArray
from nas_navigator.spaces.queries.columns import Table
from nas_navigator.spaces.queries.errors import QueryError, unknown
from nas_navigator.spaces.queries.fields import candidate_table, path_table
from nas_navigator.spaces.queries.syntax import (
    Comparison,
    Either,
    Every,
    Flag,
    Has,
    InRegion,
    Not,
    Query,
    Value,
    parse,
)
from nas_navigator_schemas.records import Records

Special = Callable[[Has | InRegion], BoolArray]


def select_candidates(records: Records, query: str, objectives: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The candidates that a query is true of, in the order of the records.

    Args:
        records: the study.
        query: such as `accuracy > 0.9 and not has("3x3 max pooling", cell=2)`.
        objectives: names that can be asked for though nothing is measured yet.

    Raises:
        QueryError: it cannot be read, or names what the study does not have.
    """
    asked, members = parse(query), _Members(records)
    table = candidate_table(records, objectives)
    return _chosen(tuple(records.candidates), _holds(asked, table, members.where))


def select_paths(records: Records, query: str) -> tuple[str, ...]:
    """The paths that a query is true of, such as `advantage < -0.02 and cell == 1`, in the order of the records.

    Raises:
        QueryError: it cannot be read, or names what the study does not have.
    """
    return _chosen(tuple(records.paths), _holds(parse(query), path_table(records), _not_of_paths))


def _chosen(ids: tuple[str, ...], rows: BoolArray) -> tuple[str, ...]:
    return tuple(ids[row] for row in np.flatnonzero(rows))


def _holds(query: Query, table: Table, special: Special) -> BoolArray:
    holds: BoolArray
    match query:
        case Comparison() | Flag():
            holds = table.where(query)
        case Has() | InRegion():
            holds = special(query)
        case Not():
            holds = ~_holds(query.term, table, special)
        case Every():
            holds = np.all([_holds(term, table, special) for term in query.terms], axis=0)
        case Either():
            holds = np.any([_holds(term, table, special) for term in query.terms], axis=0)
    return holds


def _not_of_paths(query: Has | InRegion) -> BoolArray:
    if isinstance(query, Has):
        raise QueryError('has(…) is asked of candidates; of a path, write operation = "…" and cell = 2', query.at)
    raise QueryError("in region(…) is asked of candidates, not of paths", query.region.at)


class _Members:
    """What candidates consist of and which regions they are in; read once a query, and only if it asks."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._paths: Table | None = None
        self._known: dict[Has | InRegion, BoolArray] = {}

    def where(self, query: Has | InRegion) -> BoolArray:
        """The candidates that contain such a path, or are in that region."""
        if query not in self._known:
            self._known[query] = self._having(query) if isinstance(query, Has) else self._inside(query.region)
        return self._known[query]

    def _having(self, query: Has) -> BoolArray:
        if self._paths is None:
            self._paths = path_table(self._records)
        fitting = np.all([self._paths.where(condition) for condition in query.conditions], axis=0)
        wanted = frozenset(_chosen(tuple(self._records.paths), fitting))
        return self._rows(not wanted.isdisjoint(one.paths) for one in self._records.candidates.values())

    def _inside(self, asked: Value) -> BoolArray:
        name = str(asked.content)
        regions = self._records.regions
        exact = [region for region in regions.values() if region.name == name.strip()]
        folded = [region for region in regions.values() if region.name.casefold() == name.strip().casefold()]
        named = exact or folded or ([regions[name]] if name in regions else [])
        if not named:
            raise unknown("region", name, [region.name for region in regions.values()], asked.at)
        members = frozenset().union(*(region.candidates for region in named))
        return self._rows(key in members for key in self._records.candidates)

    def _rows(self, answers: Iterable[bool]) -> BoolArray:
        return np.fromiter(answers, dtype=np.bool_, count=len(self._records.candidates))
