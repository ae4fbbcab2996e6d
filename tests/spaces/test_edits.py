"""Edits of a template: pure, valid afterwards or refused, and what they do not mention stays."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nas_navigator.spaces.edits import (
    add_cell,
    add_paths,
    move_cell,
    remove_cell,
    set_cell_nodes,
    set_operation_parameters,
)
from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.templates.cells import build
from nas_navigator.spaces.validity import check_template
from nas_navigator_schemas.commands import NewPath
from nas_navigator_schemas.templates import Template
from tests.study.logbook import DIGITS


def template(*kinds: str, **parameters: Any) -> Template:
    return build({"cells": kinds or ("normal", "reduction", "normal"), "nodes": 2, **parameters}, DIGITS)


def inputs(edited: Template) -> dict[str, tuple[str, ...]]:
    return {cell.id: cell.inputs for cell in edited.cells}


def test_default_inputs_follow_the_two_cells_before() -> None:
    edited = add_cell(template(), "normal", 1, 2)
    assert inputs(edited) == {
        "c0": ("image", "image"),
        "c3": ("image", "c0"),
        "c1": ("c0", "c3"),
        "c2": ("c3", "c1"),
    }
    assert inputs(remove_cell(edited, "c0"))["c1"] == ("image", "c3")


def test_inputs_named_by_hand_stay() -> None:
    base = template()
    last = base.cells[2].model_copy(update={"inputs": ("image", "c1")})
    base = base.model_copy(update={"cells": (*base.cells[:2], last)})
    assert inputs(add_cell(base, "normal", 2, 2))["c2"] == ("image", "c1")
    with pytest.raises(SpaceError, match="cell 'c2' reads 'c1', which no earlier cell or input provides"):
        remove_cell(base, "c1")


def test_a_new_cell_is_full_and_its_ids_are_new() -> None:
    base = template()
    edited = add_cell(base, "normal", 3, 3)
    fresh = [path for path in edited.paths if path.cell == "c3"]
    assert len(fresh) == (2 + 3 + 4) * 6
    assert [path.id for path in fresh] == [f"p{base.next_path + index}" for index in range(54)]
    assert (edited.next_cell, edited.next_path) == (4, base.next_path + 54)
    assert edited.paths[: len(base.paths)] == base.paths


def test_ids_are_not_given_twice() -> None:
    base = template()
    again = add_cell(remove_cell(add_cell(base, "normal", 3, 2), "c3"), "normal", 3, 2)
    assert again.cells[3].id == "c4"
    assert not {path.id for path in again.paths if path.cell == "c4"} & {path.id for path in base.paths}


def test_a_new_cell_chooses_as_the_one_before_it_does() -> None:
    edited = add_cell(template(inputs_per_node=[1, 3]), "normal", 2, 2)
    assert edited.cells[2].choice == edited.cells[1].choice


@pytest.mark.parametrize(
    ("edit", "field", "says"),
    [
        (lambda t: add_cell(t, "normal", 4, 2), "position", "position is 4; the template has 3 cells"),
        (lambda t: move_cell(t, "c0", 3), "position", "position is 3; choose 0 to 2"),
        (lambda t: remove_cell(t, "c7"), "cell", "cell 'c7' is not in the template; it has c0, c1, c2"),
        (lambda t: set_operation_parameters(t, ["p999"], {"kernel": 5}), "paths", "path 'p999' is not in"),
        (lambda t: set_operation_parameters(t, ["p0"], {"stride": 5}), "stride", "has no parameter 'stride'"),
        (lambda t: set_operation_parameters(t, ["p0"], {"kernel": 4}), "kernel", "kernel is 4"),
        (
            lambda t: add_paths(t, [NewPath(cell="c0", source="n1", target="n0", operation="skip_connect")]),
            "paths",
            "'n0' can read in0, in1",
        ),
        (
            lambda t: add_paths(t, [NewPath(cell="c0", source="in0", target="n0", operation="skip_connect")]),
            "paths",
            "stands twice on its edge; give the second another slot",
        ),
        (
            lambda t: add_paths(t, [NewPath(cell="c0", source="in0", target="n0", operation="teleport")]),
            "operation",
            "operation 'teleport' is not known",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(edit: Any, field: str, says: str) -> None:
    with pytest.raises(SpaceError) as refused:
        edit(template())
    assert refused.value.field == field
    assert says in refused.value.detail


def test_there_must_be_something_to_halve() -> None:
    small = template(*["reduction"] * 3)
    with pytest.raises(SpaceError, match="1x1 pixels to halve"):
        add_cell(small, "reduction", 3, 2)


def test_the_last_cell_stays() -> None:
    with pytest.raises(SpaceError, match="is the last one"):
        remove_cell(template("normal"), "c0")


def test_a_moved_cell_keeps_its_paths() -> None:
    base = template()
    edited = move_cell(base, "c2", 0)
    assert [cell.id for cell in edited.cells] == ["c2", "c0", "c1"]
    assert inputs(edited) == {"c2": ("image", "image"), "c0": ("image", "c2"), "c1": ("c2", "c0")}
    assert edited.paths == base.paths


def test_fewer_nodes_take_their_paths_along_and_more_bring_all_of_theirs() -> None:
    base = template()
    more = set_cell_nodes(base, "c0", 3)
    assert len([path for path in more.paths if path.cell == "c0" and path.target == "n2"]) == 4 * 6
    fewer = set_cell_nodes(more, "c0", 1)
    assert {path.target for path in fewer.paths if path.cell == "c0"} == {"n0"}
    assert {path.id for path in fewer.paths} < {path.id for path in base.paths}


def test_tied_cells_have_equal_nodes() -> None:
    edited = set_cell_nodes(template("normal", "normal", tie="by_kind"), "c1", 3)
    assert [cell.nodes for cell in edited.cells] == [3, 3]


def test_the_first_of_tied_cells_owns_the_paths() -> None:
    base = template("normal", "normal", "normal", tie="by_kind")
    for edited in (remove_cell(base, "c0"), move_cell(base, "c0", 2)):
        assert [cell.tied_to for cell in edited.cells] == [None, *["c1"] * (len(edited.cells) - 1)]
        assert {path.cell for path in edited.paths} == {"c1"}
        assert [path.id for path in edited.paths] == [path.id for path in base.paths]


def test_a_second_slot_lets_a_node_read_one_source_twice() -> None:
    new = NewPath(cell="c0", source="in0", target="n0", operation="skip_connect", slot=1)
    edited = add_paths(template(), [new])
    assert edited.paths[-1].slot == 1


def test_parameters_change_only_where_they_are_asked_to() -> None:
    base = template()
    edited = set_operation_parameters(base, ["p0"], {"kernel": 5})
    changed = [new.id for old, new in zip(base.paths, edited.paths, strict=True) if old != new]
    assert changed == ["p0"]


EDITS = st.one_of(
    st.tuples(st.just(add_cell), st.sampled_from(["normal", "reduction"]), st.integers(0, 4), st.integers(1, 4)),
    st.tuples(st.just(remove_cell), st.sampled_from(["c0", "c1", "c2", "c3"])),
    st.tuples(st.just(move_cell), st.sampled_from(["c0", "c1", "c2", "c3"]), st.integers(0, 3)),
    st.tuples(st.just(set_cell_nodes), st.sampled_from(["c0", "c1", "c2"]), st.integers(1, 4)),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(tie=st.sampled_from(["none", "by_kind"]), edits=st.lists(EDITS, max_size=6))
def test_whatever_is_edited_the_template_stays_valid(tie: str, edits: list[tuple[Any, ...]]) -> None:
    edited = template(tie=tie, operations=["max_pool_3x3", "skip_connect"])
    for edit, *arguments in edits:
        try:
            edited = edit(edited, *arguments)
        except SpaceError:
            continue
        check_template(edited)
        assert Template.model_validate_json(edited.model_dump_json()) == edited
