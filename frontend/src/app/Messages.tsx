import { useStudy, type Message } from "../core/context";
import { Button } from "../parts/Button";

type Dismiss = (id: number) => void;

/** What the server refused or has to say, and a polite word on everything that happens for screen readers. */
export function Messages({ dismiss }: { readonly dismiss: Dismiss }) {
  const messages = useStudy((s) => s.messages);
  const lastEvent = useStudy((s) => s.lastEvent);
  return (
    <>
      <div className="messages">
        {messages.map((message) => (
          <OneMessage key={message.id} message={message} dismiss={dismiss} />
        ))}
      </div>
      <div className="visually-hidden" aria-live="polite">
        {lastEvent}
      </div>
    </>
  );
}

function OneMessage({ message, dismiss }: { readonly message: Message; readonly dismiss: Dismiss }) {
  return (
    <div className="message" data-level={message.level} role={message.level === "error" ? "alert" : "status"}>
      <strong>{message.title}</strong>
      <Button look="plain" icon="close" aria-label="Dismiss" onClick={() => dismiss(message.id)} />
      {message.text && <p>{message.text}</p>}
    </div>
  );
}
