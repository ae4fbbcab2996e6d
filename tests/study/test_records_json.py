"""A snapshot's text is that of its records, however much of it was written before."""

from nas_navigator.study.records_json import RecordsJson
from nas_navigator_schemas import commands as c
from nas_navigator_schemas.records import Records
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


def test_no_records_are_empty_collections() -> None:
    assert RecordsJson().text(Records()) == Records().model_dump_json()
