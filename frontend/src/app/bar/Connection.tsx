import { useStudy } from "../../core/context";

const WORDS = { connecting: "connecting", live: "live", lost: "reconnecting" } as const;
const MEANINGS = {
  connecting: "Fetching the study.",
  live: "What you see is what the server knows.",
  lost: "The connection is lost; the page asks for what it missed as soon as the server answers again.",
} as const;

export function Connection() {
  const connection = useStudy((s) => s.connection);
  return (
    <span className="connection" role="status" aria-label="Connection" data-state={connection} title={MEANINGS[connection]}>
      {WORDS[connection]}
    </span>
  );
}
