import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { theStudy } from "../../core/selectors";
import { datedFile } from "../../core/tableCsv";
import { downloadBlob } from "../../parts/download";
import { pngOf } from "../../parts/picture";

/** The views that are on screen now; one behind another panel has nothing to show. */
const onScreen = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>("section.view[aria-label]")].filter((view) => view.getBoundingClientRect().width > 0);

/** Each view as a picture. */
export function PictureMenu() {
  const { say } = useActions();
  const study = useStudy((s) => theStudy(s.records)?.name ?? "");
  const [views, setViews] = useState<readonly HTMLElement[]>([]);
  const save = async (view: HTMLElement, name: string) => {
    try {
      downloadBlob(datedFile([study, name], new Date(), "png"), await pngOf(view));
    } catch (error) {
      say("error", `No picture of the ${name.toLowerCase()}`, String(error));
    }
  };
  return (
    <DropdownMenu.Sub onOpenChange={(open) => open && setViews(onScreen())}>
      <DropdownMenu.SubTrigger className="menu-item">
        View as picture<span className="note">PNG ▸</span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className="menu" sideOffset={4}>
          {views.map((view) => (
            <DropdownMenu.Item key={view.ariaLabel} className="menu-item" onSelect={() => void save(view, view.ariaLabel ?? "view")}>
              {view.ariaLabel}
              <span className="note">PNG</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
