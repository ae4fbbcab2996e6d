/** The paths with their scores as a table, for a file. Pure. */
import type { ScoresRecord } from "@schema";
import type { Table } from "./csv";
import { pathNames, type Operations } from "./names";
import type { Collections } from "./records";

const COLUMNS = [
  "path", "name", "cell", "source", "target", "operation", "state", "iteration", "weights", "frequency", "score",
  "advantage", "stderr",
] as const;

/** A row for each path of the template that the scores know; cell and iteration count from 1, as in the page. */
export function pathTable(
  scores: ScoresRecord, records: Pick<Collections, "paths" | "cells">, operations: Operations,
): Table {
  const names = pathNames(records, operations);
  const rows = scores.paths.flatMap((id, index) => {
    const path = records.paths[id];
    if (!path) return [];
    const position = records.cells[path.cell]?.position;
    const where = [position === undefined ? null : position + 1, path.source, path.target, path.operation, path.state];
    const when = [scores.iteration + 1, scores.weights];
    const worth = [scores.frequency[index], scores.score[index], scores.advantage[index], scores.stderr[index]];
    return [[id, names.get(id), ...where, ...when, ...worth]];
  });
  return { columns: COLUMNS, rows };
}
