import { useStudy, type Message } from "../../core/context";
import { Button } from "../../parts/Button";
import { openSheet } from "../sheets";
import "./messages.css";

/** More than these hide the charts that they lie over. */
const SHOWN = 2;

type Dismiss = (id: number) => void;

/** What the server refused or has to say, and a polite word on every decision and turn for screen readers. */
export function Messages({ dismiss }: { readonly dismiss: Dismiss }) {
  const messages = useStudy((s) => s.messages);
  const behind = messages.length - SHOWN;
  const lastEvent = useStudy((s) => s.lastEvent);
  return (
    <>
      <section className="messages" aria-label="Latest messages">
        {behind > 0 && (
          <Button className="messages-more" onClick={() => openSheet("messages")}>
            {behind} more
          </Button>
        )}
        {messages.slice(-SHOWN).map((message) => (
          <OneMessage key={message.id} message={message} dismiss={dismiss} />
        ))}
      </section>
      <div className="visually-hidden" aria-live="polite">
        {lastEvent}
      </div>
    </>
  );
}

function OneMessage({ message, dismiss }: { readonly message: Message; readonly dismiss: Dismiss }) {
  const { action } = message;
  const act = () => {
    action?.run();
    dismiss(message.id);
  };
  return (
    <div className="message" data-level={message.level} role={message.level === "error" ? "alert" : "status"}>
      <strong>{message.title}</strong>
      <Button look="plain" icon="close" aria-label={`Dismiss: ${message.title}`} title="Dismiss" onClick={() => dismiss(message.id)} />
      {message.text && <p>{message.text}</p>}
      {action && (
        <p>
          <Button onClick={act}>{action.words}</Button>
        </p>
      )}
    </div>
  );
}
