"""Templates that are not the catalogue's default go the whole way too: train, search, finish."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.client import StudyClient
from tests.server import Server

README = Path(__file__).parents[2] / "README.md"
INPUTS = [{"name": name, "shape": [1, 8, 8]} for name in ("image", "again")]
SKIP, POOL = "skip_connect", "max_pool_3x3"


def go_all_the_way(study: StudyClient, seconds: float = 120) -> dict[str, Any]:
    """One epoch, one iteration, and one epoch of the best on its own; the final run."""
    study.command("start_training", epochs=1)
    study.wait_idle(seconds)
    study.command("start_search", iterations=1)
    study.wait_idle(seconds)
    study.command("finalize", candidates=[study.study["best_candidate"]], epochs=1)
    study.wait_idle(seconds)
    (final,) = [run for run in study.records["runs"].values() if run["purpose"] == "final"]
    assert final["state"] == "done"
    assert 0 < final["metrics"]["test_accuracy"] < 1
    assert 0 <= final["metrics"]["test_accuracy_low"] < final["metrics"]["test_accuracy"]
    return final


def test_a_deep_template_shares_its_masks_among_cells_of_a_kind(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = ["normal", "reduction", "normal", "reduction", "normal"]
    template = {"id": "cells", "parameters": {"cells": kinds, "nodes": 2, "channels": 4}}
    with StudyClient.create(server.url, name="Deep", dataset="digits", template=template) as study:
        study.wait(lambda client: bool(client.study))
        assert [cell["tied_to"] for cell in in_order(study)] == [None, None, "c0", "c1", "c0"]

        final = go_all_the_way(study)

        assert {path["cell"] for path in study.records["paths"].values()} == {"c0", "c1"}
        evaluated = study.evaluated()
        assert len(evaluated) == 8
        # Two nodes with two inputs each, in two masks that five cells use.
        assert {len(candidate["paths"]) for candidate in evaluated.values()} == {2 * 2 * 2}
        assert study.study["layout"]["trustworthiness"] is not None
        assert set(evaluated) <= set(study.records["points"])
        # The mask counts once on the map, and five times in the network.
        best = study.records["candidates"][final["candidate"]]
        assert final["metrics"]["parameters"] == best["objectives"]["parameters"]
        measured_by_the_readme(study, final, tmp_path, monkeypatch)


def measured_by_the_readme(
    study: StudyClient, final: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the README says of the files that are taken away gives the accuracy that the window shows."""
    for format_, ending in (("json", "json"), ("weights", "safetensors")):
        url = f"/studies/{study.id}/candidates/{final['candidate']}/export"
        answer = study.api.get(url, params={"format": format_})
        (folder / f"best.{ending}").write_bytes(answer.content)
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    exec(code, names)
    assert names["accuracy"] == pytest.approx(final["metrics"]["test_accuracy"])
    assert names["exported"].final.metrics["test_accuracy"] == final["metrics"]["test_accuracy"]
    assert names["exported"].final.initial == "scratch"


def test_nas_bench_201_is_trained_searched_focused_and_finished(server: Server) -> None:
    template = {"id": "nas_bench_201", "parameters": {"channels": 4}}
    with StudyClient.create(server.url, name="Benchmark", dataset="digits", template=template) as study:
        final = go_all_the_way(study)
        best = study.records["candidates"][final["candidate"]]
        assert final["metrics"]["parameters"] == best["objectives"]["parameters"]

        first = set(study.evaluated())
        assert len(first) == 8
        study.command("focus_region", candidates=sorted(study.records["points"])[:30])
        study.command("start_search", iterations=1)
        study.wait_idle(120)

        fresh = set(study.evaluated()) - first
        assert len(fresh) == 8
        assert "region" in {study.records["candidates"][key]["origin"] for key in fresh}
        paths = study.records["paths"]
        for key in fresh:
            inside = [paths[path] for path in study.records["candidates"][key]["paths"]]
            # One operation on each of the cell's six edges, and the three of a residual block.
            assert len({(path["cell"], path["source"], path["target"]) for path in inside}) == len(inside) == 6 + 3
        assert study.study["layout"]["trustworthiness"] is not None

        arch = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|nor_conv_3x3~2|"
        wrong = study.send("evaluate_candidates", archs=[arch.replace("skip_connect", "skip")])
        assert (wrong.status_code, wrong.json()["field"]) == (422, "archs")
        if arch not in {exported(study, key)["arch"] for key in first | fresh}:
            study.command("evaluate_candidates", archs=[arch])
            study.wait(lambda client: set(client.evaluated()) > first | fresh)
        found = study.api.post(f"/studies/{study.id}/select", json={"query": f'arch = "{arch}" and evaluated'})
        (chosen,) = found.json()["candidates"]
        assert exported(study, chosen)["arch"] == arch
        weights = study.api.get(f"/studies/{study.id}/candidates/{final['candidate']}/export?format=weights")
        assert weights.status_code == 200


