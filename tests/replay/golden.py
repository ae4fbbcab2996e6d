"""Writes the golden study log, with the records and patches that it gives: `python -m tests.replay.golden`.

The events come from real decisions and from messages as workers send them, so the file changes only where the study's
behaviour does.
"""

import json
from pathlib import Path
from typing import Any

from nas_navigator.study.records import put_of
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import events as e
from nas_navigator_schemas import jobs as j
from nas_navigator_schemas.configuration import Constraint
from nas_navigator_schemas.records import Patch, ScoresRecord, Twin, Twinning
from tests.study.logbook import Log, evaluated, iteration_done

FILE = Path(__file__).parents[2] / "shared_schemas" / "fixtures" / "steered_study.json"


def steered_study() -> Log:
    """A study that is trained, searched, steered by two people, edited, undone and finished."""
    log = Log()
    log.make_map()
    log.train(epochs=2)
    log.command(c.StartSearch(iterations=2))
    _iterate(log)
    log.command(c.RemovePaths(paths=("p0", "p3"), actor="ada"))
    log.command(c.FixPaths(paths=("p2",), actor="grace"))
    _iterate(log)
    first, second = [key for key, candidate in log.records.candidates.items() if candidate.evaluated][:2]
    log.command(
        c.FocusRegion(
            candidates=(first, second),
            polygon=((-1, -1), (1, -1), (0, 1)),
            layout_version=1,
            weight=0.5,
            actor="ada",
        )
    )
    log.command(c.SaveRegion(name="The best two", candidates=(first, second), actor="grace"))
    log.command(c.Undo(actor="ada"))
    log.command(c.Redo(actor="ada"))
    log.command(c.SetConstraints(constraints=(Constraint(objective="parameters", maximum=4500),)))
    log.command(c.Undo())
    log.command(c.StepSearch())
    log.begin("propose_and_evaluate")
    log.command(c.Pause())
    log.suspend("propose_and_evaluate")
    log.command(c.Stop())
    _evaluate_one(log)
    best = log.study.best_candidate
    assert best is not None
    log.command(c.Finalize(candidates=(best,), epochs=1))
    log.begin("train_final")
    log.epoch(0)
    log.finish_final()
    log.command(c.AddCell(kind="normal", position=2, nodes=2))
    log.make_map()
    log.train()
    log.command(c.RemoveCell(cell="c0", actor="ada"))
    log.command(c.Undo(actor="ada"))
    log.command(c.SetCellNodes(cell="c2", nodes=3, actor="ada"))
    log.command(c.Undo(actor="ada"))
    log.command(c.Redo(actor="ada"))
    (saved,) = (key for key, region in log.records.regions.items() if not region.focused)
    log.command(c.RenameRegion(region=saved, name="Two good ones", actor="grace"))
    _part(log)
    return log


def _part(log: Log) -> None:
    """A twin is made of a decision, and what follows is that twin's own log."""
    decision = next(record for record in log.records.interventions.values() if record.type == "paths_removed")
    log.add((e.TwinsMade(at_seq=decision.seq, twins=(Twin(study="s2", repeat=0),), evaluations=4),), "ada")
    twin = Twinning(
        seq=decision.seq,
        name=log.study.name,
        summary=decision.summary,
        evaluations=4,
        weights=1,
        repeat=1,
        seed=11,
    )
    parted = e.StudyBranched(source="s1", at_seq=len(log.events), name="Digits, without a decision", twin=twin)
    until = log.study.evaluations + 4
    log.add((parted, e.SearchStarted(job=f"j{len(log.records.jobs)}", iterations=None, until=until)), "ada")


def _iterate(log: Log) -> None:
    task = log.begin("propose_and_evaluate")
    assert isinstance(task, j.ProposeAndEvaluate)
    done = iteration_done(task, count=4)
    log.hear(done.model_copy(update={"scores": _scores(task)}))


def _scores(task: j.ProposeAndEvaluate) -> ScoresRecord:
    paths = tuple(path.id for path in task.template.paths)
    return ScoresRecord(
        iteration=task.iteration,
        weights=task.weights_version,
        alpha=0.5,
        paths=paths,
        score=(2 / len(paths),) * len(paths),
        frequency=(1,) * len(paths),
        advantage=(0.25, None) * (len(paths) // 2),
        stderr=(0.125, None) * (len(paths) // 2),
    )


def _evaluate_one(log: Log) -> None:
    chosen = next(key for key, candidate in log.records.candidates.items() if not candidate.evaluated)
    log.command(c.EvaluateCandidates(candidates=(chosen,), actor="grace"))
    task = log.begin("evaluate_given")
    assert isinstance(task, j.EvaluateGiven)
    results = tuple(evaluated(candidate, origin="person") for candidate in task.candidates)
    log.hear(j.EvaluationDone(task=task.id, evaluated=results, seconds=0.5))


def document(log: Log) -> dict[str, Any]:
    """The log, the patch of each event, and the records after the last."""
    return {
        "study": "s1",
        "events": [event.model_dump(mode="json") for event in log.events],
        "patches": [patch_json(patch) for patch in log.patches],
        "records": log.records.model_dump(mode="json"),
    }


def patch_json(patch: Patch) -> dict[str, Any]:
    """A patch as a browser gets it: only what it changes."""
    put = {
        name: {key: record.model_dump(mode="json") for key, record in records.items()}
        for name, records in put_of(patch).items()
    }
    return {"put": put, "drop": {name: list(ids) for name, ids in patch.drop.items()}}


def text(log: Log) -> str:
    """The file's text: one event and one patch a line, so that differences are read line by line."""
    whole = document(log)

    def lines(items: list[Any]) -> str:
        return "[\n" + ",\n".join(json.dumps(item, separators=(",", ":")) for item in items) + "\n]"

    records = ",\n".join(
        f"{json.dumps(name)}:{json.dumps(content, separators=(',', ':'))}" for name, content in whole["records"].items()
    )
    return (
        f'{{"study":"s1",\n"events":{lines(whole["events"])},\n"patches":{lines(whole["patches"])},\n'
        f'"records":{{\n{records}\n}}}}\n'
    )


if __name__ == "__main__":
    FILE.write_text(text(steered_study()))
