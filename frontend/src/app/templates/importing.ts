/** A template from a file; files of ours that hold something else are told from it. */
import { importTemplate } from "../../net/http";

const LARGEST_MB = 15;

export async function readTemplate(file: File): Promise<void> {
  if (file.size > LARGEST_MB * 1e6) throw new Error(`it is larger than ${LARGEST_MB} MB`);
  const text = await file.text();
  const other = otherThan(text);
  if (other) throw new Error(other);
  await importTemplate(text);
}

const CANDIDATE =
  "it holds a candidate, one network of a study, and not a template. Open that study, select the candidate and take Export, " +
  "Save candidate … as template";

/** What to do with a file of ours that is none of a template; empty where the server has to say. */
function otherThan(text: string): string {
  try {
    const file = JSON.parse(text) as { readonly format?: unknown } | null;
    return file?.format === "nas-navigator candidate" ? CANDIDATE : "";
  } catch {
    return "";
  }
}
