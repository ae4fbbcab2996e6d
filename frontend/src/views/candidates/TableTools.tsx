import { useEffect, useEffectEvent, useId, useState } from "react";
import { outOf } from "../../core/chartFormat";
import { useActions } from "../../core/context";
import { ORIGINS } from "../../core/names";
import { whole } from "../../core/words";
import type { Only } from "../../core/tableRows";
import { Button } from "../../parts/Button";
import { ColumnsMenu } from "./ColumnsMenu";
import { MoreMenu } from "./MoreMenu";
import type { CandidateTable, Origin } from "./useTable";

const ONLY_WORDS: Readonly<Record<Only, string>> = {
  all: "all",
  evaluated: "evaluated only",
  selected: "selected only",
  finished: "finished only",
};

/** What narrows the table, what it shows, and what can be done with its rows. */
export function TableTools({ table }: { readonly table: CandidateTable }) {
  return (
    <>
      <div className="view-head table-tools">
        <FindField table={table} />
        <select className="input" aria-label="Show" value={table.only} onChange={(event) => table.setOnly(event.target.value as Only)}>
          {Object.entries(ONLY_WORDS).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
        <select className="input" aria-label="Origin" value={table.origin} onChange={(event) => table.setOrigin(event.target.value as Origin)}>
          <option value="any">any origin</option>
          {Object.entries(ORIGINS).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <div className="view-head table-tools">
        <span role="status" title={`${whole(table.selected.size)} selected`}>
          showing {outOf(table.shown.length, table.total)}
          {table.selected.size > 0 && `, ${table.selected.size} selected`}
        </span>
        <span className="spacer" />
        <CompareButton table={table} />
        <ColumnsMenu table={table} />
        <MoreMenu table={table} />
      </div>
    </>
  );
}

/** How long after the last key the query is asked, in milliseconds. */
const PAUSE = 250;

function FindField({ table }: { readonly table: CandidateTable }) {
  const [text, setText] = useState(table.find);
  const [asked, setAsked] = useState(table.find);
  const problem = useId();
  if (asked !== table.find) {
    // Cleared elsewhere; what is typed here is asked after it stands here already.
    setAsked(table.find);
    setText(table.find);
  }
  const ask = useEffectEvent(() => {
    if (text !== table.find) table.setFind(text);
  });
  useEffect(() => {
    const timer = setTimeout(() => ask(), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const wrong = table.found.problem !== "";
  return (
    <span className="table-find">
      <input
        className="input"
        type="search"
        aria-label="Filter by query"
        placeholder='accuracy > 0.9 and has("skip connection")'
        title={'A query such as accuracy > 0.9 and not has("3x3 max pooling", cell=2), or the first digits of an id'}
        aria-invalid={wrong}
        aria-describedby={wrong ? problem : undefined}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {wrong && (
        <span id={problem} role="alert" className="table-problem error">
          {table.found.problem}
        </span>
      )}
    </span>
  );
}

function CompareButton({ table }: { readonly table: CandidateTable }) {
  const { select } = useActions();
  const { candidates: [first, second], secondCandidate } = table.selection;
  if (secondCandidate !== null) return <Button onClick={() => select({ secondCandidate: null })}>Stop comparing</Button>;
  const two = first !== undefined && second !== undefined;
  return (
    <Button
      why={two ? "" : "Select two candidates first: click one, then another with Ctrl or ⌘"}
      title="Shows both in the lego view and their differences in the properties (C)"
      onClick={() => two && select({ paths: [], candidates: [first], secondCandidate: second })}
    >
      Compare
    </Button>
  );
}
