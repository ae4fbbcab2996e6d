import type { MouseEvent, ReactNode } from "react";
import { ThemeMenu } from "./bar/ThemeMenu";
import { addressOf, go, type Place } from "./route";
import type { ThemeChoice } from "./theme";

interface Props {
  readonly theme: ThemeChoice;
  readonly here: Place["page"];
  readonly children?: ReactNode;
}

/** The head of every page that shows no study: where one can go from here. */
export function PageHead({ theme, here, children }: Props) {
  return (
    <header className="banner">
      <To className="brand" place={{ page: "studies" }}>
        <img src="/icon.svg" alt="" width="20" height="20" />
        NAS-Navigator
      </To>
      <nav className="page-nav" aria-label="Pages">
        <To place={{ page: "studies" }} current={here === "studies"}>
          Studies
        </To>
        <To place={{ page: "templates" }} current={here === "templates"}>
          Templates
        </To>
      </nav>
      {children ?? <span className="spacer" />}
      <ThemeMenu theme={theme} />
    </header>
  );
}

interface ToProps {
  readonly place: Place;
  readonly current?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link to a place of this page: a plain click stays in it, any other does what a browser does with links. */
export function To({ place, current = false, className, children }: ToProps) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(place);
  };
  return (
    <a className={className} href={addressOf(place)} aria-current={current ? "page" : undefined} onClick={follow}>
      {children}
    </a>
  );
}
