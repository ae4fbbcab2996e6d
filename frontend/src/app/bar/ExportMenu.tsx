import { DropdownMenu } from "radix-ui";
import { archiveAddress, exportAddress } from "../../core/addresses";
import { useStateNow, useStudy, type StudyState } from "../../core/context";
import { shortId } from "../../core/names";
import { finishedCandidates, theStudy, sizeOf } from "../../core/selectors";
import { columnsFor, objectivesPresent } from "../../core/tableColumns";
import { candidatesCsv, candidatesFile } from "../../core/tableCsv";
import { finalRuns } from "../../core/tableRows";
import { Button } from "../../parts/Button";
import { downloadText } from "../../parts/download";
import { Icon } from "../../parts/Icon";
import { PictureMenu } from "./PictureMenu";
import { TemplateItems } from "./TemplateItems";

/** What can be taken away: candidates, weights of those that were finished, tables and pictures. */
export function ExportMenu() {
  const study = useStudy((s) => s.studyId);
  const best = useStudy((s) => theStudy(s.records)?.best_candidate ?? null);
  const selected = useStudy((s) => (s.selection.candidates.length === 1 ? s.selection.candidates[0] : null) ?? null);
  const finished = useStudy((s) => finishedCandidates(s.records.runs));
  const past = useStudy((s) => s.moment !== null);
  const nothing = best === null && selected === null && finished.length === 0;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button>
          Export
          <Icon name="down" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {nothing && <DropdownMenu.Label className="menu-label">Nothing yet: search first, then export the best candidate.</DropdownMenu.Label>}
          {best !== null && <File href={exportAddress(study, best, "json")} what={`Best candidate ${shortId(best)}`} kind="JSON" />}
          {selected !== null && selected !== best && (
            <File href={exportAddress(study, selected, "json")} what={`Selected candidate ${shortId(selected)}`} kind="JSON" />
          )}
          {finished.map((id) => (
            <File key={id} href={exportAddress(study, id, "weights")} what={`Final weights of ${shortId(id)}`} kind="safetensors" />
          ))}
          <DropdownMenu.Separator className="menu-line" />
          {!past && <File href={archiveAddress(study)} what="Whole study" kind="one file" />}
          <CandidatesFile />
          {past ? <OnlyNow /> : <TemplateItems candidate={selected ?? best} />}
          <PictureMenu />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** What the server gives as it is now, and not under the name of the past. */
function OnlyNow() {
  return (
    <>
      {["Whole study", "Template", "Save as template"].map((what) => (
        <DropdownMenu.Item key={what} className="menu-item" disabled>
          {what}
          <span className="note">go back to now for it</span>
        </DropdownMenu.Item>
      ))}
    </>
  );
}

/** Every candidate with all that is known of it, as a table. */
function CandidatesFile() {
  const state = useStateNow();
  const some = useStudy((s) => sizeOf(s.records.candidates) > 0);
  return (
    <DropdownMenu.Item className="menu-item" disabled={!some} onSelect={() => saveCandidates(state())}>
      All candidates
      <span className="note">CSV</span>
    </DropdownMenu.Item>
  );
}

function saveCandidates({ records, catalogue }: StudyState): void {
  const study = theStudy(records);
  const finals = finalRuns(records.runs);
  const entries = Object.entries(records.candidates).map(([id, candidate]) => ({
    id, candidate, final: finals.get(id) ?? null, weights: study?.weights ?? 0,
  }));
  const columns = columnsFor(catalogue.objectives, objectivesPresent(records.candidates), study ?? undefined);
  downloadText(candidatesFile(study?.name ?? "", new Date()), candidatesCsv(columns, entries));
}

function File({ href, what, kind }: { readonly href: string; readonly what: string; readonly kind: string }) {
  return (
    <DropdownMenu.Item asChild>
      <a className="menu-item" href={href} download>
        {what}
        <span className="note">{kind}</span>
      </a>
    </DropdownMenu.Item>
  );
}
