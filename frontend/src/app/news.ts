/** Tells what matters of what the stream brings, as far as the person wants to hear of it. */
import type { Message, StudyState, StudyStore } from "../core/context";
import { newsBetween, signsAfter, type News, type Signs } from "../core/news";
import { pathNames } from "../core/names";
import type { Collections } from "../core/records";
import { settings } from "./settings";

/** How what is told of is shown. */
type Show = Pick<StudyStore, "select" | "setView">;
type Tell = (said: Omit<Message, "id">) => void;

/** Call the answer with the records before and after each change. */
export function newsTeller(tell: Tell, show: Show) {
  let signs: Signs = new Map();
  return (before: StudyState, records: Collections): void => {
    const changed = before.loaded && records !== before.records;
    if (changed) {
      const names = pathNames(records, before.catalogue.operations);
      for (const news of newsBetween(before.records, records, signs, names)) if (settings().news[news.kind]) announce(news, tell, show);
    }
    if (!before.loaded || records.scores !== before.records.scores) signs = signsAfter(signs, records);
  };
}

function announce(news: News, tell: Tell, show: Show): void {
  const { title, text } = news;
  const action = actionOf(news, show);
  tell({ level: "info", title, text, ...(action && { action }) });
  if (settings().desktop && document.hidden && "Notification" in window && Notification.permission === "granted") {
    new Notification(title, { body: text, icon: "/icon.svg" });
  }
}

function actionOf({ kind, candidate, paths }: News, { select, setView }: Show): Message["action"] {
  if (kind === "final") return { words: "Compare final networks", run: () => setView({ "final.open": "yes" }) };
  if (candidate !== undefined) return { words: "Show it", run: () => select({ candidates: [candidate], secondCandidate: null }) };
  return paths && { words: paths.length === 1 ? "Select it" : "Select them", run: () => select({ paths }) };
}
