import { Button } from "./Button";
import type { EnteredForm } from "./useEntered";
import "./refused.css";

export const OVERTAKEN = "Somebody changed what you are changing: look again, or keep yours";

interface Props {
  readonly form: EnteredForm;
  readonly label: (name: string) => string;
  /** What an empty value stands for. */
  readonly none?: string;
}

/** Says that somebody else has changed what is being changed here, and leaves the choice. */
export function Overtaken({ form, label, none = "the default" }: Props) {
  const changed = Object.entries(form.overtaken);
  if (changed.length === 0) return null;
  return (
    <div className="refused overtaken" role="alert">
      <p>
        <b>Changed meanwhile by somebody else:</b> {changed.map(([name, value]) => `${label(name)} is now ${said(value, none)}`).join(", ")}.
      </p>
      <Button onClick={form.lookAgain}>Look again</Button>
      <Button onClick={form.keepMine}>Keep mine</Button>
    </div>
  );
}

const said = (value: unknown, none: string): string => (value === undefined || value === null || value === "" ? none : typeof value === "string" ? value : JSON.stringify(value));
