"""Branches: other studies that begin where one was, and share with it all that was measured until then.

An unattended twin is one that begins just before a decision and searches on without it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from uuid import uuid4

from nas_navigator.study.decide_phase import check_map, next_job
from nas_navigator.study.evolve import EMPTY, evolve, replay
from nas_navigator.study.identity import derived_seed, search_seed
from nas_navigator.study.in_force import undone_unused
from nas_navigator.study.opened import artifacts_of, fold, stamped, summary_of
from nas_navigator.study.past import check_moment
from nas_navigator.study.records import apply, main_job, open_jobs, study_id, study_of
from nas_navigator.study.refusals import conflict, wrong
from nas_navigator_schemas import events as e
from nas_navigator_schemas.commands import Branch, RunTwin
from nas_navigator_schemas.events import AnyPayload, Event
from nas_navigator_schemas.logs import NewBranch
from nas_navigator_schemas.records import EvaluationRecord, InterventionRecord, Records, Twin, Twinning

LONGEST_NAME = 80


@dataclass(frozen=True)
class Begun:
    """A study that has parted: what the store is told of it, and its records then."""

    log: NewBranch
    records: Records


@dataclass(frozen=True)
class Parting:
    """What a command that makes other studies does: the event of the one that they part from, and they themselves."""

    payloads: tuple[AnyPayload, ...]
    begun: tuple[Begun, ...] = ()


def branch_point(log: Sequence[Event], source: str, seq: int) -> Records:
    """The records after an event of a log that is given whole: where a branch can begin.

    Raises:
        Refusal: there is no such event, or a training was under way then, whose weights are kept only when it ends.
    """
    check_moment(seq, len(log), "at_seq")
    there = replay(log[:seq], source)
    if not _is_free(there):
        free = [number for number, records in enumerate(_history(log, source), 1) if _is_free(records)]
        raise conflict(_advice(seq, free))
    return there


def new_id() -> str:
    """An id for a study."""
    return uuid4().hex[:12]


def twin_point(log: Sequence[Event], source: str, decision: InterventionRecord) -> Records:
    """The records just before a decision: where a twin of it begins.

    Raises:
        Refusal: a training was under way then, whose weights are kept only when it ends.
    """
    there = replay(log[: decision.seq - 1], source)
    if not _is_free(there):
        raise conflict(
            f"event {decision.seq} ('{decision.summary}') was decided during a training, whose weights are kept only "
            "when it ends, so that no twin can begin there; run one of a decision that was made before that training "
            "began or after it ended"
        )
    return there


def branched(there: Records, command: Branch, new_id: Callable[[], str] = new_id) -> Parting:
    """The branch that begins with the records `there`. What waited or ran then was asked for there: it ends here."""
    source, study = study_id(there), new_id()
    parted = e.StudyBranched(source=source, at_seq=command.at_seq, name=command.name)
    ended = [e.JobCancelled(job=job) for job in open_jobs(there, "evaluation")]
    begun = _begun(there, study, command.at_seq, (parted, *_stopped(there), *ended), command.actor)
    return Parting((e.BranchMade(study=study, at_seq=command.at_seq, name=command.name),), (begun,))


def check_twin(records: Records, seq: int) -> InterventionRecord:
    """The decision that a twin can go on without.

    Raises:
        Refusal: the event is none.
    """
    found = records.interventions.get(str(seq))
    if found is None or not found.steers:
        what = "" if found is None else f" ('{found.summary}')"
        raise wrong(
            f"event {seq}{what} is no decision about the search or the template, which a twin could go on without; "
            "choose one such as removed paths, a focus, a bound or an edit",
            "at_seq",
        )
    return found


def twinned(
    records: Records,
    there: Records,
    command: RunTwin,
    gone: Collection[str] = (),
    new_id: Callable[[], str] = new_id,
) -> Parting:
    """The unattended twins of a decision.

    Args:
        records: the study as it is now.
        there: the study as it was just before the decision.
        command: which decision, and how many twins more.
        gone: twins of it that were deleted since, so that others can take their place.
        new_id: gives each twin its id.

    Raises:
        Refusal: nothing is there to compare a twin with, or it could not search.
    """
    decision = check_twin(records, command.at_seq)
    if why := undone_unused(records, decision):
        raise conflict(
            f"event {decision.seq} ('{decision.summary}') was {why}; there is nothing to compare a twin with"
        )
    evaluations = len(evaluated_since(records, decision))
    if evaluations == 0:
        raise conflict(_nothing_since(records, decision))
    check_map(there)
    taken = {twin.repeat for twin in decision.twins if twin.study not in gone}
    repeats = islice((repeat for repeat in count() if repeat not in taken), command.repeats)
    twins = tuple(Twin(study=new_id(), repeat=repeat) for repeat in repeats)
    made = e.TwinsMade(at_seq=command.at_seq, twins=twins, evaluations=evaluations)
    return Parting((made,), tuple(_twin(there, decision, twin, evaluations, command.actor) for twin in twins))


def evaluated_since(records: Records, decision: InterventionRecord) -> list[EvaluationRecord]:
    """What was evaluated since a decision with the weights of then; an edit makes another version of the same."""
    versions = {decision.weights}
    if decision.edit is not None:
        versions |= {decision.edit.before.weights, decision.edit.after.weights}
    later = islice(records.evaluations.values(), decision.evaluations, None)
    return [one for one in later if one.weights in versions]


def _twin(there: Records, decision: InterventionRecord, twin: Twin, evaluations: int, actor: str) -> Begun:
    study, seed = study_of(there), search_seed(study_of(there))
    twinning = Twinning(
        seq=decision.seq,
        name=study.name,
        summary=decision.summary,
        evaluations=evaluations,
        weights=study.weights,
        repeat=twin.repeat,
        seed=derived_seed(seed, "twin", twin.repeat) if twin.repeat else seed,
    )
    at_seq, name = decision.seq - 1, _twin_name(study.name, twinning)
    parted = e.StudyBranched(source=study_id(there), at_seq=at_seq, name=name, twin=twinning)
    # An evaluation that was asked for before the decision is part of what the search would have known without it.
    search = e.SearchStarted(job=next_job(there), iterations=None, until=study.evaluations + evaluations)
    return _begun(there, twin.study, at_seq, (parted, *_stopped(there), search), actor)


def _twin_name(source: str, twin: Twinning) -> str:
    ending = f", without event {twin.seq}" + (f" ({twin.repeat + 1})" if twin.repeat else "")
    room = LONGEST_NAME - len(ending)
    return (source if len(source) <= room else f"{source[: room - 1].rstrip()}…") + ending


def _nothing_since(records: Records, decision: InterventionRecord) -> str:
    trained = len(records.evaluations) > decision.evaluations
    why = " with the weights of then, and values under other weights cannot be compared" if trained else ""
    return (
        f"nothing was evaluated since event {decision.seq} ('{decision.summary}'){why}: "
        f"there is nothing to compare a twin with; search some iterations after a decision first"
    )


def _begun(there: Records, study: str, at_seq: int, payloads: Sequence[AnyPayload], actor: str) -> Begun:
    added = stamped(payloads, at_seq, actor)
    own = there.model_copy(update={"study": {study: study_of(there)}})
    records = fold(own, added, study)[-1].after
    return Begun(NewBranch(study, at_seq, added, summary_of(study, records), artifacts_of(records)), records)


def _stopped(there: Records) -> Iterator[AnyPayload]:
    return (e.SearchFinished(job=job, reason="stopped") for job in open_jobs(there, "search"))


def _history(log: Sequence[Event], study: str) -> Iterator[Records]:
    records = EMPTY
    for event in log:
        records = apply(records, evolve(records, event, study))
        yield records


def _is_free(records: Records) -> bool:
    main = main_job(records)
    return main is None or main[1].kind == "search"


def _advice(seq: int, free: Sequence[int]) -> str:
    before = max((other for other in free if other < seq), default=None)
    after = min((other for other in free if other > seq), default=None)
    near = " or ".join(str(other) for other in (before, after) if other is not None)
    return f"a training was under way after event {seq}, and its weights are kept only when it ends; branch from {near}"
