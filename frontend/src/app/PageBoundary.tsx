import { Component, type ReactNode } from "react";
import { Button } from "../parts/Button";

interface State {
  readonly error: unknown;
}

/** What is left when something outside of the panels fails: why, and a way on. The study on the server goes on. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className="empty gone">
        <div role="alert">
          <h1>The page stopped</h1>
          <p>The study is not harmed: what runs on the server goes on.</p>
          <p className="note">{error instanceof Error ? error.message : JSON.stringify(error)}</p>
        </div>
        <p>
          <Button look="primary" onClick={() => location.reload()}>
            Load it again
          </Button>
        </p>
      </main>
    );
  }
}
