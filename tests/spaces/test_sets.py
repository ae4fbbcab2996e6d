"""Set operations over regions are what counting by hand gives, at every level."""

from statistics import mean
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.names import path_names
from nas_navigator.spaces.operations import name_of
from nas_navigator.spaces.sets import set_operation
from nas_navigator_schemas.http import Level, SetMember, SetOperator, SetRequest, SetResult
from nas_navigator_schemas.records import CandidateRecord, Records
from tests.spaces.studied import sampled, studied, tied
from tests.study.logbook import small_template

RECORDS = sampled()
IDS = tuple(RECORDS.candidates)
LEVELS, OPERATIONS = get_args(Level), get_args(SetOperator)


def ask(operation: str, *regions: tuple[str, ...], records: Records = RECORDS, **more: object) -> SetResult:
    return set_operation(records, SetRequest.model_validate({"operation": operation, "regions": regions, **more}))


def key_of(path: str, level: str) -> str:
    known = RECORDS.paths[path]
    operation = name_of(known.operation, known.parameters)
    keys = {"path": path, "operation": operation, "node": f"{known.cell}/{known.target}", "cell": known.cell}
    return keys.get(level, f"{known.cell}/{operation}")


def common(group: list[str], inside: list[CandidateRecord]) -> list[str]:
    counts = {path: sum(path in one.paths for one in inside) for path in group}
    return [path for path in group if 2 * counts[path] > len(inside)] or [max(group, key=lambda path: counts[path])]


def by_hand(operation: str, regions: tuple[tuple[str, ...], ...], threshold: float, level: str) -> list[SetMember]:
    """The same with sets and loops."""
    within = set().union(*regions)
    inside = [RECORDS.candidates[key] for key in IDS if key in within]
    outside = [RECORDS.candidates[key] for key in IDS if key not in within]
    groups: dict[str, list[str]] = {}
    for path in RECORDS.paths:
        groups.setdefault(key_of(path, level), []).append(path)
    found = []
    for key, group in groups.items():
        whole = level in ("node", "cell")
        paths = common(group, inside) if whole else group
        test = all if whole else any

        def those(of: list[CandidateRecord], paths: list[str] = paths, test: object = test) -> list[CandidateRecord]:
            return [one for one in of if test(path in one.paths for path in paths)]  # type: ignore[operator]

        shares = [len(those([RECORDS.candidates[one] for one in set(region)])) / len(set(region)) for region in regions]
        taken = {
            "union": any(share > 0 for share in shares),
            "intersection": all(share >= threshold - 1e-9 for share in shares),
            "complement": all(share <= 1 - threshold + 1e-9 for share in shares),
            "profile": True,
        }
        if taken[operation]:
            found.append(
                SetMember(
                    key=key,
                    label="",
                    paths=tuple(paths),
                    share_inside=len(those(inside)) / len(inside),
                    share_outside=len(those(outside)) / len(outside) if outside else 0,
                    mean_inside=average(those(inside)),
                    mean_outside=average(those(outside)),
                    count=len(those(inside)),
                )
            )
    return sorted(found, key=lambda member: -abs(member.share_inside - member.share_outside))


def rounded(member: SetMember) -> dict[str, object]:
    values = member.model_dump(exclude={"label"})
    return {name: round(value, 9) if isinstance(value, float) else value for name, value in values.items()}


def average(those: list[CandidateRecord]) -> float | None:
    values = [one.objectives["accuracy"] or 0.0 for one in those if one.evaluated and one.weights == 0]
    return mean(values) if values else None


