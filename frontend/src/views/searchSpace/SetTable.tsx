/** The members of a set: shares and means inside and outside, sortable; only the rows in sight are drawn. */
import type { SetMember } from "@schema";
import { useMemo, useState } from "react";
import { byLean, ordered, pressed, TELLING, type SetOrder, type SetSort } from "../../core/mapSets";
import type { MapModel } from "./useMapModel";
import { SetRow } from "./SetRow";
import { useRows } from "./useRows";

const ROW = 40;

interface Props {
  readonly members: readonly SetMember[];
  readonly profile: boolean;
  readonly busy: boolean;
  readonly checked: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly model: MapModel;
}

export function SetTable({ members, profile, busy, checked, toggle, model }: Props) {
  const [order, setOrder] = useState<SetOrder>(TELLING);
  const rows = useMemo(
    () => (profile && order.by === "telling" ? byLean(members) : ordered(members, order)),
    [members, order, profile],
  );
  const { box, height, inSight } = useRows(rows.length, ROW);
  const objective = model.study.objective.name;
  return (
    <div
      ref={box}
      className="set-table"
      role="table"
      aria-label={profile ? "Over- and under-represented" : "Result of the set operation"}
      aria-rowcount={rows.length + 1}
      aria-busy={busy}
      data-profile={profile || undefined}
    >
      <Head order={order} setOrder={setOrder} objective={objective} />
      <div role="rowgroup" style={{ height: height, position: "relative" }}>
        {inSight.map((item) => (
          <SetRow
            key={rows[item.index]!.key}
            member={rows[item.index]!}
            index={item.index}
            top={item.start}
            profile={profile}
            checked={checked.has(rows[item.index]!.key)}
            toggle={toggle}
          />
        ))}
      </div>
    </div>
  );
}

interface HeadProps {
  readonly order: SetOrder;
  readonly setOrder: (order: SetOrder) => void;
  readonly objective: string;
}

/** The heads that can be pressed; the words before a pair say what both are. */
const COLUMNS: readonly (readonly [by: SetSort, words: string, about: string])[] = [
  ["label", "name", "Name"],
  ["share_inside", "inside", "Share of the candidates inside that contain it"],
  ["share_outside", "outside", "Share of the candidates outside that contain it"],
  ["mean_inside", "inside", "Mean over the evaluated candidates inside that contain it"],
  ["mean_outside", "outside", "Mean over the evaluated candidates outside that contain it"],
  ["count", "count", "How many candidates inside contain it"],
];

function Head({ order, setOrder, objective }: HeadProps) {
  const kind = (by: SetSort) => (by.startsWith("share") ? "share" : by.startsWith("mean") ? `mean ${objective}` : "");
  return (
    <div role="row" className="set-head" aria-rowindex={1}>
      <span role="columnheader" className="set-check">
        <span className="visually-hidden">checked</span>
      </span>
      {COLUMNS.map(([by, words, about]) => (
        <span
          key={by}
          role="columnheader"
          className={`set-${by}`}
          aria-sort={order.by !== by ? "none" : order.descending ? "descending" : "ascending"}
        >
          <button
            type="button"
            title={`${about}. Press to sort.`}
            aria-label={`${kind(by)} ${words}`.trim()}
            onClick={() => setOrder(pressed(order, by))}
          >
            {by.endsWith("_inside") ? `${kind(by)} ${words}` : words}
            <span aria-hidden="true">{order.by !== by ? "" : order.descending ? " ↓" : " ↑"}</span>
          </button>
        </span>
      ))}
    </div>
  );
}
