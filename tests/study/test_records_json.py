"""A snapshot's text is that of its records, however much of it was written before."""

import time
from collections.abc import Callable
from itertools import islice

import pytest

from nas_navigator.study.records_json import BLOCK, RecordsJson
from nas_navigator_schemas import commands as c
from nas_navigator_schemas.records import CandidateRecord, Records
from tests.study.logbook import Log


def test_it_is_the_text_of_the_records_after_every_change() -> None:
    log, written = Log(), RecordsJson()
    assert written.text(log.records) == log.records.model_dump_json()
    log.make_map()
    log.train()
    log.command(c.StartSearch(iterations=1))
    log.iterate()
    assert written.text(log.records) == log.records.model_dump_json()
    log.command(c.RemovePaths(paths=("p0",)))
    assert written.text(log.records) == log.records.model_dump_json()
    log.command(c.Undo())
    assert written.text(log.records) == log.records.model_dump_json()


def candidates(count: int, paths: int = 3) -> dict[str, CandidateRecord]:
    chosen = tuple(f"p{index}" for index in range(paths))
    return {f"c{index}": CandidateRecord(paths=chosen, origin="sample") for index in range(count)}


@pytest.mark.parametrize("place", [0, BLOCK - 1, BLOCK, 2 * BLOCK + 1])
def test_whatever_happens_to_a_record_among_many_is_written(place: int) -> None:
    before = candidates(2 * BLOCK + 2)
    key = f"c{place}"
    changed = before | {key: before[key].model_copy(update={"evaluated": True})}
    without = {other: record for other, record in before.items() if other != key}
    renamed = {"new" if other == key else other: record for other, record in before.items()}
    written = RecordsJson()
    for held in (before, changed, before, without, {**without, key: before[key]}, renamed, {}, before):
        records = Records(candidates=held)
        assert written.text(records) == records.model_dump_json()


@pytest.mark.timed
def test_ten_thousand_candidates_after_an_iteration_are_a_fraction_of_writing_them_all() -> None:
    before = candidates(10_000, paths=160)
    written = RecordsJson()
    whole = _seconds(lambda: written.text(Records.model_construct(candidates=before)))
    fresh = {f"new{index}": record for index, record in enumerate(islice(before.values(), 30))}
    changed = before | {"c7": before["c7"].model_copy(update={"evaluated": True})} | fresh
    after = _seconds(lambda: written.text(Records.model_construct(candidates=changed)))
    print(f"all: {whole * 1000:.0f} ms, after an iteration: {after * 1000:.0f} ms")
    assert after < 0.2
    assert after < whole / 2


def _seconds(work: Callable[[], str]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def test_no_records_are_empty_collections() -> None:
    assert RecordsJson().text(Records()) == Records().model_dump_json()
