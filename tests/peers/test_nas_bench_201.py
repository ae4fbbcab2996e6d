"""We are faster on NAS-Bench-201 than its authors' supernet and NNI's, and compute the same."""

import json

import pytest

from tests.peers.environment import environment, output_of

pytestmark = pytest.mark.acceptance

NNI = ("nni==3.0", "pytorch-lightning==2.0.*", "torchmetrics==1.2.*", "setuptools<81")
XAUTODL = ("xautodl==1.0.0",)


@pytest.mark.parametrize(("depth", "rounds"), [(1, 5), (5, 3)])
def test_one_shot_evaluation_and_training_of_nas_bench_201(depth: int, rounds: int) -> None:
    python = environment(NNI, XAUTODL)
    line = output_of(python, "tests.peers.nas_bench_201", "--depth", str(depth), "--rounds", str(rounds))
    print(line)
    found = json.loads(line)
    assert found["logits_spread"] > 0.1
    assert max(found["max_abs_difference"].values()) < 1e-4
    assert found["population_times_faster"] >= 2.0
    assert found["step_times_faster"] >= 1.5
