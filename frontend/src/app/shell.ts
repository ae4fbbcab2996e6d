/** What the frame around the views knows beside the study itself: the connection and what was said. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { OpenStudy, Shell } from "./store";

export const ShellContext = createContext<OpenStudy | null>(null);

export function useShell(): OpenStudy {
  const open = useContext(ShellContext);
  if (!open) throw new Error("this part belongs into a StudyPage");
  return open;
}

export function useShellState<Value>(selector: (state: Shell) => Value): Value {
  return useStore(useShell().shell, selector);
}
