"""Shapes through a template, and which weights survive a change of them."""

import pytest

from nas_navigator.spaces.edits import add_cell, remove_cell, set_operation_parameters
from nas_navigator.spaces.shapes import cell_shapes, path_signature, path_signatures
from nas_navigator.spaces.templates.cells import build
from nas_navigator_schemas.templates import TemplateInput
from tests.study.logbook import DIGITS

BASE = build({"cells": ["normal", "reduction", "normal"], "nodes": 4, "channels": 8}, DIGITS)


def test_a_reduction_cell_halves_the_image_and_doubles_the_channels() -> None:
    shapes = cell_shapes(BASE)
    assert [shape.output for shape in shapes.values()] == [(32, 8, 8), (64, 4, 4), (64, 4, 4)]
    assert [shape.channels for shape in shapes.values()] == [8, 16, 16]
    assert [shape.stride for shape in shapes.values()] == [1, 2, 1]


def test_inputs_of_different_size_are_brought_to_the_smaller_one() -> None:
    last = cell_shapes(BASE)["c2"]
    assert last.inputs == ((32, 8, 8), (64, 4, 4))
    assert last.entry == (4, 4)


def test_odd_sizes_are_rounded_up() -> None:
    image = TemplateInput(name="image", shape=(1, 7, 5))
    shapes = cell_shapes(BASE.model_copy(update={"inputs": (image,)}))
    assert (shapes["c1"].height, shapes["c1"].width) == (4, 3)


def test_signatures_stay_where_shapes_stay() -> None:
    before = path_signatures(BASE)
    after = path_signatures(add_cell(BASE, "normal", 3, 4))
    assert all(after[key] == signature for key, signature in before.items())


def test_a_reduction_cell_changes_the_signature_of_everything_behind_it() -> None:
    before, after = path_signatures(BASE), path_signatures(add_cell(BASE, "reduction", 1, 4))
    changed = {cell for (cell, path), signature in before.items() if after[cell, path] != signature}
    assert changed == {"c1", "c2"}


def test_taking_the_cell_out_again_gives_the_old_signatures() -> None:
    there_and_back = remove_cell(add_cell(BASE, "reduction", 1, 4), "c3")
    assert path_signatures(there_and_back) == path_signatures(BASE)


def test_another_kernel_is_another_signature() -> None:
    edited = set_operation_parameters(BASE, ["p3"], {"kernel": 7})
    assert path_signatures(edited)["c0", "p3"] != path_signatures(BASE)["c0", "p3"]


@pytest.mark.parametrize(("source", "stride"), [("in0", "2"), ("n0", "1")])
def test_only_edges_from_a_reduction_cells_inputs_halve(source: str, stride: str) -> None:
    path = next(path for path in BASE.paths if path.cell == "c1" and path.source == source)
    assert path_signature(path, cell_shapes(BASE)["c1"]).endswith(f"@16x{stride}")