regions = st.lists(st.lists(st.sampled_from(IDS), min_size=1, max_size=40).map(tuple), min_size=1, max_size=3).map(
    tuple
)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(OPERATIONS), regions, st.sampled_from([0.0, 0.2, 0.5, 0.8, 1.0]), st.sampled_from(LEVELS))
def test_a_set_operation_is_what_counting_by_hand_gives(
    operation: str, regions: tuple[tuple[str, ...], ...], threshold: float, level: str
) -> None:
    result = ask(operation, *regions, threshold=threshold, level=level)
    expected = by_hand(operation, regions, threshold, level)
    assert [member.key for member in result.members] == [member.key for member in expected]
    for member, by_counting in zip(result.members, expected, strict=True):
        assert rounded(member) == rounded(by_counting)
    assert result.inside == len(set().union(*regions))
    assert result.inside + result.outside == len(IDS)


def test_the_answer_is_valid_json_of_the_contract() -> None:
    result = ask("profile", IDS)
    assert SetResult.model_validate_json(result.model_dump_json()) == result
    assert result.outside == 0
    assert {member.share_outside for member in result.members} == {0}


def test_members_are_called_as_people_call_them() -> None:
    def labels(level: str) -> dict[str, str]:
        return {member.key: member.label for member in ask("profile", IDS[:1], level=level).members}

    assert labels("path") == path_names(small_template())
    assert labels("operation_in_cell")["c1/skip connection"] == "skip connection, cell 2"
    assert labels("operation")["3x3 max pooling"] == "3x3 max pooling"
    assert labels("node")["c0/n1"].startswith("cell 1, node 2: ")
    assert " from input " in labels("node")["c0/n0"]
    assert labels("cell")["c1"].startswith("cell 2: ")


def test_one_candidate_has_all_of_its_own_nodes_and_cells() -> None:
    for level in ("node", "cell"):
        members = ask("intersection", IDS[:1], level=level, threshold=1).members
        assert {path for member in members for path in member.paths} == set(RECORDS.candidates[IDS[0]].paths)
        assert {member.share_inside for member in members} == {1}


def test_cells_that_are_tied_count_once_and_are_named_together() -> None:
    records = tied()
    members = ask("profile", tuple(records.candidates), records=records, level="cell").members
    assert {member.key: member.label.partition(":")[0] for member in members} == {
        "c0": "cells 1, 3 and 5",
        "c1": "cells 2 and 4",
    }
    names = {member.label for member in ask("profile", tuple(records.candidates), records=records).members}
    assert "skip connection, cells 2 and 4, input 1 to node 2" in names


def test_a_complement_offers_nothing_that_is_removed() -> None:
    records = studied()
    for level in LEVELS:
        members = ask("complement", tuple(records.candidates)[:1], records=records, level=level, threshold=0).members
        assert members
        assert "p3" not in {path for member in members for path in member.paths}


def test_a_complement_after_a_removal_counts_the_others_as_before() -> None:
    removed = {key: path.model_copy(update={"state": "removed"}) for key, path in RECORDS.paths.items() if key == "p3"}
    after = RECORDS.model_copy(update={"paths": {**RECORDS.paths, **removed}})
    before = ask("complement", IDS[:9], threshold=0)
    kept = tuple(member for member in before.members if member.key != "p3")
    assert ask("complement", IDS[:9], records=after, threshold=0).members == kept
    assert len(kept) == len(before.members) - 1


def test_an_edit_that_took_paths_out_of_the_template_does_no_harm() -> None:
    paths = {key: path for key, path in RECORDS.paths.items() if path.cell == "c0"}
    result = ask("union", IDS[:5], records=RECORDS.model_copy(update={"paths": paths}))
    assert {path for member in result.members for path in member.paths} <= set(paths)


def test_a_candidate_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(
        SpaceError, match="region 2 has candidate 'nobody' and 1 more, which the study has not"
    ) as refused:
        ask("union", IDS[:1], ("nobody", "neither"))
    assert refused.value.field == "regions"


def test_of_many_wrong_ids_one_is_told() -> None:
    with pytest.raises(ValidationError) as refused:
        SetRequest.model_validate({"operation": "union", "regions": [[1] * 1000] * 8})
    assert refused.value.error_count() < 10
