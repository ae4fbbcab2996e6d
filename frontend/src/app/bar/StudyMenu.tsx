import type { StudySummary } from "@schema";
import { DropdownMenu } from "radix-ui";
import { useMemo, useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { theStudy } from "../../core/selectors";
import { toldApart } from "../../core/studyList";
import { getStudies } from "../../net/http";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { go } from "../route";

/** The study's name, and the way to the others. */
export function StudyMenu() {
  const { say } = useActions();
  const id = useStudy((s) => s.studyId);
  const name = useStudy((s) => theStudy(s.records)?.name ?? "…");
  const [studies, setStudies] = useState<readonly StudySummary[]>([]);
  const marks = useMemo(() => toldApart(studies), [studies]);
  const opened = (open: boolean) => {
    if (open) getStudies().then(setStudies, (error: unknown) => say("error", "The list of studies did not come", String(error)));
  };
  return (
    <DropdownMenu.Root modal={false} onOpenChange={opened}>
      <DropdownMenu.Trigger asChild>
        <Button aria-label={`Study ${name}`}>
          <strong>{name}</strong>
          <Icon name="down" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          {studies.map((study) => (
            <DropdownMenu.Item key={study.id} className="menu-item" onSelect={() => go(study.id)}>
              <span>
                {study.name} {marks.has(study.id) && <span className="note">{marks.get(study.id)}</span>}
              </span>
              <span className="note">{study.id === id ? "this one" : study.twin_of === null ? study.phase : "unattended twin"}</span>
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item className="menu-item" onSelect={() => go(null)}>
            All studies, new study
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
