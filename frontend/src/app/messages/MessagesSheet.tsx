import { useShellState } from "../shell";
import { Sheet } from "../SheetFrame";

/** What was said since the page was opened, newest first. */
export function MessagesSheet() {
  const said = useShellState((s) => s.said);
  return (
    <Sheet name="messages" title="Messages">
      {said.length === 0 && <p className="note">Nothing was said yet. News of the study and refusals are kept here until the page is closed.</p>}
      <ol className="said">
        {said.toReversed().map((message) => (
          <li key={message.id} data-level={message.level}>
            <time dateTime={new Date(message.at).toISOString()}>{new Date(message.at).toLocaleTimeString()}</time>
            <span>
              <strong>{message.title}</strong> {message.text}
            </span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
