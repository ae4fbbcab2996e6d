"""The query language: what people type finds what they mean, and whatever else they type is refused in words."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nas_navigator.spaces.queries import fields
from nas_navigator.spaces.queries.errors import QueryError
from nas_navigator.spaces.queries.evaluation import select_candidates, select_paths
from nas_navigator.spaces.queries.syntax import Comparison, Name, Not, Value, parse
from nas_navigator_schemas.records import CandidateRecord, PathRecord, Records, RegionRecord
from tests.spaces.studied import studied, tied

OBJECTIVES = ("accuracy", "loss", "parameters", "madds")


def candidates(query: str, records: Records | None = None) -> set[str]:
    return set(select_candidates(records or studied(), query, OBJECTIVES))


def where(holds: Callable[[CandidateRecord], bool]) -> set[str]:
    return {key for key, candidate in studied().candidates.items() if holds(candidate)}


def accuracy(candidate: CandidateRecord) -> float:
    return candidate.objectives.get("accuracy") or float("nan")


def contains(candidate: CandidateRecord, holds: Callable[[PathRecord], bool]) -> bool:
    return any(holds(studied().paths[path]) for path in candidate.paths)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("accuracy > 0.5", lambda c: accuracy(c) > 0.5),
        ("accuracy > 50%", lambda c: accuracy(c) > 0.5),
        ("accuracy > 50 % and evaluated", lambda c: accuracy(c) > 0.5),
        ("0.5 < accuracy", lambda c: accuracy(c) > 0.5),
        ("accuracy ≥ 0.5", lambda c: accuracy(c) >= 0.5),
        ("Accuracy<.5", lambda c: accuracy(c) < 0.5),
        ("accuracy != 0.5", lambda c: c.evaluated),
        ("parameters < 3k", lambda c: c.evaluated and (c.objectives["parameters"] or 0) < 3000),
        ("not accuracy > 0.5", lambda c: not accuracy(c) > 0.5),
        ("not not accuracy > 0.5", lambda c: accuracy(c) > 0.5),
        ("evaluated", lambda c: c.evaluated),
        ("evaluated = false", lambda c: not c.evaluated),
        ("feasible and EVALUATED", lambda c: c.feasible and c.evaluated),
        ("iteration == 1", lambda c: c.iteration == 1),
        ("iteration < 1", lambda c: False),
        ('origin = "sample"', lambda c: c.origin == "sample"),
        ("origin != 'Sample'", lambda c: c.origin != "sample"),
        ('origin = "mutation"', lambda c: False),
        ('source = "supernet"', lambda c: c.evaluated),
        ('source != "prediction"', lambda c: c.evaluated),
        ("paths >= 8", lambda c: len(c.paths) >= 8),
        ("parents = 0", lambda c: not c.parents),
        ("weights = 1", lambda c: c.weights == 1),
        ("madds > 1", lambda c: False),
        ('has("3x3 max pooling")', lambda c: contains(c, lambda p: p.operation == "max_pool_3x3")),
        ('has("max_pool_3x3")', lambda c: contains(c, lambda p: p.operation == "max_pool_3x3")),
        ('has("1x3 then 3x1 convolution")', lambda c: False),
        (
            'has("skip connection", cell=2)',
            lambda c: contains(c, lambda p: p.operation == "skip_connect" and p.cell == "c1"),
        ),
        (
            "has('skip connection', source='input 1', target='node 2')",
            lambda c: contains(c, lambda p: (p.operation, p.source, p.target) == ("skip_connect", "in0", "n1")),
        ),
        ('has(source="node 1", cell != 1)', lambda c: contains(c, lambda p: p.source == "n0" and p.cell != "c0")),
        ("has(id='p7')", lambda c: "p7" in c.paths),
        ('has("3x3 separable convolution", kernel > 3)', lambda c: False),
        ("has(advantage > 0.05)", lambda c: contains(c, lambda p: p.id > "p22" and len(p.id) == 3)),
        ("has(state='fixed')", lambda c: "p5" in c.paths),
        ("accuracy > 0.8 or accuracy < 0.2 and parents = 0", lambda c: accuracy(c) > 0.8 or accuracy(c) < 0.2),
        ("(accuracy > 0.8 or paths > 1) and accuracy < 0.2", lambda c: accuracy(c) < 0.2),
    ],
)
def test_a_query_finds_the_candidates_that_are_meant(query: str, meant: Callable[[CandidateRecord], bool]) -> None:
    assert candidates(query) == where(meant)


def test_what_is_found_is_in_the_order_of_the_records() -> None:
    assert select_candidates(studied(), "paths > 0") == tuple(studied().candidates)


def test_regions_are_known_by_name_and_by_id() -> None:
    regions = studied().regions
    for identifier, region in regions.items():
        for name in (region.name, region.name.upper(), identifier):
            assert candidates(f'in region("{name}")') == set(region.candidates)
    left, best = (set(region.candidates) for region in regions.values())
    assert candidates('in region("left") and not in region("the best")') == left - best


def test_of_two_regions_that_differ_in_case_the_one_that_is_written_so_is_meant() -> None:
    first, second, third = list(studied().candidates)[:3]
    named = {
        "r1": RegionRecord(name="Pools", candidates=(first, second)),
        "r2": RegionRecord(name="pools", candidates=(third,)),
    }
    records = studied().model_copy(update={"regions": named})
    assert candidates('in region("Pools")', records) == {first, second}
    assert candidates('in region("pools")', records) == {third}
    assert candidates('in region("POOLS")', records) == {first, second, third}


def test_a_cell_that_is_tied_to_another_has_the_others_paths() -> None:
    records = tied()
    assert select_paths(records, "cell = 3") == select_paths(records, "cell = 1") != ()
    assert select_paths(records, "cell = 4") == select_paths(records, "cell = 2")
    assert set(select_paths(records, "cell != 5")) == {key for key, path in records.paths.items() if path.cell == "c1"}
    first, third = (candidates(f'has("3x3 max pooling", cell={cell})', records) for cell in (1, 3))
    assert first == third


def number(path: str) -> int:
    return int(path[1:])


def gain(path: str) -> float:
    scores = studied().scores["0"]
    found = scores.advantage[scores.paths.index(path)]
    return float("nan") if found is None else found


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("cell == 1", lambda p: p.cell == "c0"),
        ("advantage < -0.02 and frequency > 3 and cell == 1", lambda p: gain(p.id) < -0.02 and number(p.id) > 3),
        ("advantage > -1", lambda p: p.id != "p0"),
        ("stderr != 5", lambda p: number(p.id) >= 5),
        ("frequency = 0", lambda p: p.id == "p0"),
        ("score > 0", lambda p: True),
        ("state = 'removed'", lambda p: p.id == "p3"),
        ("not state = 'available'", lambda p: p.id in ("p3", "p5")),
        ("trained and id = 'p2'", lambda p: p.id == "p2"),
        (
            "kind = 'reduction' and target = 'n0' and operation = 'skip connection'",
            lambda p: (p.cell, p.target, p.operation) == ("c1", "n0", "skip_connect"),
        ),
        ("source = 'node 1'", lambda p: p.source == "n0"),
        ("slot = 2", lambda p: False),
    ],
)
def test_a_query_finds_the_paths_that_are_meant(query: str, meant: Callable[[PathRecord], bool]) -> None:
    assert select_paths(studied(), query) == tuple(key for key, path in studied().paths.items() if meant(path))


def test_without_scores_no_comparison_of_them_holds() -> None:
    records = studied().model_copy(update={"scores": {}})
    assert select_paths(records, "advantage > -1 or score >= 0") == ()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("accurcy > 0.9", 'character 1: no field of candidates "accurcy"; did you mean "accuracy"?'),
        ('has("3x3 seperable convolution")', 'character 5: no operation "3x3 seperable convolution"; did you mean'),
        ('has("skip connection", cell=9)', "character 29: no cell 9; the template has 1 to 2"),
        ('has("skip connection", sorce="input 1")', 'character 24: no field of paths "sorce"; did you mean "source"'),
        ('has(source="input 7")', 'character 12: no source "input 7"; did you mean "input 2"'),
        ('in region("lefft")', 'character 11: no region "lefft"; did you mean "Left"?'),
        ('origin = "mutaton"', 'character 10: no origin "mutaton"; did you mean "mutation"?'),
        ("origin = mutation", "character 10: 'mutation' is no value; quote text, as in origin = \"mutation\""),
        ('accuracy > "high"', 'character 12: accuracy is a number, not "high"'),
        ("accuracy = true", "character 12: accuracy is a number, not true"),
        ("origin < 'sample'", "character 1: origin is text; compare it by = or !="),
        ("origin = 3", "character 10: origin is text; write it in quotation marks"),
        ("evaluated > 3", "character 13: evaluated is true or false; write evaluated = true"),
        ("accuracy", "character 1: accuracy is not true or false; compare it with a value"),
        ("0.9", "character 1: 0.9 is a value; compare it with a field"),
        ("0.9 < 0.8", "character 1: two values are compared"),
        ("accuracy > ", "character 12: the query's end stands where a field or a value is expected"),
        ("accuracy > 0.9 loss < 1", "character 16: 'loss' is not expected here; join conditions by and, or"),
        ("(accuracy > 0.9", "character 1: this bracket is not closed"),
        ("accuracy > 0.9)", "character 15: ')' is not expected here"),
        ('has "x"', "character 5: 'x' is not expected here; write has("),
        ("has()", "character 5: ')' stands where a field or a value is expected"),
        ("in left", "character 4: 'left' is not expected here; after in comes region(\"name\")"),
        ("in region(3)", "character 11: '3' is no name of a region"),
        ('accuracy > 0.9 and origin = "x', 'character 29: the quotation mark " is not closed'),
        ("accuracy & 3", "character 10: '&' is no part of a query"),
        ("and", "character 1: 'and' stands where a field or a value is expected"),
        ("   ", "character 1: the query is empty"),
        ("(" * 60 + "evaluated" + ")" * 60, "character 41: brackets are at most 40 deep"),
        (" or ".join(["evaluated"] * 101), "a query has at most 100 conditions"),
        ("x" * 2001, "character 2001: the query has 2001 characters; at most 2000 are read"),
    ],
)
def test_a_mistake_is_told_with_its_place_the_word_and_the_rule(query: str, words: str) -> None:
    with pytest.raises(QueryError) as refused:
        candidates(query)
    assert words in refused.value.detail
    assert refused.value.field == "query"


@pytest.mark.parametrize("query", ['has("skip connection")', 'in region("Left")'])
def test_paths_are_not_asked_what_only_candidates_have(query: str) -> None:
    with pytest.raises(QueryError, match="is asked of candidates"):
        select_paths(studied(), query)


def test_names_that_are_listed_are_those_that_there_are() -> None:
    with pytest.raises(QueryError, match="there are available, removed, fixed"):
        select_paths(studied(), "state = 'zzz'")
    with pytest.raises(QueryError, match='no operation "zzz"; there are') as refused:
        select_paths(studied(), "operation = 'zzz'")
    assert refused.value.detail.count("3x3 max pooling") == 1
    assert "max_pool_3x3" not in refused.value.detail
    with pytest.raises(QueryError, match="there is none yet"):
        candidates('in region("zzz")', studied().model_copy(update={"regions": {}}))


def test_double_negation_is_none() -> None:
    plain = Comparison(Name("loss"), "<", Value(1.0))
    assert parse("not " * 200 + "loss < 1") == plain
    assert parse("not " * 201 + "loss < 1") == Not(plain)


# A query that was made from parts, and what it means.
Meaning = tuple[str, Callable[[CandidateRecord], bool]]
ATOMS: tuple[Meaning, ...] = (
    ("accuracy > 0.5", lambda c: accuracy(c) > 0.5),
    ("0.3 >= accuracy", lambda c: accuracy(c) <= 0.3),
    ("evaluated", lambda c: c.evaluated),
    ("origin = 'sample'", lambda c: c.origin == "sample"),
    (
        'has("skip connection", cell=1)',
        lambda c: contains(c, lambda p: p.operation == "skip_connect" and p.cell == "c0"),
    ),
    ("has(id = 'p9')", lambda c: "p9" in c.paths),
)


def joined(parts: st.SearchStrategy[Meaning]) -> st.SearchStrategy[Meaning]:
    pairs = st.tuples(parts, parts)
    return st.one_of(
        parts.map(lambda one: (f"not ({one[0]})", lambda c: not one[1](c))),
        pairs.map(lambda two: (f"({two[0][0]}) and ({two[1][0]})", lambda c: two[0][1](c) and two[1][1](c))),
        pairs.map(lambda two: (f"({two[0][0]}) OR\n({two[1][0]})", lambda c: two[0][1](c) or two[1][1](c))),
    )


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.sampled_from(ATOMS), joined, max_leaves=8))
def test_and_or_and_not_mean_what_they_say(query: Meaning) -> None:
    assert candidates(query[0]) == where(query[1])


WORDS = [
    "accuracy",
    "origin",
    "has",
    "(",
    ")",
    "in",
    "region",
    "and",
    "or",
    "not",
    "=",
    "<",
    "0.5",
    '"x"',
    ",",
    "cell",
    "%",
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_whatever_is_typed_is_answered_or_refused(query: str) -> None:
    for select in (select_candidates, select_paths):
        refusal = refusal_of(select, query)
        if refusal is not None:
            assert 0 <= refusal.at <= max(len(query), 2000)
            assert refusal.detail.startswith(f"character {refusal.at + 1}: ")


def refusal_of(select: Callable[[Records, str], tuple[str, ...]], query: str) -> QueryError | None:
    try:
        assert set(select(studied(), query)) <= {*studied().candidates, *studied().paths}
    except QueryError as refusal:
        return refusal
    return None


class Counted(dict[str, CandidateRecord]):
    """Candidates that count how often all of them are read."""

    passes = 0

    def __iter__(self) -> Iterator[str]:
        self.passes += 1
        return super().__iter__()

    def values(self):  # type: ignore[no-untyped-def]
        self.passes += 1
        return super().values()


@pytest.mark.parametrize(
    "repeat", ["accuracy > 0.5", "evaluated", 'has("skip connection", cell=1)', 'in region("Left")']
)
def test_a_long_query_reads_the_candidates_no_oftener_than_a_short_one(repeat: str) -> None:
    def passes(query: str) -> int:
        counted = Counted(studied().candidates)
        select_candidates(studied().model_copy(update={"candidates": counted}), query, OBJECTIVES)
        return counted.passes

    assert passes(" or ".join([repeat] * 20)) == passes(repeat) <= 4


def test_a_column_of_scores_is_read_once_however_many_paths_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    read = fields._scored
    monkeypatch.setattr(fields, "_scored", lambda scores, name: reads.append(name) or read(scores, name))
    select_paths(studied(), "advantage < 0 or advantage > 0.05 or score > 0")
    assert reads == ["advantage", "score"]
