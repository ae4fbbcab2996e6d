import type { Catalogue, StudySummary } from "@schema";
import { useMemo, useState, type KeyboardEvent } from "react";
import { bestText, leftBehind, progressOf, toldApart, twinMeaning, twinsOf, type Column, type Order } from "../../core/studyList";
import { ago, whole } from "../../core/words";
import { Button } from "../../parts/Button";
import { To } from "../PageHead";

interface Props {
  readonly studies: readonly StudySummary[];
  /** Those that are not shown too. */
  readonly all: readonly StudySummary[];
  readonly catalogue: Catalogue;
  /** When the list came, in milliseconds. */
  readonly now: number;
  readonly order: Order;
  readonly press: (by: Column) => void;
  readonly remove: (id: string) => void;
}

const HEADS: readonly (readonly [by: Column | null, words: string, meaning: string, numeric: boolean])[] = [
  ["name", "name", "", false],
  ["dataset", "data set", "", false],
  ["template", "template", "", false],
  [null, "progress", "What runs now, or how far it came", false],
  ["trained_epochs", "epochs", "Epochs that the template was trained for", true],
  ["iteration", "iterations", "Iterations of the search", true],
  ["evaluations", "evaluated", "Evaluations of candidates", true],
  ["best", "best", "Validation accuracy of the best candidate, inherited weights; or what else the study searches for, by its name", true],
  ["created_at", "age", "Since the study was made", true],
];

/** One row a study, the whole row a link to it; arrow keys go from row to row. */
export function StudyTable({ studies, all, catalogue, now, order, press, remove }: Props) {
  const marks = useMemo(() => toldApart(studies), [studies]);
  const twins = useMemo(() => twinsOf(all), [all]);
  return (
    <table className="studies" onKeyDown={walk}>
      <thead>
        <tr>
          {HEADS.map(([by, words, meaning, numeric]) => (
            <th key={words} scope="col" className={numeric ? "number" : undefined} title={meaning} aria-sort={sorted(by, order)}>
              {by === null ? words : <Head words={words} here={order.by === by} down={order.down} press={() => press(by)} />}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {studies.map((study) => (
          <Row
            key={study.id}
            study={study}
            mark={marks.get(study.id)}
            twinOf={all.find(({ id }) => id === study.twin_of)}
            twins={twins.get(study.id) ?? 0}
            catalogue={catalogue}
            now={now}
            remove={() => remove(study.id)}
          />
        ))}
      </tbody>
    </table>
  );
}

function sorted(by: Column | null, order: Order): "ascending" | "descending" | undefined {
  if (order.by !== by) return undefined;
  return order.down ? "descending" : "ascending";
}

function Head({ words, here, down, press }: { readonly words: string; readonly here: boolean; readonly down: boolean; readonly press: () => void }) {
  return (
    <button type="button" className="sort" onClick={press}>
      {words}
      <span aria-hidden="true">{here ? (down ? "↓" : "↑") : ""}</span>
    </button>
  );
}

interface RowProps {
  readonly study: StudySummary;
  /** Tells it from another of its name; missing where there is none. */
  readonly mark: string | undefined;
  /** The study that it is an unattended twin of, where that is here. */
  readonly twinOf: StudySummary | undefined;
  /** How many unattended twins it has. */
  readonly twins: number;
  readonly catalogue: Catalogue;
  readonly now: number;
  readonly remove: () => void;
}

function Row({ study, mark, twinOf, twins, catalogue, now, remove }: RowProps) {
  const { words, share } = progressOf(study);
  return (
    <tr>
      <th scope="row" title={study.name}>
        <To className="whole-row" place={{ page: "study", study: study.id }}>
          {study.name}
        </To>
        {mark && <span className="note"> {mark}</span>}
        <Kind study={study} of={twinOf} />
      </th>
      <td>{catalogue.datasets.find((each) => each.id === study.dataset)?.name ?? study.dataset}</td>
      <td title={study.template}>{study.template}</td>
      <td className="progress" data-phase={study.phase}>
        {words}
        {share !== null && <progress value={share} aria-label={`Progress of ${study.name}`} />}
      </td>
      <td className="number">{count(study.trained_epochs)}</td>
      <td className="number">{count(study.iteration)}</td>
      <td className="number">{count(study.evaluations)}</td>
      <td className="number">{bestText(study)}</td>
      <td className="number" title={new Date(study.created_at).toLocaleString()}>
        {ago(study.created_at, now)}
      </td>
      <td>
        <Delete name={mark ? `${study.name} ${mark}` : study.name} means={leftBehind(twins)} confirm={remove} />
      </td>
    </tr>
  );
}

/** What is not begun by somebody as a study of their own says so. */
function Kind({ study: { branch_of, twin_of }, of }: { readonly study: StudySummary; readonly of: StudySummary | undefined }) {
  if (twin_of !== null) {
    return (
      <span className="note" title={twinMeaning(of)}>
        {" "}
        twin
      </span>
    );
  }
  return branch_of !== null && <span className="note"> branch</span>;
}

const count = (value: number): string => (value === 0 ? "–" : whole(value));

/** Arrow keys go from one study to the next. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLAnchorElement)) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a.whole-row")];
  event.preventDefault();
  links[links.indexOf(event.target) + step]?.focus();
}

interface DeleteProps {
  readonly name: string;
  /** What else it means, said where it is asked once more. */
  readonly means?: string;
  readonly confirm: () => void;
}

/** Asks once more in place, since what is deleted does not come back. */
export function Delete({ name, means = "", confirm }: DeleteProps) {
  const [sure, setSure] = useState(false);
  if (!sure) {
    return (
      <Button look="plain" className="delete" aria-label={`Delete ${name}`} onClick={() => setSure(true)}>
        Delete
      </Button>
    );
  }
  return (
    <>
      {means && (
        <span className="sure-means" role="status">
          {means}
        </span>
      )}
      <span className="sure">
        <Button autoFocus onClick={confirm} aria-label={`Delete ${name} for ever`}>
          Delete for ever
        </Button>
        <Button look="plain" onClick={() => setSure(false)}>
          Keep
        </Button>
      </span>
    </>
  );
}
