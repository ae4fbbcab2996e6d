/** The members of a set: shares and means inside and outside, sortable; only the rows in sight are drawn. */
import type { SetMember } from "@schema";
import { useMemo, useState } from "react";
import { LEANING, ordered, pressed, TELLING, widestLean, type SetOrder, type SetSort } from "../../core/mapSets";
import type { MapModel } from "./useMapModel";
import { SetRow } from "./SetRow";
import { useRows } from "./useRows";

const ROW = 24;

interface Props {
  readonly members: readonly SetMember[];
  /** How many of what the members are. */
  readonly things: string;
  readonly profile: boolean;
  readonly busy: boolean;
  readonly checked: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly toggleAll: () => void;
  readonly model: MapModel;
}

export function SetTable({ members, things, profile, busy, checked, toggle, toggleAll, model }: Props) {
  const [order, setOrder] = useState<SetOrder>(profile ? LEANING : TELLING);
  const rows = useMemo(() => ordered(members, order), [members, order]);
  const { box, height, inSight } = useRows(rows.length, ROW);
  const widest = useMemo(() => widestLean(members), [members]);
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
      <Head
        things={things}
        order={order}
        setOrder={setOrder}
        objective={objective}
        profile={profile}
        some={checked.size > 0}
        all={checked.size === members.length}
        toggleAll={toggleAll}
      />
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
            widest={widest}
          />
        ))}
      </div>
    </div>
  );
}

interface HeadProps {
  readonly things: string;
  readonly order: SetOrder;
  readonly setOrder: (order: SetOrder) => void;
  readonly objective: string;
  readonly profile: boolean;
  /** Whether any member is checked, and whether every one is. */
  readonly some: boolean;
  readonly all: boolean;
  readonly toggleAll: () => void;
}

/** The heads that can be pressed: what is read on them, their whole name, and what the column says. */
type Column = readonly [by: SetSort, words: string, name: string, meaning: string];
const SHARES: readonly Column[] = [
  ["share_inside", "inside", "share inside", "Share of the candidates inside that contain it"],
  ["share_outside", "outside", "share outside", "Share of the candidates outside that contain it"],
];
const LEAN: Column = ["lean", "in − out", "inside − outside", "How much more common it is inside, in points"];
const FIGURES: readonly Column[] = [
  ["mean_inside", "mean in", "mean inside", "Mean OBJECTIVE of the evaluated candidates inside that contain it"],
  ["mean_outside", "mean out", "mean outside", "Mean OBJECTIVE of the evaluated candidates outside that contain it"],
  ["count", "count", "count", "How many candidates inside contain it"],
];

function Head({ things, order, setOrder, objective, profile, some, all, toggleAll }: HeadProps) {
  const columns: readonly Column[] = [["label", things, "name", "What the paths are"], ...(profile ? [LEAN] : SHARES), ...FIGURES];
  return (
    <div role="row" className="set-head" aria-rowindex={1}>
      <span role="columnheader" className="set-check">
        <input
          ref={(box) => {
            if (box) box.indeterminate = some && !all;
          }}
          type="checkbox"
          aria-label="All members"
          title="Check all, or none"
          checked={all}
          onChange={toggleAll}
        />
      </span>
      {columns.map(([by, words, name, meaning]) => (
        <span
          key={by}
          role="columnheader"
          className={`set-${by}`}
          aria-sort={order.by !== by ? "none" : order.descending ? "descending" : "ascending"}
        >
          <button
            type="button"
            title={`${meaning.replace("OBJECTIVE", objective)}. Press to sort.`}
            aria-label={name}
            onClick={() => setOrder(pressed(order, by))}
          >
            {words}
            <span aria-hidden="true">{order.by !== by ? "" : order.descending ? " ↓" : " ↑"}</span>
          </button>
        </span>
      ))}
    </div>
  );
}
