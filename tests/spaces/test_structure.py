"""Reading a template: whose paths a cell uses, and what its nodes can read."""

import pytest

from nas_navigator.spaces.structure import (
    default_inputs,
    edge_of,
    instances_of,
    owner_of,
    paths_by_cell,
    source_names,
    sources_of_node,
)
from nas_navigator.spaces.templates.cells import build
from nas_navigator_schemas.templates import Cell, PerEdge, Template
from tests.study.logbook import DIGITS


def deep() -> Template:
    """Five cells tied by kind: c2 and c4 to c0, c3 to c1."""
    return build({"cells": ["normal", "reduction", "normal", "reduction", "normal"], "nodes": 2}, DIGITS)


def test_a_tied_cell_shows_the_paths_of_its_owner() -> None:
    shown = paths_by_cell(deep())
    assert list(shown) == ["c0", "c1", "c2", "c3", "c4"]
    assert shown["c4"] == shown["c2"] == shown["c0"]
    assert {path.cell for path in shown["c3"]} == {"c1"}
    assert owner_of(deep(), "c4") == "c0"
    assert owner_of(deep(), "c1") == "c1"


def test_an_owner_has_its_instances_in_order() -> None:
    assert [cell.id for cell in instances_of(deep(), "c0")] == ["c0", "c2", "c4"]
    assert instances_of(deep(), "c2") == ()


def test_a_node_reads_the_inputs_and_every_node_before_it() -> None:
    cell = deep().cells[0].model_copy(update={"nodes": 3})
    assert sources_of_node(cell, 0) == ("in0", "in1")
    assert sources_of_node(cell, 2) == ("in0", "in1", "n0", "n1")
    assert source_names(cell) == sources_of_node(cell, 2)


def test_a_settings_cell_has_one_edge_that_nothing_feeds() -> None:
    cell = Cell(id="s", kind="settings", nodes=1, inputs=(), choice=PerEdge(), operations=("setting",))
    assert sources_of_node(cell, 0) == ("in0",)


def test_an_edge_is_cell_source_and_target() -> None:
    assert edge_of(deep().paths[0]) == ("c0", "in0", "n0")


@pytest.mark.parametrize(
    ("position", "inputs"), [(0, ("image", "image")), (1, ("image", "a")), (2, ("a", "b")), (3, ("b", "c"))]
)
def test_a_cell_reads_the_two_before_it(position: int, inputs: tuple[str, str]) -> None:
    assert default_inputs(("a", "b", "c"), position, "image") == inputs
