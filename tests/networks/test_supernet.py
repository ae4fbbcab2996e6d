import time

import pytest
import torch
from torch import Tensor

from nas_navigator.networks.masked import MaskedNetwork, largest_difference
from nas_navigator.networks.supernet import Supernet
from nas_navigator.spaces.edits import add_cell, remove_cell, set_cell_nodes
from nas_navigator_schemas.templates import Candidate, TemplateInput, TemplateOutput, WeightSlice
from tests.networks.nets import (
    cell,
    choose,
    draw,
    images,
    lively,
    normal_reduction_normal,
    path,
    per_edge_setting,
    template,
)


def logits(supernet: Supernet, candidate: Candidate, x: Tensor | None = None) -> Tensor:
    with torch.no_grad():
        return supernet.forward(images() if x is None else x, candidate)["label"]


def test_a_candidate_alone_gives_what_the_whole_template_times_its_mask_gives() -> None:
    supernet = lively(Supernet(normal_reduction_normal(), 0))
    masked = MaskedNetwork(supernet)
    outputs = []
    for candidate in draw(supernet.template, 5):
        outputs.append(supernet.forward(images(), candidate))
        assert largest_difference(masked.forward(images(), candidate), outputs[-1]) < 1e-5
    assert largest_difference(outputs[0], outputs[1]) > 1e-2


def test_a_population_together_gives_what_each_gives_alone() -> None:
    supernet = lively(Supernet(normal_reduction_normal(), 0))
    population = draw(supernet.template, 6)
    with torch.no_grad():
        together = supernet.forward_all(images(), [*population, population[0]])
    for candidate, made in zip(population, together, strict=False):
        assert torch.equal(made["label"], logits(supernet, candidate))
    assert torch.equal(together[0]["label"], together[-1]["label"])


def test_only_paths_of_the_candidate_get_a_gradient() -> None:
    supernet = lively(Supernet(normal_reduction_normal(), 0))
    candidate = draw(supernet.template, 1)[0]
    supernet.forward(images(), candidate)["label"].square().sum().backward()
    moved = {key for key, weight in supernet.parameters().items() if weight.grad is not None}
    assert {key.split("/")[1] for key in moved if not key.startswith("@")} <= set(candidate.paths)
    assert any(not key.startswith("@") for key in moved)


def test_a_weight_starts_from_the_seed_and_its_key_whatever_the_order_of_edits() -> None:
    base = normal_reduction_normal()
    one = Supernet(set_cell_nodes(add_cell(base, "normal", 3, 2), "c0", 3), 7)
    other = Supernet(add_cell(base, "normal", 3, 2), 7)
    shared = set(one.weights) & set(other.weights)
    assert len(shared) > 100
    assert all(torch.equal(one.weights[key], other.weights[key]) for key in shared)
    different = Supernet(one.template, 8)
    assert not torch.equal(one.weights["@stem/image/1>4/weight"], different.weights["@stem/image/1>4/weight"])


def test_an_edit_that_changes_widths_and_its_undo_keep_both_versions() -> None:
    base = normal_reduction_normal()
    trained = lively(Supernet(base, 0))
    edited = lively(Supernet(add_cell(base, "reduction", 1, 2), 0, trained.state()), seed=1)
    back = Supernet(base, 0, edited.state())
    unchanged = [key for key in back.weights if "@8x" in key and key not in edited.weights]
    assert unchanged
    assert all(torch.equal(back.weights[key], trained.weights[key]) for key in unchanged)
    again = Supernet(edited.template, 0, back.state())
    assert all(torch.equal(again.weights[key], edited.weights[key]) for key in edited.weights)


def test_weights_that_the_template_does_not_use_come_back() -> None:
    supernet = Supernet(normal_reduction_normal(), 0, {"c9/p9/gone/weight": torch.ones(2)})
    assert torch.equal(supernet.state()["c9/p9/gone/weight"], torch.ones(2))


def test_a_removed_cell_comes_back_with_its_weights() -> None:
    base = add_cell(normal_reduction_normal(), "normal", 1, 2)
    trained = lively(Supernet(base, 0))
    without = Supernet(remove_cell(base, "c100"), 0, trained.state())
    back = Supernet(base, 0, without.state())
    candidate = draw(base, 1)[0]
    assert torch.equal(logits(back, candidate), logits(trained, candidate))


