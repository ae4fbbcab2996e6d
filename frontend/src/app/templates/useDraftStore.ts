import type { Catalogue } from "@schema";
import { useEffect, useState } from "react";
import { getTemplate } from "../../net/http";
import { isNew, kept } from "./drafts";
import { createDraftStore, passedOn, type DraftStore } from "./draftStore";

/** A store over a template: what was left unsaved, here or in this browser, comes before what the server has. */
export function useDraftStore(key: string, catalogue: Catalogue, dark: boolean) {
  const [store, setStore] = useState<DraftStore | null>(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    let current = true;
    const opened = async () => {
      const there = isNew(key) ? null : await getTemplate(key);
      const saved = there?.file ?? null;
      if (!current) return;
      const steps = passedOn(key);
      const local = kept(key);
      const content = steps?.unsaved ?? local ?? saved;
      if (!content) throw new Error("This draft is not in this browser; it may have been saved or discarded.");
      setStore(createDraftStore({ key, content: { ...content, version: (steps?.unsaved ? null : local?.version) ?? there?.version ?? null }, saved, steps, catalogue, dark }));
    };
    opened().catch((error: unknown) => current && setFailure(error instanceof Error ? error.message : String(error)));
    return () => {
      current = false;
    };
    // The store is made once: that it is dark is told to it whenever it changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, catalogue]);
  return { store, failure };
}
