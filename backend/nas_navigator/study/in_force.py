"""When a decision was in force, and what was made with it: it may have been undone, and redone."""

from collections.abc import Callable
from typing import final

from nas_navigator_schemas.http import Standing, Stretch
from nas_navigator_schemas.records import EvaluationRecord, InterventionRecord, Records, Reversal


@final
class InForce:
    """The stretches of time in which a decision was in force."""

    def __init__(self, decision: InterventionRecord) -> None:
        turns = (Reversal(seq=decision.seq, evaluations=decision.evaluations), *decision.reversals)
        self._decision = decision
        self._stretches = tuple(zip(turns[::2], (*turns[1:], None)[::2], strict=True))
        # New paths alone leave the version of the weights as it is.
        self._reweighs = decision.edit is not None and decision.type != "paths_added"

    @property
    def tells(self) -> bool:
        """Whether an evaluation says whether it was proposed with it: by the number of the steering, or its weights."""
        return self._decision.change is not None or self._reweighs

    def stretch_of(self, index: int, one: EvaluationRecord) -> int | None:
        """In which stretch an evaluation was made with the decision, from 0; None: in none.

        Args:
            index: how many evaluations of any kind came before this one.
            one: the evaluation.
        """
        if self._decision.change is not None:
            return self._last(
                lambda begin, end: begin.seq <= one.steering_seq and (end is None or one.steering_seq < end.seq)
            )
        edit = self._decision.edit if self._reweighs else None
        if edit is not None and one.weights == self._decision.weights:
            return None
        if edit is not None and one.weights == edit.after.weights:
            # What was on its way when it was undone as well.
            return self._last(lambda begin, _: begin.evaluations <= index)
        return self._last(lambda begin, end: begin.evaluations <= index and (end is None or index < end.evaluations))

    def _last(self, holds: Callable[[Reversal, Reversal | None], bool]) -> int | None:
        found = None
        for at, (begin, end) in enumerate(self._stretches):
            if holds(begin, end):
                found = at
        return found

    def standing(self, records: Records) -> Standing | None:
        """When it was in force; None for a decision that was never undone: ever since it was made."""
        if not self._decision.reversals:
            return None
        found = [self.stretch_of(index, one) for index, one in enumerate(records.evaluations.values())]
        stretches = (
            Stretch(since=begin.seq, until=None if end is None else end.seq, evaluations=found.count(at))
            for at, (begin, end) in enumerate(self._stretches)
        )
        return Standing(seq=self._decision.seq, stretches=tuple(stretches))


def undone_unused(records: Records, decision: InterventionRecord) -> str | None:
    """Why nothing can be said of a decision that was undone before anything was evaluated with it; None for others."""
    found = InForce(decision).standing(records)
    if found is None or any(stretch.evaluations for stretch in found.stretches):
        return None
    first, last = found.stretches[0], found.stretches[-1]
    why = f"undone by event {first.until} before anything was evaluated with it"
    return why if last.until is not None else f"{why}, and redone by event {last.since}: nothing was evaluated since"
