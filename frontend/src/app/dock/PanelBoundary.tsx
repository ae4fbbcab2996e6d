import { Component, type ReactNode } from "react";
import { Button } from "../../parts/Button";

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
}

/** Catches what a view throws while it is drawn: the other panels go on, and this one can be tried again. */
export class PanelBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <section className="view broken" aria-label={this.props.title}>
        <div role="alert">
          <p>
            <strong>This view stopped.</strong> The study is not harmed and the other panels go on.
          </p>
          <p className="note">{error instanceof Error ? error.message : JSON.stringify(error)}</p>
        </div>
        <p>
          <Button onClick={() => this.setState({ error: null })}>Reload this view</Button>
        </p>
      </section>
    );
  }
}
