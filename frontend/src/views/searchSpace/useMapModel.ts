/** What the map shows of the records: places, colours, regions; each computed once for its records. */
import type { StudyRecord } from "@schema";
import { useMemo } from "react";
import { mapPoints, membersOf, type MapPoints, type Members } from "../../core/chartMap";
import { colouringOf, type Colouring } from "../../core/chartMapColour";
import { SHOWN, shownOf } from "../../core/chartMapMarks";
import { useStudy, useViewState } from "../../core/context";
import type { Mask } from "../../core/geometryLasso";
import { gridOf, type Grid } from "../../core/geometryNearest";
import { drawnRegions, type DrawnRegion } from "../../core/mapRegions";
import { theStudy } from "../../core/selectors";

export interface MapModel {
  readonly study: StudyRecord;
  readonly points: MapPoints;
  readonly members: Members;
  readonly evaluated: number;
  readonly grid: Grid;
  /** The points that are not hidden; null: all are shown. */
  readonly shown: Mask | null;
  /** What the dots are coloured by. */
  readonly by: string;
  readonly colouring: Colouring;
  /** Regions that exist, the focused one first. */
  readonly regions: readonly DrawnRegion[];
}

const NOT_OBJECTIVES = ["iteration", "origin", "cluster", "none"];

/** What the dots are coloured by, how to change it, and what there is to choose from. */
export function useColourBy() {
  const objective = useStudy((state) => theStudy(state.records)?.objective.name ?? "accuracy");
  const objectives = useStudy((state) => state.catalogue.objectives);
  const choices = useMemo(() => [...objectives.map((each) => each.id), ...NOT_OBJECTIVES], [objectives]);
  const [by, setBy] = useViewState<string>("map.colour", objective, choices);
  return { by, setBy, choices };
}

function useColouring(study: StudyRecord | null, points: MapPoints, members: Members) {
  const { by } = useColourBy();
  const dark = useStudy((state) => state.dark);
  const [objective, weights, layout] = [study?.objective, study?.weights, study?.layout];
  const colouring = useMemo(
    () =>
      objective && weights !== undefined && layout !== undefined
        ? colouringOf(members, points.clusters, { objective, weights, layout }, by, dark ? "dark" : "light")
        : null,
    [members, points, objective, weights, layout, by, dark],
  );
  return { by, colouring };
}

/** The model, or null before the study is known. */
export function useMapModel(): MapModel | null {
  const study = useStudy((state) => theStudy(state.records));
  const records = useStudy((state) => state.records.points);
  const candidates = useStudy((state) => state.records.candidates);
  const saved = useStudy((state) => state.records.regions);
  const selected = useStudy((state) => state.selection.candidates);
  const [show] = useViewState("map.show", "all", SHOWN);
  const points = useMemo(() => mapPoints(records), [records]);
  const members = useMemo(() => membersOf(points, candidates), [points, candidates]);
  const grid = useMemo(() => gridOf(points), [points]);
  const { by, colouring } = useColouring(study, points, members);
  const shown = useMemo(
    () => shownOf(show, members, show === "selected" ? selected : [], points.index),
    [show, members, selected, points],
  );
  const version = study?.layout?.version;
  const regions = useMemo(() => drawnRegions(saved, grid, points.index, version), [saved, grid, points, version]);
  const evaluated = useMemo(() => members.filter((member) => member?.evaluated).length, [members]);
  return study && colouring
    ? { study, points, members, evaluated, grid, shown, by, colouring, regions }
    : null;
}
