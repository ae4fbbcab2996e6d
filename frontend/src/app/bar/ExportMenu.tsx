import { DropdownMenu } from "radix-ui";
import { exportAddress } from "../../core/addresses";
import { useStudy } from "../../core/context";
import { shortId } from "../../core/names";
import { finishedCandidates, theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";

/** Files to take away: the best and the selected candidate, and the weights of those that were finished. */
export function ExportMenu() {
  const study = useStudy((s) => s.studyId);
  const best = useStudy((s) => theStudy(s.records)?.best_candidate ?? null);
  const selected = useStudy((s) => (s.selection.candidates.length === 1 ? s.selection.candidates[0] : null) ?? null);
  const finished = useStudy((s) => finishedCandidates(s.records.runs));
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
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
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
