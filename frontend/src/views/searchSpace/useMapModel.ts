/** What the map shows of the records: places, colours, the study's focus; each computed once for its records. */
import type { RegionRecord, StudyRecord } from "@schema";
import { useMemo } from "react";
import { colouringOf, mapPoints, type Colouring, type MapPoints } from "../../core/chartMap";
import { useStudy } from "../../core/context";
import { insidePolygon } from "../../core/geometry";
import { gridOf, type Grid } from "../../core/geometryNearest";
import { theStudy } from "../../core/selectors";

/** The region that the search samples from: drawn while its polygon belongs to the present layout. */
export interface FocusedRegion {
  readonly id: string;
  readonly region: RegionRecord;
  readonly weight: number;
  readonly drawn: boolean;
  /** How many points lie inside the polygon, or how many candidates the region names where none is drawn. */
  readonly inside: number;
}

export interface MapModel {
  readonly study: StudyRecord;
  readonly points: MapPoints;
  readonly grid: Grid;
  readonly colouring: Colouring;
  readonly focus: FocusedRegion | null;
}

function focusOf(
  study: StudyRecord,
  region: RegionRecord | undefined,
  points: MapPoints,
): FocusedRegion | null {
  if (!study.focus || !region) return null;
  const drawn = region.polygon !== null && region.layout_version === study.layout?.version;
  const inside =
    drawn && region.polygon ? insidePolygon(region.polygon, points).length : region.candidates.length;
  return { id: study.focus.region, region, weight: study.focus.weight, drawn, inside };
}

/** The model, or null before the study is known. */
export function useMapModel(): MapModel | null {
  const study = useStudy((state) => theStudy(state.records));
  const records = useStudy((state) => state.records.points);
  const candidates = useStudy((state) => state.records.candidates);
  const regions = useStudy((state) => state.records.regions);
  const points = useMemo(() => mapPoints(records), [records]);
  const grid = useMemo(() => gridOf(points), [points]);
  const colouring = useMemo(
    () => (study ? colouringOf(points.ids, candidates, study) : null),
    [points, candidates, study],
  );
  const region = study?.focus ? regions[study.focus.region] : undefined;
  const focus = useMemo(() => (study ? focusOf(study, region, points) : null), [study, region, points]);
  return study && colouring ? { study, points, grid, colouring, focus } : null;
}
