"""How the scores of some paths got where they are: a pure function of the records."""

from collections.abc import Iterable, Sequence

from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas.http import PathHistory, ScoresHistory
from nas_navigator_schemas.records import Records, ScoresRecord


def scores_history(records: Records, paths: Iterable[str]) -> ScoresHistory:
    """The scores of these paths after each iteration, as columns; null before a path was there.

    Raises:
        Refusal: a path is neither in the template nor has it ever been scored.
    """
    kept = sorted(records.scores.values(), key=lambda record: record.iteration)
    rows = _rows(kept)
    found = tuple(_history(path, kept, rows) for path in dict.fromkeys(paths))
    for history in found:
        if history.path not in records.paths and all(value is None for value in history.frequency):
            raise Refusal(404, "No such path", f"the study has no path '{history.path}'", "path")
    return ScoresHistory(iterations=tuple(record.iteration for record in kept), histories=found)


def _rows(kept: Sequence[ScoresRecord]) -> list[dict[str, int]]:
    """Where each path stands in each record; the same dictionary as long as the template stays as it is."""
    rows: list[dict[str, int]] = []
    for index, record in enumerate(kept):
        same = index > 0 and record.paths == kept[index - 1].paths
        rows.append(rows[-1] if same else {path: row for row, path in enumerate(record.paths)})
    return rows


def _history(path: str, kept: Sequence[ScoresRecord], rows: Sequence[dict[str, int]]) -> PathHistory:
    places = [(record, row.get(path)) for record, row in zip(kept, rows, strict=True)]
    return PathHistory(
        path=path,
        score=tuple(None if row is None else record.score[row] for record, row in places),
        frequency=tuple(None if row is None else record.frequency[row] for record, row in places),
        advantage=tuple(None if row is None else record.advantage[row] for record, row in places),
        stderr=tuple(None if row is None else record.stderr[row] for record, row in places),
    )
