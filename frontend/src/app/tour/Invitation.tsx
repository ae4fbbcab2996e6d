import { Button } from "../../parts/Button";
import { change, useSettings } from "../settings";
import { openSheet, useSheet } from "../sheets";
import "./tour.css";

/** Offers the tour to who is here for the first time, beside the panels and not over them. */
export function Invitation() {
  const toured = useSettings((s) => s.toured);
  const { open: taken } = useSheet("tour");
  if (toured || taken) return null;
  return (
    <aside className="invitation" aria-label="Tour">
      <span>New here? Seven short steps show how to train, search and steer.</span>
      <Button look="primary" onClick={() => openSheet("tour")}>
        Take the tour
      </Button>
      <Button look="plain" onClick={() => change({ toured: true })}>
        No, thanks
      </Button>
    </aside>
  );
}
