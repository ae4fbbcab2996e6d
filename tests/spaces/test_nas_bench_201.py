"""The template of NAS-Bench-201: how it is built, tied and edited, and what cells without adapters ask for."""

from typing import Any

import numpy as np
import pytest

from nas_navigator.spaces import library
from nas_navigator.spaces.edits import add_cell, add_paths, remove_cell, set_cell_nodes
from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.shapes import cell_shapes
from nas_navigator.spaces.templates.nas_bench_201 import OPERATIONS, build
from nas_navigator.spaces.validity import check_template
from nas_navigator.study.fitting import space_size
from nas_navigator_schemas.commands import NewPath
from nas_navigator_schemas.templates import Template
from tests.study.logbook import DIGITS

OTHER = DIGITS.model_copy(update={"id": "other"})


def changed(template: Template, cell: str, **fields: Any) -> Template:
    cells = tuple(each.model_copy(update=fields) if each.id == cell else each for each in template.cells)
    return template.model_copy(update={"cells": cells})


def size(template: Template) -> int:
    return space_size(template, (), ())


def inputs(template: Template) -> list[tuple[str, tuple[str, ...]]]:
    return [(cell.id, cell.inputs) for cell in template.cells]


def test_it_has_every_cell_of_the_benchmark_once() -> None:
    template = build({}, DIGITS)
    check_template(template)
    assert size(template) == 5**6


def test_the_skeleton_is_three_stages_with_residual_blocks_between() -> None:
    template = build({"depth": 2, "channels": 4}, DIGITS)
    check_template(template)
    assert "".join(cell.kind[0] for cell in template.cells) == "nnrnnrnn"
    assert {cell.tied_to for cell in template.cells if cell.kind == "normal"} == {None, "c0"}
    assert [cell.tied_to for cell in template.cells if cell.kind == "reduction"] == [None, "c2"]
    assert [cell.inputs for cell in template.cells] == [("image",), *((f"c{n}",) for n in range(7))]
    shapes = [shape.output for shape in cell_shapes(template).values()]
    assert shapes == [(4, 8, 8)] * 2 + [(8, 4, 4)] * 3 + [(16, 2, 2)] * 3


def test_defaults_are_the_benchmarks_and_small_for_digits() -> None:
    assert (len(build({}, OTHER).cells), build({}, OTHER).channels) == (17, 16)
    assert (len(build({}, DIGITS).cells), build({}, DIGITS).channels) == (5, 8)


@pytest.mark.parametrize(("parameters", "field"), [({"depth": 0}, "depth"), ({"channels": "many"}, "channels")])
def test_a_parameter_that_is_wrong_is_named(parameters: dict[str, Any], field: str) -> None:
    with pytest.raises(SpaceError) as refused:
        build(parameters, DIGITS)
    assert refused.value.field == field


def test_cells_that_come_and_go_leave_a_chain() -> None:
    base = build({}, DIGITS)
    longer = add_cell(base, "normal", 1, 3)
    assert inputs(longer)[:3] == [("c0", ("image",)), ("c5", ("c0",)), ("c1", ("c5",))]
    assert longer.cells[1].operations == OPERATIONS
    assert inputs(remove_cell(longer, "c0"))[0] == ("c5", ("image",))
    assert inputs(remove_cell(longer, "c5")) == inputs(base)


def test_a_reduction_that_is_added_takes_its_operations_from_a_residual_block() -> None:
    longer = add_cell(build({}, DIGITS), "reduction", 0, 1)
    assert longer.cells[0].operations == ("nor_conv_3x3", "pooled_conv_1x1")
    assert [shape.channels for shape in cell_shapes(longer).values()] == [16, 16, 32, 32, 64, 64]


def test_more_nodes_keep_one_output() -> None:
    wider = set_cell_nodes(build({}, DIGITS), "c0", 4)
    assert size(wider) == 5**10
    assert {shape.nodes for shape in cell_shapes(wider).values()} == {1}


def test_around_a_candidate_no_other_operations_are_offered() -> None:
    template = build({}, DIGITS)
    space = MaskSpace(template)
    candidate = space.decode(space.sample(np.random.default_rng(0)))
    around = library.with_alternatives(template, candidate.paths)
    assert {path.operation for path in around.paths if path.cell == "c0"} == set(OPERATIONS)
    assert size(around) == 5**6


def test_what_reads_several_nodes_needs_an_adapter() -> None:
    with pytest.raises(SpaceError, match="cell 'c1' has no adapters and reads 'c0', which puts out 3 nodes"):
        check_template(changed(build({}, DIGITS), "c0", combine="all"))


def test_inputs_of_two_sizes_need_an_adapter() -> None:
    template = build({}, DIGITS)
    two = changed(changed(template, "c4", inputs=("c3", "c2"), tied_to=None), "c4", inputs=("c1", "c0"))
    paths = tuple(path.model_copy(update={"id": f"q{path.id}", "cell": "c4"}) for path in template.paths[:30])
    with pytest.raises(SpaceError, match="cell 'c4' has no adapters and 'c0' is of another size"):
        check_template(two.model_copy(update={"paths": (*template.paths, *paths)}))


def test_what_cannot_widen_does_not_stand_where_the_width_changes() -> None:
    skip = NewPath(cell="c1", source="in0", target="n1", operation="skip_connect")
    with pytest.raises(SpaceError, match=r"cannot bring 8 channels to 16, as cell 'c1' has no adapters"):
        add_paths(build({}, DIGITS), [skip])
    pooled = skip.model_copy(update={"operation": "nor_conv_1x1"})
    assert size(add_paths(build({}, DIGITS), [pooled])) == 2 * 5**6
