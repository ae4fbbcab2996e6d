/** How the study was beside how it is. */
import { Popover } from "radix-ui";
import { useEffect, useMemo, useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { changedSince, comparedWithNow } from "../../core/past";
import { fromSnapshot, type Collections } from "../../core/records";
import { getStudy } from "../../net/http";
import { Button } from "../../parts/Button";
import { refusedBy } from "../questions";

export function Compare() {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button>Compare with now</Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" align="end" sideOffset={4} aria-label="Compared with now">
          <Compared />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Made anew with every opening: what was now then is not now. */
function Compared() {
  const study = useStudy((s) => s.studyId);
  const [now, setNow] = useState<Collections | null>(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    getStudy(study).then(
      (snapshot) => setNow(fromSnapshot(snapshot).records),
      (error: unknown) => setFailure(refusedBy(error).text),
    );
  }, [study]);
  if (failure) {
    return (
      <p className="error" role="alert">
        {failure}
      </p>
    );
  }
  return now === null ? <p className="note">Fetching the study as it is now …</p> : <Table now={now} />;
}

function Table({ now }: { readonly now: Collections }) {
  const { select } = useActions();
  const then = useStudy((s) => s.records);
  const rows = useMemo(() => comparedWithNow(then, now), [then, now]);
  const changed = useMemo(() => changedSince(then, now), [then, now]);
  return (
    <>
      <table className="past-compared">
        <thead>
          <tr>
            <td />
            <th scope="col">then</th>
            <th scope="col">now</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.what} data-differs={row.then !== row.now || undefined}>
              <th scope="row">{row.what}</th>
              <td>{row.then}</td>
              <td>{row.now}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="actions">
        <Button why={changed.length > 0 ? "" : "Every path of then is as it was"} onClick={() => select({ paths: changed })}>
          {changed.length === 0 ? "No path differs" : changed.length === 1 ? "Select the path that differs" : `Select the ${changed.length} paths that differ`}
        </Button>
      </div>
    </>
  );
}