@pytest.mark.parametrize("position", [0, 1, 2, 3])
def test_a_new_cell_leaves_every_output_as_it_was(position: int) -> None:
    base = normal_reduction_normal()
    trained = lively(Supernet(base, 0))
    # At the front F and size stay those of the image; elsewhere those of the cell before.
    edited_template = add_cell(base, "normal", position, 2)
    edited = Supernet(edited_template, 0, trained.state())
    before = draw(base, 1)[0]
    new = [item for item in draw(edited_template, 1)[0].paths if item not in {p.id for p in base.paths}]
    after = choose(*before.paths, *new)
    assert torch.allclose(logits(edited, after), logits(trained, before), atol=1e-5)
    assert edited.carries()


def test_what_a_new_cell_carries_fades_until_the_template_is_alone() -> None:
    base = normal_reduction_normal()
    edited = Supernet(add_cell(base, "normal", 2, 2), 0, lively(Supernet(base, 0)).state())
    candidate = draw(edited.template, 1)[0]
    full = logits(edited, candidate)
    lively(edited, seed=3)
    edited.fade(0.5)
    resumed = Supernet(edited.template, 0, edited.state())
    assert torch.equal(logits(resumed, candidate), logits(edited, candidate))
    edited.fade(0.0)
    assert not edited.carries()
    settled = Supernet(edited.template, 0, edited.state())
    assert not settled.carries()
    assert torch.equal(logits(settled, candidate), logits(edited, candidate))
    assert not torch.allclose(logits(edited, candidate), full, atol=1e-2)


def test_more_nodes_leave_the_output_until_they_are_trained() -> None:
    base = normal_reduction_normal()
    trained = lively(Supernet(base, 0))
    wider = set_cell_nodes(base, "c0", 3)
    edited = Supernet(wider, 0, trained.state())
    before = draw(base, 1)[0]
    new = [item for item in draw(wider, 1)[0].paths if item not in {p.id for p in base.paths}]
    assert torch.allclose(logits(edited, choose(*before.paths, *new)), logits(trained, before), atol=1e-6)
    columns = edited.weights["@adapter/c2/in0/c0.n2/4>8/weight"]
    assert not columns.any()


def test_fewer_nodes_keep_the_columns_that_remain() -> None:
    trained = lively(Supernet(normal_reduction_normal(), 0))
    edited = Supernet(set_cell_nodes(trained.template, "c0", 1), 0, trained.state())
    key = "@adapter/c2/in0/c0.n0/4>8/weight"
    assert torch.equal(edited.weights[key], trained.weights[key])


def test_tied_cells_share_a_mask_and_not_their_weights() -> None:
    cells = (cell("c0", "image", "image"), cell("c1", "image", "c0", tied_to="c0"))
    supernet = lively(Supernet(template(cells), 0))
    candidate = choose(*draw(supernet.template, 1)[0].paths)
    supernet.forward(images(), candidate)["label"].square().sum().backward()
    used = {tuple(key.split("/")[:2]) for key, weight in supernet.parameters().items() if weight.grad is not None}
    with_weights = {item for instance, item in used if instance == "c0"}
    assert with_weights
    assert {(instance, item) for instance in ("c0", "c1") for item in with_weights} <= used
    key = next(key for key in supernet.weights if key.startswith("c0/") and key.endswith("pointwise"))
    assert not torch.equal(supernet.weights[key], supernet.weights[key.replace("c0/", "c1/", 1)])


def test_slots_let_a_node_read_one_source_twice() -> None:
    cells = (cell("c0", "image", nodes=1),)
    paths = (
        path("a", "c0 in0 n0", "sep_conv_3x3", slot=0),
        path("b", "c0 in0 n0", "sep_conv_3x3", slot=1),
    )
    supernet = lively(Supernet(template(cells, paths), 0))
    both, one = logits(supernet, choose("a", "b")), logits(supernet, choose("a"))
    assert not torch.allclose(both, one)
    assert {key.split("/")[1] for key in supernet.weights if key.startswith("c0/")} == {"a", "b"}


def test_settings_cells_carry_no_tensor() -> None:
    setting, values = per_edge_setting("s0", 8, 16)
    cells = (cell("c0", "image", "image"), setting)
    plain = template(cells[:1])
    supernet = lively(Supernet(template(cells, (*plain.paths, *values)), 0))
    assert set(supernet.weights) == set(Supernet(plain, 0).weights)
    chosen = draw(plain, 1)[0]
    assert torch.equal(logits(supernet, choose(*chosen.paths, "s0_8")), logits(supernet, chosen))


