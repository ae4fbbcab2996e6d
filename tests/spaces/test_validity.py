"""What makes a template one that can be built, trained and searched: each rule, with the words of its refusal."""

from collections.abc import Callable
from typing import Any

import pytest

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.groups import choice_groups
from nas_navigator.spaces.templates.cells import build
from nas_navigator.spaces.validity import check_steering, check_template
from nas_navigator_schemas.templates import Cell, Path, PerEdge, Template, WeightSlice
from tests.study.logbook import DIGITS

BASE = build({"cells": ["normal", "normal"], "nodes": 2}, DIGITS)


def with_cell(position: int, **changes: Any) -> Template:
    cells = list(BASE.cells)
    cells[position] = cells[position].model_copy(update=changes)
    return BASE.model_copy(update={"cells": tuple(cells)})


def with_path(**changes: Any) -> Template:
    return BASE.model_copy(update={"paths": (BASE.paths[0].model_copy(update=changes), *BASE.paths[1:])})


def settings_cell(**changes: Any) -> Template:
    """The base with a cell that chooses the input's resolution."""
    fields = {"id": "c2", "kind": "settings", "nodes": 1, "inputs": (), "choice": PerEdge(), "operations": ("setting",)}
    cell = Cell.model_validate(fields | changes)
    paths = tuple(
        Path(
            id=f"p{BASE.next_path + index}",
            cell="c2",
            source="in0",
            target="n0",
            operation="setting",
            parameters={"resolution": value},
        )
        for index, value in enumerate((6, 8))
    )
    return BASE.model_copy(
        update={
            "cells": (*BASE.cells, cell),
            "paths": (*BASE.paths, *paths),
            "next_cell": 3,
            "next_path": BASE.next_path + 2,
        }
    )


def test_the_template_of_the_catalogue_is_valid() -> None:
    check_template(BASE)


@pytest.mark.parametrize(
    ("broken", "field", "says"),
    [
        (lambda: with_path(id="p1"), "paths", "'p1' stands 2 times in paths"),
        (lambda: with_cell(1, id="c0"), "cells", "'c0' stands 2 times in cells"),
        (lambda: with_cell(1, id="image"), "cells", "'image' is both a cell and a template input"),
        (lambda: with_cell(1, inputs=()), "cells", "cell 'c1' has no inputs"),
        (lambda: with_cell(0, inputs=("c1", "image")), "inputs", "cell 'c0' reads 'c1', which no earlier cell"),
        (lambda: with_cell(1, tied_to="c9"), "cells", "tied to 'c9', which is no earlier cell"),
        (lambda: with_cell(1, tied_to="c0"), "paths", "tied to 'c0'"),
        (lambda: with_cell(0, operations=("warp",)), "operation", "operation 'warp' is not known"),
        (lambda: with_cell(0, nodes=1), "paths", "cell 'c0' has 1 nodes"),
        (lambda: with_path(cell="c9"), "paths", "is in cell 'c9', which is not in the template"),
        (lambda: with_path(source="n0"), "paths", "'n0' can read in0, in1"),
        (lambda: with_path(parameters={"kernel": 2}), "kernel", "kernel is 2; for 3x3"),
        (lambda: with_path(weight=WeightSlice(key="k", slice={"kernel": 99})), "kernel", "kernel is 99; for 3x3"),
        (lambda: with_path(weight=WeightSlice(key="k", slice={"colour": 1})), "colour", "has no parameter 'colour'"),
        (lambda: with_path(operation="setting"), "paths", "operation 'setting' does not fit normal cell 'c0'"),
        (
            lambda: BASE.model_copy(update={"next_path": 3}),
            "next_path",
            "next_path is 3, but an id that large is taken",
        ),
        (lambda: BASE.model_copy(update={"next_cell": 1}), "next_cell", "next_cell is 1"),
        (
            lambda: BASE.model_copy(update={"paths": tuple(p for p in BASE.paths if p.target != "n1")}),
            "paths",
            "node 2 of normal cell 1 would have no path into it",
        ),
        (lambda: settings_cell(nodes=2), "cells", "settings cell 'c2' must have no inputs, one node"),
    ],
)
def test_a_broken_rule_is_named(broken: Callable[[], Template], field: str, says: str) -> None:
    with pytest.raises(SpaceError) as refused:
        check_template(broken())
    assert refused.value.field == field
    assert says in refused.value.detail


def test_choices_without_a_tensor_are_paths_of_a_settings_cell() -> None:
    template = settings_cell()
    check_template(template)
    group = choice_groups(template)[-1]
    assert (group.counts, len(group.free)) == ((1, 1), 2)


def test_a_tied_cell_owns_no_paths() -> None:
    paths = tuple(path for path in BASE.paths if path.cell == "c0")
    tied = with_cell(1, tied_to="c0").model_copy(update={"paths": paths})
    check_template(tied)
    with pytest.raises(SpaceError, match="must have equal nodes, inputs and choice"):
        check_template(with_cell(1, tied_to="c0", nodes=3).model_copy(update={"paths": paths}))


def test_per_edge_one_operation_stands_on_each_edge() -> None:
    template = with_cell(0, choice=PerEdge())
    groups = [group for group in choice_groups(template) if group.place.startswith("the edge")]
    assert {group.counts for group in groups} == {(1, 1)}
    assert groups[0].place == "the edge from input 1 to node 1 of normal cell 1"
    assert len(groups) == 2 + 3


def test_steering_speaks_of_paths_that_exist() -> None:
    with pytest.raises(SpaceError, match="path 'p999' is not in the template"):
        check_steering(BASE, ["p999"], [])
