import type { Catalogue } from "@schema";
import { useEffect, useState } from "react";
import { StudyContext, useStudy } from "../core/context";
import { theStudy } from "../core/selectors";
import { Button } from "../parts/Button";
import { FinalNetworks } from "../views/finalNetworks/FinalNetworks";
import { MenuBar } from "./bar/MenuBar";
import { Dock } from "./Dock";
import { ShortcutsSheet } from "./keys/ShortcutsSheet";
import { useKeys } from "./keys/useKeys";
import { Messages } from "./messages/Messages";
import { MessagesSheet } from "./messages/MessagesSheet";
import { momentIn } from "./past/lookAt";
import { PastBanner } from "./past/PastBanner";
import { TwinBanner } from "./past/TwinBanner";
import { go, travel } from "./route";
import { ShellContext } from "./shell";
import { StudyMessage } from "./StudyMessage";
import { createStudyStore, type OpenStudy } from "./store";
import type { ThemeChoice } from "./theme";
import { Invitation } from "./tour/Invitation";
import { Tour } from "./tour/Tour";

interface Props {
  readonly studyId: string;
  /** The event after which it is looked at, as the address says it; missing: now. */
  readonly at: string | undefined;
  readonly catalogue: Catalogue;
  readonly theme: ThemeChoice;
}

export function StudyPage({ studyId, at, catalogue, theme }: Props) {
  const [store] = useState(() => createStudyStore(studyId, catalogue, theme.dark));
  const moment = momentIn(at);
  useEffect(() => store.open(moment), [store, moment]);
  useEffect(() => store.setDark(theme.dark), [store, theme.dark]);
  useTitle(store);
  return (
    <StudyContext value={store}>
      <ShellContext value={store}>
        <Window theme={theme} past={moment !== null} />
        <FinalNetworks />
        <Messages dismiss={store.dismiss} />
      </ShellContext>
    </StudyContext>
  );
}

function Window({ theme, past }: { readonly theme: ThemeChoice; readonly past: boolean }) {
  const gone = useStudy((s) => s.gone);
  if (gone !== null) {
    return (
      <main className="empty gone">
        <div role="alert">
          <h1>This study cannot be shown</h1>
          <p>{gone}</p>
        </div>
        <p>
          {past && (
            <>
              <Button look="primary" onClick={() => travel(null)}>
                Back to now
              </Button>{" "}
            </>
          )}
          <Button onClick={() => go(null)}>All studies</Button>
        </p>
      </main>
    );
  }
  return (
    <div className="page">
      <MenuBar theme={theme} />
      <PastBanner />
      <TwinBanner />
      <StudyMessage />
      <Dock />
      <Invitation />
      <Keyboard />
      <ShortcutsSheet />
      <MessagesSheet />
      <Tour />
    </div>
  );
}

/** Listens to the keyboard as long as there is a study to act on. */
function Keyboard() {
  useKeys();
  return null;
}

function useTitle(store: OpenStudy): void {
  useEffect(
    () =>
      store.subscribe(() => {
        const name = theStudy(store.getState().records)?.name;
        document.title = name ? `${name} · NAS-Navigator` : "NAS-Navigator";
      }),
    [store],
  );
}
