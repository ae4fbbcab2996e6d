"""Small templates, images and candidates that the tests of networks share."""

import numpy as np
import torch
from torch import Tensor

from nas_navigator.networks.supernet import Supernet
from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.operations import operation
from nas_navigator_schemas.templates import (
    Candidate,
    Cell,
    Path,
    PerEdge,
    PerNode,
    Template,
    TemplateInput,
    TemplateOutput,
    WeightSlice,
)

OPERATIONS = ("sep_conv_3x3", "sep_conv_5x5", "conv_1x3_3x1", "max_pool_3x3", "avg_pool_3x3", "skip_connect")


def cell(identifier: str, *inputs: str, **fields: object) -> Cell:
    known = {"kind": "normal", "nodes": 2, "choice": PerNode(), "operations": OPERATIONS}
    return Cell.model_validate({**known, "id": identifier, "inputs": inputs, **fields})


def path(
    identifier: str,
    place: str,
    operation_id: str,
    slot: int = 0,
    weight: WeightSlice | None = None,
    **parameters: int,
) -> Path:
    """Such as `path("p1", "c0 in0 n1", "skip_connect")`."""
    owner, source, target = place.split()
    filled = {**operation(operation_id).defaults(), **parameters}
    return Path(
        id=identifier,
        cell=owner,
        source=source,
        target=target,
        operation=operation_id,
        slot=slot,
        weight=weight,
        parameters=filled,
    )


def every_path(*cells: Cell) -> tuple[Path, ...]:
    """Every operation on every edge of the cells that own paths."""
    places = [
        (each, source, f"n{node}", name)
        for each in cells
        if each.tied_to is None and each.kind != "settings"
        for node in range(each.nodes)
        for source in (
            *(f"in{index}" for index in range(len(each.inputs))),
            *(f"n{earlier}" for earlier in range(node)),
        )
        for name in each.operations
    ]
    return tuple(
        path(f"p{number}", f"{each.id} {source} {target}", name)
        for number, (each, source, target, name) in enumerate(places)
    )


def template(cells: tuple[Cell, ...], paths: tuple[Path, ...] | None = None, **fields: object) -> Template:
    chosen = every_path(*cells) if paths is None else paths
    known = {
        "id": "cells",
        "name": "test",
        "inputs": (TemplateInput(name="image", shape=(1, 8, 8)),),
        "outputs": (TemplateOutput(name="label", classes=10),),
        "channels": 4,
        "next_cell": 100,
        "next_path": 10_000,
    }
    return Template.model_validate({**known, "cells": cells, "paths": chosen, **fields})


def normal_reduction_normal() -> Template:
    """Three untied cells of two nodes."""
    return template(
        (
            cell("c0", "image", "image"),
            cell("c1", "image", "c0", kind="reduction"),
            cell("c2", "c0", "c1"),
        )
    )


def draw(given: Template, count: int, seed: int = 0) -> list[Candidate]:
    space, rng = MaskSpace(given), np.random.default_rng(seed)
    return [space.decode(space.sample(rng)) for _ in range(count)]


def choose(*paths: str) -> Candidate:
    return make_candidate(paths)


def images(count: int = 6, seed: int = 0, size: int = 8) -> Tensor:
    return torch.randn(count, 1, size, size, generator=torch.Generator().manual_seed(seed))


def lively(supernet: Supernet, seed: int = 0) -> Supernet:
    """The supernet with every weight moved, as training would, so that no part is zero or the identity."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for weight in supernet.parameters().values():
            weight += 0.2 * torch.randn(weight.shape, generator=generator)
    return supernet


def per_edge_setting(identifier: str, *values: int) -> tuple[Cell, tuple[Path, ...]]:
    """A settings cell with one path a value, called `{identifier}_{value}`."""
    each = cell(identifier, kind="settings", nodes=1, choice=PerEdge(), operations=("setting",))
    paths = tuple(
        Path(
            id=f"{identifier}_{value}",
            cell=identifier,
            source="in0",
            target="n0",
            operation="setting",
            slot=number,
            parameters={"resolution": value},
        )
        for number, value in enumerate(values)
    )
    return each, paths
