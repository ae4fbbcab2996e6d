import type { ComponentProps, MouseEvent } from "react";
import { Icon, type IconName } from "./Icon";

type Props = ComponentProps<"button"> & {
  readonly icon?: IconName;
  readonly look?: "normal" | "primary" | "plain";
  /** Why the button can not be used now; empty where it can. Shown as its tooltip. */
  readonly why?: string;
};

/** A button that stays reachable when it can not be used, so that everybody can learn why. */
export function Button({ icon, look = "normal", why = "", children, onClick, title, className = "", ...rest }: Props) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (why) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      className={`button ${look} ${className}`}
      aria-disabled={why ? true : undefined}
      title={why || title}
      onClick={press}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
