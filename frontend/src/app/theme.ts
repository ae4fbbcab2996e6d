/** Light, dark, or what the system says; the choice is kept in this browser. */
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Theme } from "../core/context";
import { keep, kept } from "../parts/kept";

const KEY = "nas-navigator.theme";
const DARK = "(prefers-color-scheme: dark)";

function stored(): Theme {
  const value = kept(KEY);
  return value === "light" || value === "dark" ? value : "system";
}

function listen(listener: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

export interface ThemeChoice {
  readonly theme: Theme;
  readonly dark: boolean;
  readonly choose: (theme: Theme) => void;
}

export function useTheme(): ThemeChoice {
  const [theme, setTheme] = useState(stored);
  const systemDark = useSyncExternalStore(listen, () => matchMedia(DARK).matches);
  const dark = theme === "dark" || (theme === "system" && systemDark);
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }, [dark]);
  const choose = (next: Theme) => {
    keep(KEY, next);
    setTheme(next);
  };
  return { theme, dark, choose };
}
