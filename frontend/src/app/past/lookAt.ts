/** Brings a study as it was: one answer in the place of a stream. */
import { fromSnapshot } from "../../core/records";
import { getStudyAt, Refusal } from "../../net/http";
import type { Follow } from "../../net/stream";

const WAIT_MS = 1000;

/** The event that the address names; null for now, and where it names none. */
export function momentIn(at: string | undefined): number | null {
  const moment = Number(at);
  return Number.isSafeInteger(moment) && moment > 0 ? moment : null;
}

export const lookAt =
  (moment: number): Follow =>
  (studyId, listener) => {
    let closed = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      clearTimeout(timer);
      try {
        const state = fromSnapshot(await getStudyAt(studyId, moment));
        if (closed) return;
        listener.onState(state);
        listener.onConnection("live", null);
      } catch (error) {
        if (closed) return;
        // As for the stream: a server that stumbles may do better next time.
        if (error instanceof Refusal && error.status >= 400 && error.status < 500) listener.onRefusal(error);
        else {
          listener.onConnection("lost", WAIT_MS);
          timer = setTimeout(() => void load(), WAIT_MS);
        }
      }
    };
    void load();
    return {
      retry: () => void load(),
      retell: () => undefined,
      close: () => {
        closed = true;
        clearTimeout(timer);
      },
    };
  };
