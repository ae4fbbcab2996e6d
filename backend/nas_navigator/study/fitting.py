"""Whether a candidate, as a set of paths, is a valid network of a template; and how many such there are."""

from collections import Counter
from collections.abc import Callable, Collection
from math import comb, prod

from nas_navigator.spaces.groups import Group, choice_groups
from nas_navigator_schemas.templates import Template

Fits = Callable[[Collection[str]], bool]


def fitting(template: Template) -> Fits:
    """A test of path ids against the template's choices, steering left aside: quick enough for every
    candidate.
    """
    groups = choice_groups(template)
    group_of = {template.paths[i].id: index for index, group in enumerate(groups) for i in group.free}

    def fits(paths: Collection[str]) -> bool:
        if any(path not in group_of for path in paths):
            return False
        counts = Counter(group_of[path] for path in paths)
        return all(group.counts[0] <= counts[index] <= group.counts[1] for index, group in enumerate(groups))

    return fits


def space_size(template: Template, removed: Collection[str], fixed: Collection[str]) -> int:
    """How many candidates the template has under steering."""
    return prod(_choices(group) for group in choice_groups(template, removed, fixed))


def _choices(group: Group) -> int:
    low, high = group.counts
    return sum(comb(len(group.free), count - len(group.fixed)) for count in range(low, high + 1))
