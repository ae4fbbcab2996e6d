import { DropdownMenu } from "radix-ui";
import type { Theme } from "../../core/context";
import { Button } from "../../parts/Button";
import type { ThemeChoice } from "../theme";

const THEMES: readonly Theme[] = ["light", "dark", "system"];

export function ThemeMenu({ theme }: { readonly theme: ThemeChoice }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="plain" aria-label={`Theme: ${theme.theme}`} title="Theme">
          <span aria-hidden="true">{theme.dark ? "☾" : "☼"}</span>
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          <ThemeItems theme={theme} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function ThemeItems({ theme }: { readonly theme: ThemeChoice }) {
  return (
    <DropdownMenu.RadioGroup value={theme.theme} onValueChange={(value) => theme.choose(value as Theme)}>
      {THEMES.map((each) => (
        <DropdownMenu.RadioItem key={each} value={each} className="menu-item">
          {each}
          <DropdownMenu.ItemIndicator aria-hidden="true">✓</DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
