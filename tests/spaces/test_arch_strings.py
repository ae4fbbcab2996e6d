"""Architecture strings of NAS-Bench-201, written and read."""

import numpy as np
import pytest

from nas_navigator.spaces.arch_strings import ArchSpace, arch_space, read, written
from nas_navigator.spaces.edits import add_cell, drop_paths, set_cell_nodes
from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates import cells
from nas_navigator.spaces.templates.nas_bench_201 import build
from nas_navigator_schemas.templates import Template
from tests.study.logbook import DIGITS

BENCHMARK = build({}, DIGITS)
ARCH = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|nor_conv_3x3~2|"


def space_of(template: Template) -> ArchSpace:
    space = arch_space(template.cells, template.paths)
    assert space is not None
    return space


def test_every_candidate_is_written_and_read_back() -> None:
    space, masks, rng = space_of(BENCHMARK), MaskSpace(BENCHMARK), np.random.default_rng(0)
    for _ in range(50):
        candidate = masks.decode(masks.sample(rng))
        text = written(space, candidate.paths)
        assert text is not None
        assert read(space, text) == candidate
    assert written(space, read(space, ARCH).paths) == ARCH


def test_an_operation_stands_on_the_edge_that_the_string_says() -> None:
    by_id = {path.id: path for path in BENCHMARK.paths}
    inside = [by_id[path] for path in read(space_of(BENCHMARK), f" {ARCH}\n").paths if by_id[path].cell == "c0"]
    assert {(path.source, path.target, path.operation) for path in inside} == {
        ("in0", "n0", "nor_conv_3x3"),
        ("in0", "n1", "none"),
        ("n0", "n1", "skip_connect"),
        ("in0", "n2", "plain_avg_pool_3x3"),
        ("n0", "n2", "nor_conv_1x1"),
        ("n1", "n2", "nor_conv_3x3"),
    }


def test_a_longer_cell_has_longer_strings() -> None:
    longer = set_cell_nodes(BENCHMARK, "c0", 4)
    candidate = MaskSpace(longer).decode(MaskSpace(longer).sample(np.random.default_rng(0)))
    text = written(space_of(longer), candidate.paths)
    assert text is not None
    assert text.count("~") == 10
    with pytest.raises(SpaceError, match="describes 3 nodes and the cell has 4"):
        read(space_of(longer), ARCH)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "describes 1 node and the cell has 3; write |operation~0|+"),
        (ARCH[:-1], "for node 3; write |operation~0| and so on"),
        (ARCH.replace("none~0", "none"), "for node 2; write |operation~0| and so on"),
        (ARCH.replace("none~0", "zeroize~0"), "has operation 'zeroize'; choose one of none, skip_connect"),
        (ARCH.replace("avg_pool_3x3", "plain_avg_pool_3x3"), "has operation 'plain_avg_pool_3x3'"),
        (ARCH.replace("none~0", "none~1"), "has ~1 where node 2 reads ~0"),
        (ARCH.replace("none~0|", ""), "has ~1 where node 2 reads ~0"),
        (ARCH.replace("|skip_connect~1|", "|"), "has 1 edges into node 2, which has 2"),
        (ARCH.replace("|+|none~0", "|none~0"), "describes 2 nodes"),
    ],
)
def test_what_is_malformed_is_refused_with_the_place(text: str, says: str) -> None:
    with pytest.raises(SpaceError) as refused:
        read(space_of(BENCHMARK), text)
    assert refused.value.field == "archs"
    assert says in refused.value.detail


def test_what_an_edit_took_out_is_named() -> None:
    gone = next(path.id for path in BENCHMARK.paths if path.operation == "skip_connect" and path.target == "n0")
    left = space_of(drop_paths(BENCHMARK, [gone]))
    with pytest.raises(SpaceError, match="has skip_connect from 0 to 1, which an edit took out"):
        read(left, ARCH.replace("nor_conv_3x3~0|+", "skip_connect~0|+"))
    old = read(space_of(BENCHMARK), ARCH.replace("nor_conv_3x3~0|+", "skip_connect~0|+"))
    assert written(left, old.paths) is None


def test_other_templates_have_no_such_strings() -> None:
    for template in (
        cells.build({}, DIGITS),
        cells.build({"cells": ["normal"]}, DIGITS),
        add_cell(BENCHMARK, "normal", 1, 3),
    ):
        assert arch_space(template.cells, template.paths) is None
    with pytest.raises(SpaceError, match="no cells of NAS-Bench-201; name their paths instead"):
        read(None, ARCH)
