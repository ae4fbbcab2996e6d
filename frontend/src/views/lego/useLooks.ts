import { COLOURS, looksOf, SCORES, type Look } from "../../core/brickLook";
import { useStudy, type StudyState } from "../../core/context";
import { theObjective } from "../../core/objective";

const among = <Value extends string>(values: readonly Value[], value: string | undefined): Value =>
  values.find((each) => each === value) ?? values[0]!;

const looksNow = ({ records, view, dark }: StudyState): ReadonlyMap<string, Look> =>
  looksOf(records, {
    colour: among(COLOURS, view["lego.colour"]), score: among(SCORES, view["lego.score"]), theme: dark ? "dark" : "light",
    direction: theObjective(records).direction,
  });

/** How every path looks, as the view is set. */
export const useLooks = (): ReadonlyMap<string, Look> => useStudy(looksNow);
