"""Events folded into records: maps and points."""

from collections.abc import Iterable

from nas_navigator.study.draft import Draft
from nas_navigator_schemas.events import LayoutFinished
from nas_navigator_schemas.jobs import PlacedPoint
from nas_navigator_schemas.records import CandidateRecord, Layout, PointRecord, RegionRecord


def fold_points(draft: Draft, points: Iterable[PlacedPoint], version: int) -> None:
    """Points of the map in force; those of an older map are not taken, they are placed anew on this one."""
    layout = draft.study.layout
    if layout is None or layout.version != version:
        return
    for point in points:
        record = PointRecord(
            candidate=point.candidate, x=point.x, y=point.y, layout_version=version, cluster=point.cluster
        )
        draft.put("points", point.candidate, record)


def fold_layout(draft: Draft, payload: LayoutFinished) -> None:
    """A map takes the place of the one before: its sample joins the candidates, points of the old one go."""
    layout = Layout(
        version=payload.version,
        artifact=payload.artifact,
        fitted=payload.fitted,
        trustworthiness=payload.trustworthiness,
        clusters=payload.clusters,
    )
    earlier = draft.study.layout
    if earlier is not None:
        draft.set_study(maps=(*draft.study.maps, earlier.artifact))
    draft.set_study(layout=layout)
    for candidate in payload.sampled:
        if draft.get("candidates", candidate.id, CandidateRecord) is None:
            draft.put("candidates", candidate.id, CandidateRecord(paths=candidate.paths, origin="sample"))
    placed = {point.candidate for point in payload.points}
    for identifier in draft.records.points:
        if identifier not in placed:
            draft.drop("points", identifier)
    fold_points(draft, payload.points, payload.version)
    _forget_samples(draft, placed)


def _forget_samples(draft: Draft, placed: set[str]) -> None:
    """Sampled candidates that were never evaluated and are on no map are nothing that anybody can use."""
    kept = placed.union(*(region.candidates for region in draft.all("regions", RegionRecord).values()))
    for identifier, candidate in draft.records.candidates.items():
        if candidate.origin == "sample" and not candidate.evaluated and identifier not in kept:
            draft.drop("candidates", identifier)
