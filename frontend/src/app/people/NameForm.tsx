import { useId, useState } from "react";
import { personProblem } from "../../core/people";
import { Button } from "../../parts/Button";
import { change } from "../settings";

/** The name that signs what is done in this browser. */
export function NameForm({ me }: { readonly me: string }) {
  const [typed, setTyped] = useState(me);
  const says = useId();
  const problem = personProblem(typed);
  return (
    <form
      className="people-name-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) change({ actor: typed.trim() });
      }}
    >
      <label className="field">
        Your name
        <input
          className="input"
          dir="auto"
          autoComplete="nickname"
          value={typed}
          aria-invalid={problem !== ""}
          aria-describedby={says}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <p id={says} className={problem ? "error" : "note"} role="status">
        {problem || "Signs what you do, and undo takes back what it signed. Kept in this browser."}
      </p>
      <div className="actions">
        <Button type="submit" look="primary" why={problem || (typed.trim() === me ? "This is your name already" : "")}>
          Use this name
        </Button>
      </div>
    </form>
  );
}
