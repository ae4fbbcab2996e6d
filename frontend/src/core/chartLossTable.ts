/** The epochs of every run as a table, for a file. Pure. */
import type { Table } from "./csv";
import type { Collections } from "./records";

/** A row for each epoch, counted from 1; a column for each metric that any has. */
export function lossTable({ runs, epochs }: Pick<Collections, "runs" | "epochs">): Table {
  const metrics = [...new Set(Object.values(epochs).flatMap((each) => Object.keys(each.metrics)))].sort();
  const columns = ["run", "purpose", "candidate", "epoch", "seconds", ...metrics];
  const rows = Object.entries(runs).flatMap(([id, run]) =>
    Object.values(epochs)
      .filter((each) => each.run === id)
      .sort((a, b) => a.epoch - b.epoch)
      .map((each) => [
        id, run.purpose, run.candidate, each.epoch + 1, each.seconds, ...metrics.map((name) => each.metrics[name]),
      ]),
  );
  return { columns, rows };
}
