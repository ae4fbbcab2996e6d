/** What the set operation is about and what the server says to it. */
import type { SetRequest, SetResult } from "@schema";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { useActions, useStudy, useViewState, type Refused } from "../../core/context";
import { theStudy } from "../../core/selectors";
import type { MapModel } from "./useMapModel";
import { LEVELS, SET_MODES, type Level, type SetMode } from "./setModes";

/** A set of candidates that can take part: the selection, the focus, a saved region. */
export interface Operand {
  readonly key: string;
  readonly name: string;
  readonly ids: readonly string[];
  readonly checked: boolean;
}

export interface Settings {
  readonly mode: SetMode;
  readonly level: Level;
  readonly threshold: number;
  readonly operands: readonly Operand[];
  readonly setLevel: (level: Level) => void;
  readonly setThreshold: (threshold: number) => void;
  readonly toggle: (key: string) => void;
}

const SELECTION = "selection";
const LEVEL_NAMES = LEVELS.map(([level]) => level);

function numberOr(text: string, otherwise: number): number {
  const value = Number(text);
  return text !== "" && value >= 0 && value <= 1 ? value : otherwise;
}

/** The settings of the set operation, all of them in the address. */
export function useSettings(model: MapModel): Settings {
  const [mode] = useViewState<SetMode>("map.sets", "off", SET_MODES);
  const [level, setLevel] = useViewState<Level>("map.level", mode === "profile" ? "operation_in_cell" : "path", LEVEL_NAMES);
  const [threshold, setThreshold] = useViewState<string>("map.threshold", "0.8");
  const [chosen, choose] = useViewState<string>("map.of", SELECTION);
  const selected = useStudy((state) => state.selection.candidates);
  const operands = useMemo(() => {
    const keys = new Set(chosen.split("."));
    const named = model.regions.map(({ id, name, focused, region }) => ({
      key: id,
      name: focused ? `${name} (focus)` : name,
      ids: region.candidates,
      checked: keys.has(id),
    }));
    return [{ key: SELECTION, name: SELECTION, ids: selected, checked: keys.has(SELECTION) }, ...named];
  }, [chosen, model.regions, selected]);
  const toggle = (key: string) => {
    const keys = operands.filter((operand) => operand.checked !== (operand.key === key)).map((each) => each.key);
    choose(keys.join(".") || "none");
  };
  return {
    mode, level, operands, setLevel, toggle,
    threshold: numberOr(threshold, 0.8),
    setThreshold: (value) => setThreshold(String(value)),
  };
}

export interface Outcome {
  readonly result: SetResult | null;
  readonly refused: Refused | null;
  readonly busy: boolean;
}

const NOTHING: Outcome = { result: null, refused: null, busy: false };
/** A slider that is dragged asks once it rests, and a running search not at every candidate. */
const REST_MS = 120;
/** How many answers are kept for who goes back and forth. */
const KEPT = 20;

/** Answers by the whole of their question, the oldest forgotten first. */
function useKnown() {
  const [known] = useState(() => new Map<string, SetResult>());
  const remember = (question: string, result: SetResult) => {
    known.set(question, result);
    if (known.size > KEPT) known.delete(known.keys().next().value!);
  };
  return { known, remember };
}

/** The answer for the settings; while the next one is awaited the last one stays. */
export function useSets({ mode, level, threshold, operands }: Settings): Outcome {
  const { ask } = useActions();
  const study = useStudy((state) => theStudy(state.records));
  const moment = useStudy((state) => state.moment);
  const { known, remember } = useKnown();
  const [outcome, setOutcome] = useState(NOTHING);
  const request = useMemo((): SetRequest | null => {
    const regions = operands.filter((each) => each.checked && each.ids.length > 0).map((each) => [...each.ids]);
    return mode === "off" || regions.length === 0 ? null : { operation: mode, regions, threshold, level };
  }, [mode, level, threshold, operands]);
  const { evaluations, steering_seq, weights, layout } = study ?? {};
  const question = useMemo(
    () => JSON.stringify([request, moment, evaluations, steering_seq, weights, layout?.version]),
    [request, moment, evaluations, steering_seq, weights, layout?.version],
  );
  const put = useEffectEvent(async (current: () => boolean) => {
    if (!request) return;
    const there = known.get(question);
    if (there) {
      setOutcome({ result: there, refused: null, busy: false });
      return;
    }
    setOutcome((before) => ({ ...before, busy: true }));
    const answer = await ask.sets(request);
    if (answer.ok) remember(question, answer.value);
    if (!current()) return;
    setOutcome(
      answer.ok ? { result: answer.value, refused: null, busy: false } : { result: null, refused: answer, busy: false },
    );
  });
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => void put(() => wanted), known.has(question) ? 0 : REST_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [question, known]);
  return request ? outcome : NOTHING;
}
