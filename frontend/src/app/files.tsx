/** Files that come in: from the chooser, or dropped on the page; what is wrong with one is said with its name. */
import { useRef, useState, type DragEvent } from "react";
import { Button } from "../parts/Button";

/** Reads one file at a time; what `read` throws is said by `fail`. */
export function useFiles(read: (file: File) => Promise<void>, fail: (error: Error) => void) {
  const [busy, setBusy] = useState(false);
  const reading = useRef(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (reading.current) {
      fail(new Error(`“${file.name}” was not imported: another file is being read`));
      return;
    }
    reading.current = true;
    setBusy(true);
    try {
      await read(file);
    } catch (error) {
      fail(new Error(`“${file.name}” was not imported: ${error instanceof Error ? error.message : String(error)}`));
    }
    reading.current = false;
    setBusy(false);
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
  return { take: (file: File | undefined) => void take(file), drop, busy };
}

interface Props {
  readonly words: string;
  readonly accept: string;
  readonly title?: string;
  readonly busy?: boolean;
  readonly take: (file: File | undefined) => void;
}

export function FileButton({ words, accept, title, busy = false, take }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button title={title} why={busy ? "A file is being read" : ""} onClick={() => input.current?.click()}>
        {words}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
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
