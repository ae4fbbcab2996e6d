"""Weights to take away: cut out of the template's by a worker, since only a worker can read them."""

import asyncio
from typing import final
from uuid import uuid4

from nas_navigator.study.ports import Runner
from nas_navigator.study.records import candidate_of, study_id, study_of, template_of
from nas_navigator.study.refusals import Refusal, conflict
from nas_navigator_schemas.jobs import AnyMessage, CutWeights, Failed, WeightsCut
from nas_navigator_schemas.records import Records, RunRecord

PREFIX = "cut."


@final
class Cuts:
    """Cuts that somebody waits for."""

    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Future[str]] = {}

    async def cut(self, records: Records, candidate: str, runner: Runner) -> str:
        """The artifact with a candidate's own weights: of its final run, or else cut out of the template's.

        Raises:
            Refusal: the candidate is unknown, nothing is trained, or the device is busy.
        """
        run = final_run(records, candidate)
        if run is not None:
            return run.artifacts["weights"]
        task = cut_task(records, candidate)
        if runner.busy:
            raise conflict("the device is busy; pause what runs, then export the weights")
        future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting[task.id] = future
        runner.submit(task)
        try:
            return await future
        finally:
            del self._waiting[task.id]

    def hear(self, message: AnyMessage) -> bool:
        """Takes a message about a cut; whether it was one."""
        task = getattr(message, "task", "")
        future = self._waiting.get(task)
        if future is None or future.done():
            return task.startswith(PREFIX)
        if isinstance(message, WeightsCut):
            future.set_result(message.artifact)
        elif isinstance(message, Failed):
            future.set_exception(Refusal(409, "Weights cannot be cut", message.message))
        return True


def final_run(records: Records, candidate: str) -> RunRecord | None:
    """The candidate's newest final run that is done and kept its weights."""
    for run in reversed(records.runs.values()):
        if run.purpose == "final" and run.candidate == candidate and run.state == "done" and "weights" in run.artifacts:
            return run
    return None


def cut_task(records: Records, candidate: str) -> CutWeights:
    """The task that cuts a candidate's weights out of the template's.

    Raises:
        Refusal: the candidate is unknown, no longer part of the template, or nothing is trained.
    """
    if candidate not in records.candidates:
        raise unknown_candidate(candidate)
    study = study_of(records)
    if study.weights_artifact is None:
        raise conflict("nothing is trained yet; train the template or finish the candidate first")
    missing = [path for path in records.candidates[candidate].paths if path not in records.paths]
    if missing:
        raise conflict(f"candidate '{candidate}' has path '{missing[0]}', which an edit took out of the template")
    return CutWeights(
        id=f"{PREFIX}{uuid4().hex}",
        study=study_id(records),
        job="export",
        seed=study.seed,
        weights_seed=study.seed,
        dataset=study.dataset,
        template=template_of(records),
        candidate=candidate_of(records, candidate),
        weights=study.weights_artifact,
    )


def unknown_candidate(candidate: str) -> Refusal:
    """The study has no such candidate."""
    return Refusal(404, "Unknown candidate", f"this study has no candidate '{candidate}'", "candidate")
