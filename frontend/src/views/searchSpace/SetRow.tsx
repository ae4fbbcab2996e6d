/** One member of a set: hovering or focusing it shows its paths and the candidates that contain them everywhere. */
import type { SetMember } from "@schema";
import type { CSSProperties } from "react";
import { counted, decimalOr } from "../../core/chartFormat";
import { useActions, useStudy } from "../../core/context";
import { lean } from "../../core/mapSets";
import { operationColour } from "../../core/operations";
import { whole } from "../../core/words";

interface Props {
  readonly member: SetMember;
  readonly index: number;
  readonly top: number;
  readonly profile: boolean;
  readonly checked: boolean;
  readonly toggle: (key: string) => void;
  /** The difference of shares that a bar of full length stands for. */
  readonly widest: number;
}

/** What it is and where: where there is no room for both, it is the operation that can be cut, since many rows share it. */
function parts(label: string): readonly [what: string, where: string] {
  const comma = label.indexOf(", ");
  return comma < 0 ? [label, ""] : [label.slice(0, comma), label.slice(comma)];
}

/** The operation of a single path in two letters, as its brick has them: its place needs the room. Null for sets of paths. */
function useShort({ paths, label }: SetMember) {
  const operation = useStudy((state) => (paths.length === 1 ? state.records.paths[paths[0] ?? ""]?.operation : undefined));
  const entry = useStudy((state) => state.catalogue.operations.find(({ id }) => id === operation));
  return entry !== undefined && label.split(", ").length > 2 ? entry : null;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** All of the row in words: on a narrow panel names are cut and some columns left out. */
const figures = ({ label, share_inside, share_outside, mean_inside, mean_outside, count }: SetMember): string =>
  `${label}\ninside ${percent(share_inside)}, mean ${decimalOr(mean_inside)}, ${counted(count, "candidate")}`
  + `\noutside ${percent(share_outside)}, mean ${decimalOr(mean_outside)}`;

export function SetRow({ member, index, top, profile, checked, toggle, widest }: Props) {
  const { hover, select } = useActions();
  const selected = useStudy((state) => state.selection.paths === member.paths);
  const [what, where] = parts(member.label);
  const short = useShort(member);
  const point = () => hover({ kind: "path", ids: member.paths, source: "map" });
  return (
    <div
      role="row"
      className="set-row"
      aria-rowindex={index + 2}
      style={{ top }}
      data-selected={selected || undefined}
      onPointerEnter={point}
      onPointerLeave={() => hover(null)}
      onFocus={point}
      onBlur={() => hover(null)}
    >
      <span role="cell" className="set-check">
        <input
          type="checkbox"
          aria-label={`Check ${member.label}`}
          checked={checked}
          onChange={() => toggle(member.key)}
        />
      </span>
      <span role="cell" className="set-label">
        <button
          type="button"
          title={`${figures(member)}\nPress to select ${member.paths.length === 1 ? "it" : "its paths"} in the lego view.`}
          onClick={() => select({ paths: member.paths })}
        >
          {short ? (
            <>
              <b className="set-short" aria-hidden="true" style={{ "--operation": operationColour(short.id) } as CSSProperties}>
                {short.short}
              </b>
              <span className="visually-hidden">{what}</span>
              <span>{where.replace(/^, /, "")}</span>
            </>
          ) : (
            <>
              <span>{what}</span>
              <span className="set-where">{where}</span>
            </>
          )}
        </button>
      </span>
      {profile ? <Lean member={member} widest={widest} /> : <Shares member={member} />}
      <span role="cell" className="set-mean_inside">
        {decimalOr(member.mean_inside)}
      </span>
      <span role="cell" className="set-mean_outside note">
        {decimalOr(member.mean_outside)}
      </span>
      <span role="cell" className="set-count">
        {whole(member.count)}
      </span>
    </div>
  );
}

function Shares({ member }: { readonly member: SetMember }) {
  return (
    <>
      <Bar className="set-share_inside" share={member.share_inside} />
      <Bar className="set-share_outside note" share={member.share_outside} />
    </>
  );
}

function Bar({ className, share }: { readonly className: string; readonly share: number }) {
  return (
    <span role="cell" className={`set-bar ${className}`}>
      <span className="set-track" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      {percent(share)}
    </span>
  );
}

/** A bar from the middle: to the right what is more common inside, to the left what is less common there. */
function Lean({ member, widest }: Pick<Props, "member" | "widest">) {
  const difference = lean(member);
  const points = Math.round(difference * 100);
  const over = points > 0;
  return (
    <span role="cell" className="set-lean">
      <span className="set-diverging">
        <span className="set-middle" data-over={over} aria-hidden="true">
          <span style={{ width: `${(Math.abs(difference) / widest) * 50}%` }} />
        </span>
        <b>
          {points === 0 ? "±0" : `${over ? "+" : "−"}${Math.abs(points)}`}
          <span className="visually-hidden">
            {points === 0 ? " points, as common" : over ? " points, over-represented" : " points, under-represented"}
          </span>
        </b>
      </span>
      <span className="note set-in-out">
        {percent(member.share_inside)} in, {percent(member.share_outside)} out
      </span>
    </span>
  );
}
