"""Names for people, who count from 1; and the operations that the names speak of."""

import pytest

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.names import cells_name, path_name, path_names, vertex_name
from nas_navigator.spaces.operations import OPERATIONS, USUAL, check_parameters, entries, name_of
from nas_navigator.spaces.templates.cells import build
from nas_navigator_schemas.templates import Path
from tests.study.logbook import DIGITS


def path(operation: str, slot: int = 0, **parameters: int) -> Path:
    return Path(id="p0", cell="c0", source="in0", target="n1", operation=operation, slot=slot, parameters=parameters)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (path("sep_conv_3x3"), "3x3 separable convolution, cell 1, input 1 to node 2"),
        (path("sep_conv_3x3", kernel=7), "7x7 separable convolution, cell 1, input 1 to node 2"),
        (path("sep_conv_5x5", dilation=2), "5x5 separable convolution, dilation 2, cell 1, input 1 to node 2"),
        (path("conv_1x3_3x1", kernel=5), "1x5 then 5x1 convolution, cell 1, input 1 to node 2"),
        (path("skip_connect", slot=1), "skip connection, cell 1, input 1 to node 2, slot 2"),
        (path("max_pool_3x3", kernel=3), "3x3 max pooling, cell 1, input 1 to node 2"),
    ],
)
def test_a_path_is_called_by_operation_and_place(given: Path, name: str) -> None:
    assert path_name(given, 0) == name


def test_cells_that_are_meant_together_are_listed_as_long_as_they_are_few() -> None:
    assert [cells_name(*range(count)) for count in (1, 2, 4, 5)] == [
        "cell 1",
        "cells 1 and 2",
        "cells 1, 2, 3 and 4",
        "cells 1, 2, 3 and 2 more",
    ]


def test_vertices_are_inputs_and_nodes() -> None:
    assert [vertex_name(vertex) for vertex in ("in0", "in1", "n0", "n3")] == ["input 1", "input 2", "node 1", "node 4"]


def test_no_two_paths_of_a_template_have_one_name() -> None:
    names = path_names(build({}, DIGITS))
    assert len(set(names.values())) == len(names) == 252


def test_a_setting_is_called_by_its_value() -> None:
    assert name_of("setting", {"resolution": 8}) == "resolution 8"


def test_operations_have_labels_and_names_of_their_own() -> None:
    assert set(USUAL) < set(OPERATIONS)
    assert len({entry.short for entry in entries()}) == len({entry.name for entry in entries()}) == len(OPERATIONS)


def test_parameters_that_are_not_given_have_their_defaults() -> None:
    assert check_parameters("sep_conv_5x5", {}) == {"kernel": 5, "dilation": 1}
    assert check_parameters("sep_conv_5x5", {"dilation": 2}) == {"kernel": 5, "dilation": 2}


@pytest.mark.parametrize(("name", "value"), [("kernel", 4), ("kernel", True), ("kernel", "3"), ("rate", 1)])
def test_parameters_that_cannot_be_are_refused(name: str, value: object) -> None:
    with pytest.raises(SpaceError) as refused:
        check_parameters("sep_conv_3x3", {name: value})  # type: ignore[dict-item]
    assert refused.value.field == name
