/** Selects by what is typed: all that a lasso does, for keyboards, screen readers and scripts. */
import { useId, useState, type KeyboardEvent } from "react";
import { useActions, useStateNow, useStudy } from "../../core/context";
import { gestureOf } from "../../core/geometry";
import { combined, type Gesture } from "../../core/selection";
import { lastQueries, rememberQuery } from "./lastQueries";
import { QueryHelp } from "./QueryHelp";

const PAST = "This is not what is selected now. Enter selects it again.";

export function QueryField() {
  const { ask, select } = useActions();
  const stateNow = useStateNow();
  const [query, setQuery] = useState("");
  const [known, setKnown] = useState(lastQueries);
  const [error, setError] = useState("");
  const [list, problem] = [useId(), useId()];
  const selected = useStudy((state) => state.selection.candidates);
  /** The query that was asked last and what was selected by it. */
  const [asked, setAsked] = useState<{ readonly query: string; readonly candidates: readonly string[] } | null>(null);
  const isPast = asked !== null && asked.query === query.trim() && asked.candidates !== selected;

  const run = async (gesture: Gesture) => {
    const words = query.trim();
    if (words === "") {
      setError("");
      if (gesture === "replace") select({ candidates: [], secondCandidate: null });
      return;
    }
    const answer = await ask.select({ query: words, of: "candidates" });
    if (!answer.ok) {
      setError(answer.text);
      return;
    }
    const found = answer.value.candidates;
    setError(found.length === 0 ? "No candidate fulfils this." : "");
    setKnown(rememberQuery(words));
    const candidates = combined(stateNow().selection.candidates, found, gesture);
    setAsked({ query: words, candidates });
    select({ candidates, secondCandidate: null });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void run(gestureOf(event));
  };
  return (
    <div className="map-query">
      <input
        className="input"
        type="search"
        aria-label="Select by query"
        aria-invalid={error !== ""}
        aria-describedby={error || isPast ? problem : undefined}
        data-past={isPast || undefined}
        title={isPast ? PAST : undefined}
        placeholder="Select by query: accuracy > 0.9"
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
        list={list}
        data-find
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setError("");
        }}
        onKeyDown={onKeyDown}
      />
      <datalist id={list}>
        {known.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <QueryHelp use={setQuery} />
      {error && (
        <p id={problem} className="error map-query-error" role="alert">
          {error}
        </p>
      )}
      {isPast && !error && (
        <span id={problem} className="visually-hidden">
          {PAST}
        </span>
      )}
    </div>
  );
}
