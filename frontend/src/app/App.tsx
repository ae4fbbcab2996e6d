import type { Catalogue } from "@schema";
import { useEffect, useState } from "react";
import { Button } from "../parts/Button";
import { getCatalogue } from "../net/http";
import { usePlace } from "./route";
import { NewStudy } from "./start/NewStudy";
import { StartPage } from "./start/StartPage";
import { StudyPage } from "./StudyPage";
import { TemplateEditor } from "./templates/TemplateEditor";
import { TemplatesPage } from "./templates/TemplatesPage";
import { useTheme } from "./theme";

export function App() {
  const place = usePlace();
  const theme = useTheme();
  const [attempt, setAttempt] = useState(0);
  const { catalogue, failure } = useCatalogue(attempt);
  if (failure) return <Unreachable reason={failure} retry={() => setAttempt(attempt + 1)} />;
  if (!catalogue) return <p className="empty">Loading …</p>;
  switch (place.page) {
    case "study":
      return <StudyPage key={place.study} studyId={place.study} at={place.at} catalogue={catalogue} theme={theme} />;
    case "new":
      return <NewStudy catalogue={catalogue} theme={theme} start={place} />;
    case "templates":
      return <TemplatesPage catalogue={catalogue} theme={theme} />;
    case "template":
      return <TemplateEditor key={place.template} catalogue={catalogue} theme={theme} template={place.template} />;
    default:
      return <StartPage catalogue={catalogue} theme={theme} />;
  }
}

function useCatalogue(attempt: number) {
  const [catalogue, setCatalogue] = useState<Catalogue | null>(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    getCatalogue().then(
      (answer) => {
        setCatalogue(answer);
        setFailure("");
      },
      (error: unknown) => setFailure(String(error)),
    );
  }, [attempt]);
  return { catalogue, failure };
}

function Unreachable({ reason, retry }: { readonly reason: string; readonly retry: () => void }) {
  return (
    <main className="empty gone">
      <div role="alert">
        <h1>The server cannot be reached</h1>
        <p>{reason}</p>
      </div>
      <p>
        <Button onClick={retry}>Try again</Button>
      </p>
    </main>
  );
}