def test_a_template_of_ones_own_has_slots_settings_several_inputs_and_outputs(server: Server) -> None:
    with StudyClient.create(server.url, name="Own", dataset="digits", template=own_template()) as study:
        go_all_the_way(study)

        evaluated = study.evaluated()
        assert len(evaluated) == 8
        for candidate in evaluated.values():
            paths = [study.records["paths"][identifier] for identifier in candidate["paths"]]
            assert len([path for path in paths if path["cell"] == "resolution"]) == 1
            edges = sorted(path["source"] for path in paths if path["cell"] == "early")
            assert edges == ["in0", "in1", "n0"]
        (scores,) = study.records["scores"].values()
        share = dict(zip(scores["paths"], scores["score"], strict=True))
        for cell in ("resolution", "early", "late"):
            inside = [share[key] for key, path in study.records["paths"].items() if path["cell"] == cell]
            assert sum(inside) == pytest.approx(1.0)
        assert any(slots_of(study, candidate) == {0, 1} for candidate in evaluated.values())
        assert set(evaluated) <= set(study.records["points"])


def exported(study: StudyClient, candidate: str) -> dict[str, Any]:
    answer = study.api.get(f"/studies/{study.id}/candidates/{candidate}/export")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def slots_of(study: StudyClient, candidate: dict[str, Any]) -> set[int]:
    """The slots of a candidate's skip connections in the cell that may read its input twice."""
    paths = [study.records["paths"][identifier] for identifier in candidate["paths"]]
    return {path["slot"] for path in paths if path["cell"] == "late" and path["operation"] == SKIP}


def in_order(study: StudyClient) -> list[dict[str, Any]]:
    return sorted(study.records["cells"].values(), key=lambda cell: cell["position"])


def own_template() -> dict[str, Any]:
    """A settings cell, a cell that chooses per edge, one that may read its input twice; a head on each of two."""
    early = {
        "id": "early",
        "kind": "normal",
        "nodes": 2,
        "inputs": ["image", "again"],
        "choice": {"type": "per_edge"},
        "combine": "loose_ends",
        "operations": [SKIP, POOL, "sep_conv_3x3"],
    }
    late = {
        "id": "late",
        "kind": "reduction",
        "nodes": 1,
        "inputs": ["early"],
        "choice": {"type": "per_node", "minimum": 2, "maximum": 3},
        "operations": [SKIP, "sep_conv_3x3"],
    }
    setting = {
        "id": "resolution",
        "kind": "settings",
        "nodes": 1,
        "inputs": [],
        "choice": {"type": "per_edge"},
        "operations": ["setting"],
    }
    heads = [{"name": "label", "classes": 10}, {"name": "early_label", "classes": 10, "reads": "early"}]
    return {
        "id": "own",
        "name": "One's own",
        "inputs": INPUTS,
        "outputs": heads,
        "channels": 4,
        "cells": [setting, early, late],
        "paths": [*settings_paths(), *early_paths(), *late_paths()],
        "next_cell": 0,
        "next_path": 0,
    }


def settings_paths() -> list[dict[str, Any]]:
    return [
        path(f"at {size}", "resolution", "in0", "n0", "setting", slot=slot, parameters={"resolution": size})
        for slot, size in enumerate((8, 16))
    ]


def early_paths() -> list[dict[str, Any]]:
    edges = [("in0", "n0"), ("in1", "n1"), ("n0", "n1")]
    operations = [(SKIP, {}), (POOL, {"kernel": 3})]
    chosen = [
        path(f"{source} {target} {name}", "early", source, target, name, parameters=parameters)
        for source, target in edges
        for name, parameters in operations
    ]
    return [*chosen, *(shared(source, target, kernel) for source, target in edges for kernel in (3, 5))]


def shared(source: str, target: str, kernel: int) -> dict[str, Any]:
    """A convolution whose weights are the centre of a 5x5 one."""
    weight = {"key": f"conv_{source}_{target}", "slice": {"kernel": kernel}}
    parameters = {"kernel": kernel, "dilation": 1}
    identifier = f"{source} {target} conv {kernel}"
    return path(identifier, "early", source, target, "sep_conv_3x3", parameters=parameters, weight=weight)


def late_paths() -> list[dict[str, Any]]:
    convolution = {"kernel": 3, "dilation": 1}
    return [
        *(path(f"late skip {slot}", "late", "in0", "n0", SKIP, slot=slot) for slot in range(2)),
        *(
            path(f"late conv {slot}", "late", "in0", "n0", "sep_conv_3x3", slot=slot, parameters=convolution)
            for slot in range(2)
        ),
    ]


def path(identifier: str, cell: str, source: str, target: str, operation: str, **fields: Any) -> dict[str, Any]:
    place = {"cell": cell, "source": source, "target": target, "operation": operation}
    return {"id": identifier.replace(" ", "_"), **place, **fields}