def test_a_slice_of_shared_weights_is_the_centre_of_the_larger_kernel() -> None:
    cells = (cell("c0", "image", nodes=1),)
    paths = (
        path("small", "c0 in0 n0", "sep_conv_3x3", weight=WeightSlice(key="elastic", slice={"kernel": 3})),
        path("large", "c0 in0 n0", "sep_conv_5x5", weight=WeightSlice(key="elastic", slice={"kernel": 5})),
    )
    supernet = lively(Supernet(template(cells, paths), 0))
    shared = [key for key in supernet.weights if key.startswith("c0/")]
    assert {key.split("/")[1] for key in shared} == {"elastic"}
    depthwise = supernet.weights[next(key for key in shared if key.endswith("depthwise"))]
    assert depthwise.shape[2:] == (5, 5)
    small, large = (logits(supernet, choose(name)) for name in ("small", "large"))
    with torch.no_grad():
        depthwise[:, :, 0, :] += 1.0
    assert torch.equal(logits(supernet, choose("small")), small)
    assert not torch.allclose(logits(supernet, choose("large")), large)
    with torch.no_grad():
        depthwise[:, :, 2, 2] += 1.0
    assert not torch.allclose(logits(supernet, choose("small")), small)


def test_loose_ends_put_out_only_the_nodes_that_nothing_reads() -> None:
    cells = (cell("c0", "image", nodes=2, combine="loose_ends"),)
    paths = (
        path("first", "c0 in0 n0", "sep_conv_3x3"),
        path("chained", "c0 n0 n1", "sep_conv_3x3"),
        path("parallel", "c0 in0 n1", "sep_conv_3x3"),
    )
    supernet = lively(Supernet(template(cells, paths), 0))
    masked = MaskedNetwork(supernet)
    chain, parallel = choose("first", "chained"), choose("first", "parallel")
    before = [logits(supernet, chain), logits(supernet, parallel)]
    for candidate, made in zip((chain, parallel), before, strict=True):
        assert torch.allclose(masked.forward(images(), candidate)["label"], made, atol=1e-5)
    with torch.no_grad():
        supernet.weights["@head/label/c0.n0/4>10/weight"] += 1.0
    assert torch.equal(logits(supernet, chain), before[0])
    assert not torch.allclose(logits(supernet, parallel), before[1])


def test_several_outputs_each_read_their_own_cell() -> None:
    cells = (cell("c0", "image", "image"), cell("c1", "image", "c0"))
    outputs = (TemplateOutput(name="coarse", classes=3, reads="c0"), TemplateOutput(name="fine", classes=10))
    supernet = lively(Supernet(template(cells, outputs=outputs), 0))
    candidate = draw(supernet.template, 1)[0]
    made = supernet.forward(images(), candidate)
    assert {name: tuple(value.shape) for name, value in made.items()} == {"coarse": (6, 3), "fine": (6, 10)}
    made["coarse"].square().sum().backward()
    assert all(weight.grad is None for key, weight in supernet.parameters().items() if key.startswith("c1/"))


def test_several_inputs_of_different_sizes_meet_in_a_cell() -> None:
    inputs = (TemplateInput(name="image", shape=(1, 8, 8)), TemplateInput(name="depth", shape=(2, 20, 20)))
    supernet = lively(Supernet(template((cell("c0", "image", "depth"),), inputs=inputs), 0))
    given = {"image": images(), "depth": torch.randn(6, 2, 20, 20)}
    assert supernet.forward(given, draw(supernet.template, 1)[0])["label"].shape == (6, 10)


def test_a_deep_template_is_built_from_its_weights_in_no_time() -> None:
    cells = [cell("c0", "image", "image"), cell("c1", "image", "c0")]
    cells += [cell(f"c{number}", f"c{number - 2}", f"c{number - 1}") for number in range(2, 24)]
    given = template(tuple(cells))
    weights = Supernet(given, 0).state()
    began = time.process_time()
    Supernet(given, 0, weights)
    # Were each adapter held against each earlier cell by a blueprint of its own, this would take minutes.
    assert time.process_time() - began < 5
