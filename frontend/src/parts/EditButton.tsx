import type { ComponentProps } from "react";
import { useStudy } from "../core/context";
import { Button } from "./Button";

/** Why nothing can be changed while the study is looked at as it was; empty where it can. */
export function usePast(): string {
  return useStudy((s) => (s.moment === null ? "" : "This is the past: go back to now, or branch from here, to change something"));
}

/** What keeps a field, of which nothing can be made in the past, from being typed into there; else nothing. */
export function useHeldField(): Pick<ComponentProps<"input">, "disabled" | "title"> {
  const past = usePast();
  return past ? { disabled: true, title: past } : {};
}

/** A button that changes the study. */
export function EditButton(props: ComponentProps<typeof Button>) {
  const past = usePast();
  return <Button {...props} {...(past && { why: past })} />;
}
