import { DropdownMenu } from "radix-ui";
import { useActions, useStudy } from "../../core/context";
import { comparableRuns } from "../../core/finalNetworks";
import { candidatesCsv, candidatesFile } from "../../core/tableCsv";
import { theStudy } from "../../core/selectors";
import { whole } from "../../core/words";
import { Button } from "../../parts/Button";
import { downloadText } from "../../parts/download";
import { Icon } from "../../parts/Icon";
import type { CandidateTable } from "./useTable";

/** What is done with many rows at once: selected, saved as a table; and the way to the final networks. */
export function MoreMenu({ table: { records, all, shown, total, entryOf } }: { readonly table: CandidateTable }) {
  const { select, setView } = useActions();
  const finals = useStudy((s) => comparableRuns(s.records.runs).length);
  const study = useStudy((s) => theStudy(s.records)?.name ?? "");
  const save = (ids: readonly string[]) => downloadText(candidatesFile(study, new Date()), candidatesCsv(all, ids.map(entryOf)));
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button title="Select all, save as CSV, final networks">
          More
          <Icon name="down" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          <DropdownMenu.Item className="menu-item" onSelect={() => select({ candidates: shown, secondCandidate: null })}>
            Select all shown
            <span className="note">Ctrl A</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => save(shown)}>
            Save the {whole(shown.length)} shown
            <span className="note">CSV</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => save(Object.keys(records))}>
            Save all {whole(total)}
            <span className="note">CSV</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" disabled={finals === 0} onSelect={() => setView({ "final.open": "yes" })}>
            Final networks
            <span className="note">{finals === 0 ? "finish a candidate first" : finals}</span>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
