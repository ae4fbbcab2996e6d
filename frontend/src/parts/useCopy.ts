import { useActions } from "../core/context";

/** Copies a text and says so; a page without TLS may not write the clipboard, and then says the text itself. */
export function useCopy(): (text: string, what: string, means?: string) => void {
  const { say } = useActions();
  return (text, what, means) => {
    const failed = () => say("warning", `The ${what.toLowerCase()} could not be copied`, text);
    if (!("clipboard" in navigator)) failed();
    else navigator.clipboard.writeText(text).then(() => say("info", `${what} copied`, means), failed);
  };
}
