import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { theStudy } from "../../core/selectors";
import { datedFile } from "../../core/tableCsv";
import { downloadBlob } from "../../parts/download";
import { pngOf, svgOf } from "../../parts/picture";

/** Smaller drawings are buttons' icons and the like, in pixels. */
const SMALLEST = 100;

interface Picture {
  readonly view: HTMLElement;
  readonly name: string;
  /** The view's drawing, where it is one that other programs can open. */
  readonly drawing: SVGSVGElement | null;
}

/** The views that are on screen now; one behind another panel has nothing to show. */
function pictures(): readonly Picture[] {
  return [...document.querySelectorAll<HTMLElement>("section.view[aria-label]")]
    .filter((view) => view.getBoundingClientRect().width > 0)
    .map((view) => ({ view, name: view.ariaLabel ?? "", drawing: drawingOf(view) }));
}

function drawingOf(view: HTMLElement): SVGSVGElement | null {
  const all = [...view.querySelectorAll("svg")].filter((svg) => svg.getBoundingClientRect().height >= SMALLEST);
  // Where a canvas or text lies around the drawings, one of them alone is not the view.
  return all.length === 1 && !view.querySelector("canvas") ? all[0]! : null;
}

/** Each view as a picture. */
export function PictureMenu() {
  const { say } = useActions();
  const study = useStudy((s) => theStudy(s.records)?.name ?? "");
  const [shown, setShown] = useState<readonly Picture[]>([]);
  const save = async (name: string, ending: "png" | "svg", made: () => Blob | Promise<Blob>) => {
    try {
      downloadBlob(datedFile([study, name], new Date(), ending), await made());
    } catch (error) {
      say("error", `No picture of the ${name.toLowerCase()}`, String(error));
    }
  };
  return (
    <DropdownMenu.Sub onOpenChange={(open) => open && setShown(pictures())}>
      <DropdownMenu.SubTrigger className="menu-item">
        View as picture<span className="note">PNG, SVG ▸</span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className="menu" sideOffset={4}>
          {shown.flatMap(({ view, name, drawing }) => [
            <DropdownMenu.Item key={name} className="menu-item" onSelect={() => void save(name, "png", () => pngOf(view))}>
              {name}
              <span className="note">PNG</span>
            </DropdownMenu.Item>,
            drawing && (
              <DropdownMenu.Item key={`${name} svg`} className="menu-item" onSelect={() => void save(name, "svg", () => svgOf(drawing))}>
                {name}
                <span className="note">SVG</span>
              </DropdownMenu.Item>
            ),
          ])}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
