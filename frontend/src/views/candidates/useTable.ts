/** What the table shows: the settings that the address holds, and the rows and columns that follow from them. */
import type { CandidateRecord } from "@schema";
import { useDeferredValue, useMemo } from "react";
import { useActions, useStudy, useViewState } from "../../core/context";
import { USUAL } from "../../core/objective";
import { theStudy } from "../../core/selectors";
import { ORIGINS } from "../../core/names";
import { bestFirst, chosenColumns, columnsFor, objectivesPresent, type Column, type Entry } from "../../core/tableColumns";
import { filtered, finalRuns, ONLY, orderOf, orderWords, sorted, turned, type Only, type Order } from "../../core/tableRows";
import { useColumnChoice } from "./useColumnChoice";
import { useFound } from "./useFound";

export type Origin = CandidateRecord["origin"];

/** The settings of the table; what is given to a setter goes into the address. */
export function useTable() {
  const { setView } = useActions();
  const records = useDeferredValue(useStudy((s) => s.records.candidates));
  const finals = useStudy((s) => finalRuns(s.records.runs));
  const weights = useStudy((s) => theStudy(s.records)?.weights ?? 0);
  const objectives = useStudy((s) => s.catalogue.objectives);
  const selection = useStudy((s) => s.selection);
  const present = objectivesPresent(records);
  const searched = useStudy((s) => theStudy(s.records)?.objective ?? USUAL);

  const [only, setOnly] = useViewState<Only>("candidates.only", "all", ONLY);
  const [origin, setOrigin] = useViewState<Origin | "any">("candidates.origin", "any", [...(Object.keys(ORIGINS) as Origin[]), "any"]);
  const [find, setFind] = useViewState<string>("candidates.find", "");
  const [words, setWords] = useViewState<string>("candidates.sort", orderWords({ column: searched.name, direction: bestFirst(searched) }));
  const [chosen, setChosen] = useColumnChoice();
  const found = useFound(find);

  const all = useMemo(() => columnsFor(objectives, present, { objective: searched }), [objectives, present, searched]);
  const columns = useMemo(() => chosenColumns(all, chosen), [all, chosen]);
  const order = orderOf(words);
  const sorting = all.find(({ id }) => id === order.column) ?? all[0]!;
  const selected = useMemo(() => new Set(selection.candidates), [selection.candidates]);
  // A selection changes what is shown only where the table shows nothing else.
  const narrowing = only === "selected" ? selected : NOBODY;

  const entryOf = useMemo(
    () => (id: string): Entry => ({ id, candidate: records[id]!, final: finals.get(id) ?? null, weights }),
    [records, finals, weights],
  );
  const kept = useMemo(
    () => filtered(records, { only, origin: origin === "any" ? null : origin, among: found.among, prefix: found.prefix }, narrowing, finals),
    [records, only, origin, found.among, found.prefix, narrowing, finals],
  );
  const shown = useMemo(() => sorted(kept, entryOf, sorting, order.direction), [kept, entryOf, sorting, order.direction]);
  const total = useMemo(() => Object.keys(records).length, [records]);

  return {
    records, finals, weights, all, columns, shown, total, selected, selection, entryOf,
    order: { column: sorting.id, direction: order.direction } satisfies Order,
    only, setOnly, origin, setOrigin, find, setFind, chosen, setChosen, found,
    sortBy: (column: Column) => setWords(orderWords(turned(order, column))),
    clearFilters: () => setView({ "candidates.only": null, "candidates.origin": null, "candidates.find": null }),
  };
}

export type CandidateTable = ReturnType<typeof useTable>;

const NOBODY: ReadonlySet<string> = new Set();
