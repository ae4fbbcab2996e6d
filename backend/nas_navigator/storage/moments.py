"""Moments as events tell them: with their zone, so that any two can be compared."""

import re
from datetime import datetime

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
"""`fromisoformat` alone takes any character for the T, and moments without a zone."""


def moment_of(text: str) -> datetime | None:
    """The moment that a text tells in ISO 8601; None where it tells none, or one without a zone."""
    if MOMENT.fullmatch(text) is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
