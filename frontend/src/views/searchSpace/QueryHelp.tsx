/** What can be typed, by example; an example that is pressed is put into the field. */
import { Popover } from "radix-ui";
import { Button } from "../../parts/Button";

const EXAMPLES: readonly (readonly [query: string, meaning: string])[] = [
  ["accuracy > 0.9", "an objective against a number"],
  ['has("skip connection", cell=1)', "contains an operation, perhaps in one cell"],
  ['accuracy > 0.85 and not has("3x3 max pooling")', "joined by and, or, not and brackets"],
  ['in region("A")', "is in a saved region"],
];

export function QueryHelp({ use }: { readonly use: (query: string) => void }) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button look="plain" aria-label="What can be asked" title="What can be asked">
          ?
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover map-help" align="end" sideOffset={4} aria-label="What can be asked">
          <p className="note">
            Enter selects, <kbd>Ctrl</kbd> <kbd>Enter</kbd> adds, <kbd>Alt</kbd> <kbd>Enter</kbd> takes away. Cells
            count from 1.
          </p>
          <ul>
            {EXAMPLES.map(([query, meaning]) => (
              <li key={query}>
                <Popover.Close asChild>
                  <button type="button" onClick={() => use(query)}>
                    <code>{query}</code>
                  </button>
                </Popover.Close>
                <span className="note">{meaning}</span>
              </li>
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
