import { useState } from "react";
import { counted } from "../../core/chartFormat";
import { useActions, useStudy } from "../../core/context";
import { availability, countProblem, MOST_EPOCHS, MOST_ITERATIONS } from "../../core/phases";
import { theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { NumberInput } from "../../parts/NumberInput";
import { keep, kept } from "../../parts/kept";
import { useShellState } from "../shell";
import { SearchSettings } from "./SearchSettings";

export function RunControls() {
  const { send } = useActions();
  const records = useStudy((s) => s.records);
  const lost = useShellState((s) => s.link.state === "lost");
  const why = (command: Parameters<typeof availability>[1]) => (lost ? "no connection" : availability(records, command).reason);
  const paused = theStudy(records)?.phase === "paused";
  return (
    <>
      <Train why={why("start_training")} />
      <Search why={why("start_search")} />
      <Button icon="step" why={why("step_search")} onClick={() => void send({ type: "step_search" })} title="Run one iteration">
        <span className="word">Step</span>
      </Button>
      {paused ? (
        <Button icon="play" why={why("resume")} onClick={() => void send({ type: "resume" })} title="Go on with what is paused">
          <span className="word">Resume</span>
        </Button>
      ) : (
        <Button icon="pause" why={why("pause")} onClick={() => void send({ type: "pause" })} title="Pause after the batch">
          <span className="word">Pause</span>
        </Button>
      )}
      <Button icon="stop" why={why("stop")} onClick={() => void send({ type: "stop" })} title="End after the batch; what is finished is kept">
        <span className="word">Stop</span>
      </Button>
    </>
  );
}

function Train({ why }: { readonly why: string }) {
  const { send } = useActions();
  const [epochs, setEpochs] = useState(10);
  const look = useStudy((s) => (theStudy(s.records)?.weights === 0 ? "primary" : "normal"));
  const problem = countProblem(epochs, MOST_EPOCHS, "epochs");
  return (
    <span className="group" data-tour="train">
      <NumberInput
        className="number"
        min={1}
        max={MOST_EPOCHS}
        aria-label="Epochs"
        aria-invalid={problem !== ""}
        title="Epochs to train"
        initial={epochs}
        onNumber={setEpochs}
      />
      <Problem text={problem} />
      <Button
        icon="play"
        look={look}
        why={why || problem}
        title={`Train the template ${counted(epochs, "epoch")} more`}
        onClick={() => void send({ type: "start_training", epochs })}
      >
        Train
      </Button>
    </span>
  );
}

/** What is wrong with the number beside it, below the bar for as long as it is. */
function Problem({ text }: { readonly text: string }) {
  return text === "" ? null : (
    <span className="number-problem error" role="alert">
      {text}
    </span>
  );
}

/** What was typed last for this study; nothing where this browser kept none. */
const wordOf = (value: unknown): string => (typeof value === "string" ? value : "");

function Search({ why }: { readonly why: string }) {
  const { send } = useActions();
  const key = `nas-navigator.iterations:${useStudy((s) => s.studyId)}`;
  const [text, setText] = useState(() => wordOf(kept(key)));
  const iterations = text === "" ? null : Number(text);
  const look = useStudy((s) => (theStudy(s.records)?.weights ? "primary" : "normal"));
  const problem = iterations === null ? "" : countProblem(iterations, MOST_ITERATIONS, "iterations");
  return (
    <span className="group" data-tour="search">
      <input
        className="input number"
        type="number"
        min={1}
        max={MOST_ITERATIONS}
        placeholder="∞"
        aria-label="Iterations"
        aria-invalid={problem !== ""}
        title="Iterations to search; empty: until stopped"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          keep(key, event.target.value);
        }}
      />
      <Problem text={problem} />
      <Button
        icon="play"
        look={look}
        why={why || problem}
        title={iterations === null ? "Search until stopped" : `Search ${counted(iterations, "iteration")} more`}
        onClick={() => void send({ type: "start_search", iterations })}
      >
        Search
      </Button>
      <SearchSettings />
    </span>
  );
}
