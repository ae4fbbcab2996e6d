/** The rarer tools of the map: what is shown, where the camera is, a new layout. */
import { DropdownMenu } from "radix-ui";
import { SHOWN, type Shown } from "../../core/chartMapMarks";
import { useViewState } from "../../core/context";
import { Button } from "../../parts/Button";
import { usePast } from "../../parts/EditButton";
import { useRelayout } from "./useRelayout";

const WORDS: Readonly<Record<Shown, string>> = {
  all: "All candidates",
  evaluated: "Only evaluated ones",
  selected: "Only selected ones",
};

export function MapMenu({ resetView }: { readonly resetView: (() => void) | null }) {
  const [show, setShow] = useViewState("map.show", "all", SHOWN);
  const [regions, setRegions] = useViewState<"shown" | "hidden">("map.regions", "shown", ["shown", "hidden"]);
  const layout = useRelayout();
  const past = usePast() !== "";
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button icon="more" aria-label="More tools of the map" title="What is shown, whole map, re-layout" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          <DropdownMenu.Label className="menu-label">Show</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={show} onValueChange={(value) => setShow(value as Shown)}>
            {SHOWN.map((each) => (
              <DropdownMenu.RadioItem key={each} value={each} className="menu-item">
                {WORDS[each]}
                <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.CheckboxItem
            className="menu-item"
            checked={regions === "shown"}
            onCheckedChange={(checked) => setRegions(checked ? "shown" : "hidden")}
          >
            Outlines of regions
            <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
          </DropdownMenu.CheckboxItem>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item className="menu-item" disabled={!resetView} onSelect={() => resetView?.()}>
            Whole map <span className="note">0</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" disabled={layout.busy || past} onSelect={layout.start}>
            {layout.busy ? "Laying out…" : "Re-layout"}
          </DropdownMenu.Item>
          <p className="menu-label">
            A re-layout fits the map anew, starting from where the dots are; they move to their new places.
          </p>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
