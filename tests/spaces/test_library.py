"""Whole templates: drafts, templates around a candidate, what fits what, and what a gallery shows."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from nas_navigator.spaces import library
from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.operations import USUAL
from nas_navigator.spaces.structure import edge_of
from nas_navigator.spaces.templates.cells import build
from nas_navigator.spaces.validity import check_template
from nas_navigator_schemas.library import DraftCommand
from nas_navigator_schemas.templates import Template
from tests.study.logbook import DIGITS

COMMAND: TypeAdapter[Any] = TypeAdapter(DraftCommand)


def template(**parameters: Any) -> Template:
    return build({"cells": ["normal", "normal"], "nodes": 2, **parameters}, DIGITS)


def edit(before: Template, type: str, **fields: Any) -> Template:
    return library.edited(before, COMMAND.validate_python({"type": type, **fields}))


BLANK = template(cells=["normal"], nodes=1, operations=["skip_connect"], inputs_per_node=[1, 2])


def test_a_template_is_built_up_from_next_to_nothing() -> None:
    grown = edit(BLANK, "add_cell", kind="reduction", position=1, nodes=2)
    grown = edit(grown, "set_cell_nodes", cell="c0", nodes=2)
    new = {"cell": "c0", "source": "in0", "target": "n1", "operation": "max_pool_3x3"}
    grown = edit(grown, "add_paths", paths=[new])
    grown = edit(grown, "set_operation_parameters", paths=[grown.paths[-1].id], parameters={"kernel": 5})
    grown = edit(grown, "move_cell", cell="c1", position=0)
    check_template(grown)
    assert [cell.kind for cell in grown.cells] == ["reduction", "normal"]
    assert grown.paths[-1].parameters == {"kernel": 5}
    assert [cell.id for cell in edit(grown, "remove_cell", cell="c1").cells] == ["c0"]


def test_a_removed_path_is_dropped_and_its_id_not_given_again() -> None:
    before = template()
    dropped = edit(before, "remove_paths", paths=["p0", "p3"])
    assert {path.id for path in before.paths} - {path.id for path in dropped.paths} == {"p0", "p3"}
    new = {"cell": "c0", "source": "in0", "target": "n0", "operation": "sep_conv_3x3"}
    assert edit(dropped, "add_paths", paths=[new]).paths[-1].id == f"p{before.next_path}"


@pytest.mark.parametrize(
    ("type", "fields", "says"),
    [
        ("remove_paths", {"paths": ["p0"]}, "node 1 of normal cell 1 would have no path into it; keep or add one"),
        ("remove_paths", {"paths": ["p99"]}, "path 'p99' is not in the template"),
        ("remove_cell", {"cell": "c0"}, "is the last one"),
        ("add_paths", {"paths": ["p0"]}, "path 'p0' is there already"),
        ("add_paths", {"paths": ["p99"]}, "path 'p99' is not in the template; name its operation"),
        ("move_cell", {"cell": "c0", "position": 0}, "the template is like that already"),
        ("set_cell_nodes", {"cell": "c7", "nodes": 2}, "cell 'c7' is not in the template"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(type: str, fields: dict[str, Any], says: str) -> None:
    single = BLANK.model_copy(update={"paths": BLANK.paths[:1]})
    with pytest.raises(SpaceError, match=says):
        edit(single, type, **fields)


def test_a_template_that_cannot_be_is_refused_before_it_is_edited() -> None:
    broken = BLANK.model_copy(update={"paths": ()})
    with pytest.raises(SpaceError, match="would have no path into it"):
        edit(broken, "set_cell_nodes", cell="c0", nodes=2)


def test_around_a_candidate_each_edge_that_it_uses_has_every_usual_operation() -> None:
    before = template(operations=["max_pool_3x3", "skip_connect"])
    active = ["p0", "p2", "p4", "p7", "p10", "p12", "p14", "p16"]
    used = {edge_of(path) for path in before.paths if path.id in active}
    after = library.with_alternatives(before, active)
    check_template(after)
    assert set(active) < {path.id for path in after.paths}
    assert {edge_of(path) for path in after.paths} == used
    on_offer = {(edge_of(path), path.operation) for path in after.paths}
    assert on_offer == {(edge, operation) for edge in used for operation in USUAL}
    assert len(after.paths) == len(on_offer)


def test_what_is_no_network_is_no_start() -> None:
    with pytest.raises(SpaceError, match="would have no path into it"):
        library.with_alternatives(template(), ["p0"])


def test_removed_paths_are_left_out() -> None:
    left = library.without(template(), ["p0", "p1"])
    assert not {"p0", "p1"} & {path.id for path in left.paths}


def test_a_template_fits_what_it_reads_and_tells_apart() -> None:
    assert library.misfit(template(), DIGITS) is None
    bigger = DIGITS.input.model_copy(update={"shape": (1, 28, 28)})
    reason = library.misfit(template(), DIGITS.model_copy(update={"id": "clothes", "input": bigger}))
    assert reason == ("template 'NN' reads 1x8x8 and tells 10 classes apart; data set 'clothes' has 1x28x28 and 10")


def test_a_picture_counts_the_operations_into_each_node() -> None:
    tied = template(tie="by_kind", operations=["skip_connect", "max_pool_3x3"])
    shown = library.summary(tied, ["digits"], identifier="t1", name="Mine", description="", saved_at="now")
    assert (shown.paths, shown.channels, shown.saved) == (10, 8, True)
    assert [cell.tied for cell in shown.cells] == [False, True]
    assert (
        shown.cells[0].nodes
        == shown.cells[1].nodes
        == (
            {"skip_connect": 2, "max_pool_3x3": 2},
            {"skip_connect": 3, "max_pool_3x3": 3},
        )
    )
