import type { Catalogue, StudySummary } from "@schema";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode, type RefObject } from "react";
import type { Refused as Reason } from "../../core/context";
import { listed, NEWEST, pressed } from "../../core/studyList";
import { deleteStudy, importStudy, Refusal } from "../../net/http";
import { Button } from "../../parts/Button";
import { Refused } from "../../parts/Refused";
import { FileButton, useFiles } from "../files";
import { PageHead, To } from "../PageHead";
import { refusedBy } from "../questions";
import { go, here } from "../route";
import type { ThemeChoice } from "../theme";
import { StudyTable } from "./StudyTable";
import { useStudies } from "./useStudies";
import "./start.css";

interface Props {
  readonly catalogue: Catalogue;
  readonly theme: ThemeChoice;
}

/** Every study of this server, how far each is, and the ways to a new one. */
export function StartPage({ catalogue, theme }: Props) {
  const { studies, at, failure, reload } = useStudies();
  // What a person asked for in vain stays told while the list is asked for again and again.
  const [refused, setRefused] = useState<Reason | null>(null);
  const say = (error: unknown) => setRefused(whyNot(error));
  const remove = (id: string) => void deleteStudy(id).then(reload, say);
  const importing = useFiles(async (file) => {
    setRefused(null);
    const { id } = await importStudy(file);
    // A long import pulls nobody from where they went meanwhile.
    if (here().page === "studies") go(id);
  }, say);
  const fromFile = (
    <FileButton
      words={importing.busy ? "Importing …" : "Import study"}
      accept=".nasnav,.zip"
      title="Open a study that was saved as one file, on this server or another; it can be dropped here too"
      busy={importing.busy}
      take={importing.take}
    />
  );
  return (
    <div className="page">
      <PageHead theme={theme} here="studies" />
      <main className="start" {...importing.drop}>
        {failure && (
          <p className="error" role="alert">
            {failure} <Button onClick={reload}>Try again</Button>
          </p>
        )}
        <Refused refused={refused} dismiss={() => setRefused(null)} />
        {studies?.length === 0 && <Nothing fromFile={fromFile} />}
        {studies && studies.length > 0 && (
          <Studies studies={studies} now={at} catalogue={catalogue} remove={remove} fromFile={fromFile} />
        )}
      </main>
    </div>
  );
}

/** Files are refused in one sentence, before or after the server has seen them. */
function whyNot(error: unknown): Reason {
  if (error instanceof Refusal) return refusedBy(error);
  const [title = "", ...rest] = (error instanceof Error ? error.message : String(error)).split(": ");
  return { title, text: rest.join(": "), field: null };
}

const NewStudyButton = () => (
  <Button look="primary" icon="plus" onClick={() => go({ page: "new" })}>
    New study
  </Button>
);

interface StudiesProps {
  readonly studies: readonly StudySummary[];
  readonly now: number;
  readonly catalogue: Catalogue;
  readonly remove: (id: string) => void;
  readonly fromFile: ReactNode;
}

function Studies({ studies, now, catalogue, remove, fromFile }: StudiesProps) {
  const [words, setWords] = useState("");
  const [order, setOrder] = useState(NEWEST);
  const search = useRef<HTMLInputElement>(null);
  useSearchKey(search);
  const shown = listed(studies, words, order);
  return (
    <>
      <div className="start-head">
        <h1>Studies</h1>
        <span className="note" role="status">
          {shown.length === studies.length ? studies.length : `showing ${shown.length} of ${studies.length}`}
        </span>
        <span className="spacer" />
        <input
          ref={search}
          type="search"
          className="input search"
          aria-label="Search studies"
          aria-keyshortcuts="/"
          placeholder="Search: name, data set, template, phase"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {fromFile}
        <NewStudyButton />
      </div>
      <StudyTable studies={shown} all={studies} now={now} catalogue={catalogue} order={order} press={(by) => setOrder(pressed(order, by))} remove={remove} />
      {shown.length === 0 && (
        <p className="empty">
          No study has “{words}” in its name, data set, template or phase. <Button onClick={() => setWords("")}>Show all</Button>
        </p>
      )}
    </>
  );
}

/** The slash leads to the search box, as on most pages that have one. */
function useSearchKey(search: RefObject<HTMLInputElement | null>): void {
  const typed = useEffectEvent((event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLElement && event.target.closest("input, select, textarea") !== null;
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.current?.focus();
  });
  useEffect(() => {
    document.addEventListener("keydown", typed);
    return () => document.removeEventListener("keydown", typed);
  }, []);
}

function Nothing({ fromFile }: { readonly fromFile: ReactNode }) {
  return (
    <section className="start-empty" aria-labelledby="no-study">
      <h1 id="no-study">No study yet</h1>
      <p>
        A study trains one large template network on a data set, then searches it for a good small one while you watch and steer.
        On digits that takes a minute.
      </p>
      <p className="actions">
        <NewStudyButton />
        <To className="button" place={{ page: "templates" }}>
          Look at the templates
        </To>
        {fromFile}
      </p>
      <p className="note">
        Or start the server with <code>nas-navigator serve --example</code> for a study that is ready to train.
      </p>
    </section>
  );
}
