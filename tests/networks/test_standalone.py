import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from nas_navigator.networks import checkpoints
from nas_navigator.networks.checkpoints import Checkpoint
from nas_navigator.networks.costs import costs_of
from nas_navigator.networks.errors import NetworkError
from nas_navigator.networks.masked import largest_difference
from nas_navigator.networks.standalone import StandaloneNetwork, calibrate, cut
from nas_navigator.networks.supernet import Supernet
from nas_navigator.spaces.edits import add_cell
from nas_navigator.spaces.library import without
from nas_navigator_schemas.templates import Template, TemplateOutput, WeightSlice
from tests.networks.nets import cell, choose, draw, images, lively, normal_reduction_normal, path, template


def every_generalisation() -> Template:
    """Tied cells, slots, shared weight slices, loose ends and two outputs in one template."""
    first = cell("c0", "image", "image", combine="loose_ends")
    cells = (first, cell("c1", "image", "c0", kind="reduction", tied_to="c0", combine="loose_ends"))
    paths = (
        path("a", "c0 in0 n0", "sep_conv_3x3", weight=WeightSlice(key="e", slice={"kernel": 3})),
        path("b", "c0 in0 n0", "sep_conv_5x5", weight=WeightSlice(key="e", slice={"kernel": 5})),
        path("c", "c0 in1 n0", "max_pool_3x3"),
        path("d", "c0 in1 n1", "conv_1x3_3x1", slot=0),
        path("e", "c0 in1 n1", "conv_1x3_3x1", slot=1),
        path("f", "c0 n0 n1", "skip_connect"),
    )
    outputs = (TemplateOutput(name="coarse", classes=3, reads="c0"), TemplateOutput(name="fine", classes=10))
    return template(cells, paths, outputs=outputs)


@pytest.mark.parametrize("given", [normal_reduction_normal(), every_generalisation()], ids=["cells", "general"])
def test_a_network_cut_out_of_the_supernet_gives_its_output(given: Template) -> None:
    supernet = lively(Supernet(given, 0))
    for candidate in draw(given, 6):
        network = cut(supernet, candidate)
        made, wanted = network.forward(images(), "batch"), supernet.forward(images(), candidate)
        assert set(made) == {output.name for output in given.outputs}
        assert largest_difference(made, wanted) < 1e-5


def test_a_network_cut_after_an_edit_gives_the_supernets_output() -> None:
    base = normal_reduction_normal()
    supernet = Supernet(add_cell(base, "normal", 1, 2), 0, lively(Supernet(base, 0)).state())
    assert supernet.carries()
    candidate = draw(supernet.template, 1)[0]
    network = cut(supernet, candidate)
    wanted = supernet.forward(images(), candidate)
    assert largest_difference(network.forward(images(), "batch"), wanted) < 1e-5
    again = StandaloneNetwork(supernet.template, candidate, 0, network.state())
    assert largest_difference(again.forward(images(), "batch"), wanted) < 1e-5


def test_a_network_has_its_own_paths_only() -> None:
    given = normal_reduction_normal()
    candidate = draw(given, 1)[0]
    state = StandaloneNetwork(given, candidate, 0).state()
    assert {key.split("/")[1] for key in state if not key.startswith("@")} <= set(candidate.paths)


def test_a_slice_is_cut_to_its_own_size() -> None:
    network = cut(lively(Supernet(every_generalisation(), 0)), choose("a", "c", "d", "e"))
    sizes = {tuple(tensor.shape[2:]) for key, tensor in network.state().items() if key.endswith("depthwise")}
    assert sizes == {(3, 3)}


def test_a_network_starts_the_same_from_the_same_seed() -> None:
    given = normal_reduction_normal()
    candidate = draw(given, 1)[0]
    one, same, other = (StandaloneNetwork(given, candidate, seed).state() for seed in (1, 1, 2))
    assert all(torch.equal(one[key], same[key]) for key in one)
    assert not all(torch.equal(one[key], other[key]) for key in one)


def test_stored_statistics_make_an_images_result_its_own() -> None:
    supernet = lively(Supernet(normal_reduction_normal(), 0))
    network = cut(supernet, draw(supernet.template, 1)[0])
    batch = images(64)
    calibrate(network, [batch[:32], batch[32:]])
    with torch.no_grad():
        together, alone = network.forward(batch)["label"], network.forward(batch[:1])["label"]
        own = network.forward(batch, "batch")["label"]
    assert torch.allclose(together[:1], alone, atol=1e-4)
    assert (own - together).abs().mean() < 0.3 * own.std()


def test_a_networks_file_brings_it_back() -> None:
    given = normal_reduction_normal()
    candidate = draw(given, 1)[0]
    network = cut(lively(Supernet(given, 0)), candidate)
    content = checkpoints.save(Checkpoint(network.state(), {"candidate": candidate.id}))
    loaded = checkpoints.load(content)
    assert loaded.meta == {"candidate": candidate.id}
    again = StandaloneNetwork(given, candidate, 9, loaded.tensors)
    assert largest_difference(again.forward(images()), network.forward(images())) == 0


def test_weights_of_another_network_are_refused() -> None:
    given = normal_reduction_normal()
    one, other = draw(given, 2)
    with pytest.raises(NetworkError, match=f"does not belong to network {other.id}"):
        StandaloneNetwork(given, other, 0, StandaloneNetwork(given, one, 0).state())


@pytest.mark.parametrize("content", [b"", b"not a file", b"\x05\x00\x00\x00\x00\x00\x00\x00{}{}{"])
def test_what_is_no_safetensors_file_is_refused(content: bytes) -> None:
    with pytest.raises(NetworkError, match="no readable safetensors file"):
        checkpoints.load(content)


@pytest.mark.parametrize("given", [normal_reduction_normal(), every_generalisation()], ids=["cells", "general"])
def test_costs_are_those_of_the_network_itself(given: Template) -> None:
    # An average is a convolution on a CPU, and none to people who count multiply-adds.
    given = without(given, {path.id for path in given.paths if path.operation == "avg_pool_3x3"})
    found = []
    for candidate in draw(given, 4):
        network = StandaloneNetwork(given, candidate, 0)
        with FlopCounterMode(display=False) as counter:
            network.forward(images(1))
        costs = costs_of(given, candidate)
        assert 2 * costs.madds == counter.get_total_flops()
        assert costs.parameters == sum(weight.numel() for weight in network.parameters().values())
        found.append(costs)
    assert len(set(found)) > 1
