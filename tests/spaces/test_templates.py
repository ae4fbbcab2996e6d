"""The cell template of the catalogue: its defaults, its parameters and how they are refused."""

from typing import Any

import pytest

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.templates.cells import build, schema
from nas_navigator.spaces.validity import check_template
from nas_navigator_schemas.templates import PerNode, Template
from tests.study.logbook import DIGITS


def test_the_default_is_normal_reduction_normal_of_four_nodes() -> None:
    template = build({}, DIGITS)
    check_template(template)
    assert [(cell.kind, cell.nodes) for cell in template.cells] == [
        ("normal", 4),
        ("reduction", 4),
        ("normal", 4),
    ]
    assert (template.name, template.channels) == ("NRN", 8)
    assert len(template.paths) == 3 * (2 + 3 + 4 + 5) * 6
    assert {cell.choice for cell in template.cells} == {PerNode(minimum=2, maximum=2)}


def test_other_data_sets_begin_with_sixteen_channels() -> None:
    assert build({}, DIGITS.model_copy(update={"id": "fashion_mnist"})).channels == 16


@pytest.mark.parametrize(
    ("kinds", "tie", "owners"),
    [
        (["normal"] * 4, None, 4),
        (["normal"] * 5, None, 1),
        (["normal", "reduction", "normal", "reduction", "normal"], None, 2),
        (["normal"] * 5, "none", 5),
        (["normal"] * 2, "by_kind", 1),
    ],
)
def test_deep_templates_are_tied_by_kind(kinds: list[str], tie: str | None, owners: int) -> None:
    template = build({"cells": kinds, "nodes": 1, "tie": tie}, DIGITS)
    check_template(template)
    assert len({path.cell for path in template.paths}) == owners


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"cells": []}, "cells"),
        ({"cells": ["strange"]}, "cells.0"),
        ({"nodes": 0}, "nodes"),
        ({"nodes": "many"}, "nodes"),
        ({"operations": ["max_pool_3x3", "max_pool_3x3"]}, "operations"),
        ({"operations": ["warp"]}, "operation"),
        ({"inputs_per_node": [3, 2]}, "inputs_per_node"),
        ({"depth": 3}, "depth"),
    ],
)
def test_a_parameter_that_is_wrong_is_named(parameters: dict[str, Any], field: str) -> None:
    with pytest.raises(SpaceError) as refused:
        build(parameters, DIGITS)
    assert refused.value.field == field


def test_the_schema_names_every_parameter() -> None:
    assert schema()["properties"].keys() == {"cells", "nodes", "channels", "operations", "inputs_per_node", "tie"}


def test_a_template_survives_json() -> None:
    template = build({}, DIGITS)
    assert Template.model_validate_json(template.model_dump_json()) == template
