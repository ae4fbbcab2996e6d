import { useRef, type DragEvent } from "react";
import { importTemplate, Refusal } from "../../net/http";
import { Button } from "../../parts/Button";

const LARGEST_MB = 15;

/** Takes files from the chooser or dropped on the page; what is wrong with one is said with its name. */
export function useImport(done: () => void, fail: (error: unknown) => void) {
  const take = async (file: File | undefined) => {
    if (!file) return;
    try {
      if (file.size > LARGEST_MB * 1e6) throw new Error(`it is larger than ${LARGEST_MB} MB`);
      const text = await file.text();
      const other = otherThan(text);
      if (other) throw new Error(other);
      await importTemplate(text);
      done();
    } catch (error) {
      const words = error instanceof Refusal ? error.message : String(error instanceof Error ? error.message : error);
      fail(new Error(`“${file.name}” was not imported: ${words}`));
    }
  };
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void take(event.dataTransfer.files[0]);
    },
  };
  return { take: (file: File | undefined) => void take(file), drop };
}

const CANDIDATE =
  "it holds a candidate, one network of a study, and not a template. Open that study, select the candidate and take Export, " +
  "Save candidate … as template";

/** What to do with a file of ours that is none of a template; empty where the server has to say. */
function otherThan(text: string): string {
  try {
    const file = JSON.parse(text) as { readonly format?: unknown } | null;
    return file?.format === "nas-navigator candidate" ? CANDIDATE : "";
  } catch {
    return "";
  }
}

export function ImportButton({ take }: { readonly take: (file: File | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>Import JSON</Button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={({ target }) => {
          take(target.files?.[0]);
          // The same file can be chosen again after it was mended.
          target.value = "";
        }}
      />
    </>
  );
}
