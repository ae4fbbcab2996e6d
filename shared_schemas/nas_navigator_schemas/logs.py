"""What a store of events is given when studies part from one another."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from nas_navigator_schemas.events import Event
from nas_navigator_schemas.http import StudySummary


class NewBranch(NamedTuple):
    """A study whose log begins with another's events up to `at_seq`, followed by those added; and its caches."""

    study: str
    at_seq: int
    added: Sequence[Event]
    summary: StudySummary
    artifacts: Collection[str]
