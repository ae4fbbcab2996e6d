"""The operations on offer, as data: what they are called and what they can be asked for."""

import jsonschema
import pytest

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.operations import OPERATIONS, SETTING, check_parameters, entries, name_of, operation


def test_the_schema_of_an_operation_allows_what_the_check_allows() -> None:
    for entry in entries():
        for kernel in range(1, 11):
            parameters = {"kernel": kernel}
            schema_allows = jsonschema.Draft202012Validator(entry.parameters).is_valid(parameters)
            assert schema_allows == allowed(entry.id, parameters), (entry.id, kernel)


def allowed(identifier: str, parameters: dict[str, int]) -> bool:
    try:
        check_parameters(identifier, parameters)
    except SpaceError:
        return False
    return True


def test_every_operation_is_known_by_its_id_and_no_two_look_alike() -> None:
    assert [entry.id for entry in entries()] == list(OPERATIONS)
    assert len({entry.short for entry in entries()}) == len(OPERATIONS)
    assert len({entry.name for entry in entries()}) == len(OPERATIONS)
    for identifier, known in OPERATIONS.items():
        assert known.id == identifier
        assert name_of(identifier, known.defaults()) == known.name


@pytest.mark.parametrize(
    ("identifier", "parameters", "name"),
    [
        ("sep_conv_3x3", {"kernel": 7, "dilation": 1}, "7x7 separable convolution"),
        ("sep_conv_5x5", {"kernel": 5, "dilation": 2}, "5x5 separable convolution, dilation 2"),
        ("conv_1x3_3x1", {"kernel": 5}, "1x5 then 5x1 convolution"),
        ("max_pool_3x3", {"kernel": 9}, "9x9 max pooling"),
        ("skip_connect", {}, "skip connection"),
        (SETTING, {"resolution": 16}, "resolution 16"),
    ],
)
def test_a_name_says_the_kernel_that_it_really_has(identifier: str, parameters: dict[str, int], name: str) -> None:
    assert name_of(identifier, parameters) == name


def test_what_is_not_on_offer_is_refused_with_what_is() -> None:
    with pytest.raises(SpaceError, match="'warp' is not known; choose one of sep_conv_3x3, "):
        operation("warp")
    with pytest.raises(SpaceError, match="kernel is True; for 3x3 max pooling choose one of 3, 5, 7, 9"):
        check_parameters("max_pool_3x3", {"kernel": True})
