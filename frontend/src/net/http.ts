/** Calls to the server. A refusal (RFC 9457) becomes a `Refusal` with the server's own words. */
import type {
  Accepted, BuildTemplate, Catalogue, Command, CreateStudy, EditTemplate, Effects, EventSummary, Problem, ScoresHistory, ScoresRecord, Selected,
  SelectRequest, SetRequest, SetResult, Snapshot, StudyCreated, StudyList, Template, TemplateBuilt, TemplateFile, TemplateList,
  TemplateSummary,
} from "@schema";

const BASE = "/api/v1";

/** The title of a refusal that nobody spoke: it is over as soon as the stream is live again. */
export const NO_CONNECTION = "No connection";

/** The server refused, or could not be reached. */
export class Refusal extends Error {
  readonly title: string;
  readonly status: number;
  readonly field: string | null;

  constructor(title: string, detail: string, status: number, field: string | null = null) {
    super(detail);
    this.name = "Refusal";
    this.title = title;
    this.status = status;
    this.field = field;
  }
}

async function call(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(`${BASE}${path}`, init).catch(() => {
    throw new Refusal(NO_CONNECTION, "The server does not answer; it may have been stopped. Nothing was changed.", 0);
  });
  if (response.ok) return response;
  throw await refusalOf(response);
}

async function refusalOf(response: Response): Promise<Refusal> {
  const problem = (await response.json().catch(() => null)) as Problem | null;
  const title = problem?.title ?? `The server answered ${response.status}`;
  return new Refusal(title, problem?.detail ?? response.statusText, response.status, problem?.field ?? null);
}

async function got<Answer>(path: string): Promise<Answer> {
  return (await (await call(path)).json()) as Answer;
}

const posted = <Answer>(path: string, body: unknown): Promise<Answer> => sentText(path, JSON.stringify(body));

async function sentText<Answer>(path: string, body: string): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  return (await (await call(path, { method: "POST", headers, body })).json()) as Answer;
}

const study = (id: string): string => `/studies/${encodeURIComponent(id)}`;

export const getCatalogue = (): Promise<Catalogue> => got("/catalogue");
export const getStudies = (): Promise<StudyList> => got<StudyList>("/studies");
export const getStudy = (id: string): Promise<Pick<Snapshot, "seq" | "records" | "progress">> => got(study(id));
/** What happened as the event of that number, without what came of it. */
export type Fact = Pick<EventSummary, "seq" | "at" | "actor" | "type">;
export const getEvent = async (id: string, seq: number): Promise<Fact | null> =>
  (await got<{ readonly events: readonly Fact[] }>(`${study(id)}/events?after=${seq - 1}&limit=1`)).events[0] ?? null;
/** The sequence number of the newest event in a study's log. */
export const getLastSeq = async (id: string): Promise<number> => (await got<{ readonly last_seq: number }>(`${study(id)}/events?limit=1`)).last_seq;
/** The study as it was after an event. */
export const getStudyAt = (id: string, moment: number): Promise<Pick<Snapshot, "seq" | "records" | "progress">> =>
  got(`${study(id)}?at=${moment}`);
export const createStudy = (body: CreateStudy): Promise<StudyCreated> => posted("/studies", body);
export const postCommand = (id: string, command: Command): Promise<Accepted> => posted(`${study(id)}/commands`, command);
export const postSelect = (id: string, request: SelectRequest): Promise<Selected> => posted(`${study(id)}/select`, request);
export const postSets = (id: string, request: SetRequest): Promise<SetResult> => posted(`${study(id)}/sets`, request);
export const getScores = (id: string, iteration: number): Promise<ScoresRecord> => got(`${study(id)}/scores?iteration=${iteration}`);
export const getEffects = (id: string, seq: number, iterations: number): Promise<Effects> =>
  got(`${study(id)}/effects?seq=${seq}&iterations=${iterations}`);
/** A study from a file that was saved. */
export const importStudy = async (file: File): Promise<StudyCreated> =>
  (await (await call("/studies/import", { method: "POST", headers: { "content-type": "application/zip" }, body: file })).json()) as StudyCreated;
export const getHistory = (id: string, paths: readonly string[]): Promise<ScoresHistory> =>
  got(`${study(id)}/scores/history?${new URLSearchParams(paths.map((path) => ["path", path]))}`);

export async function deleteStudy(id: string): Promise<void> {
  await call(study(id), { method: "DELETE" });
}

const template = (id: string): string => `/templates/${encodeURIComponent(id)}`;

export const getTemplates = (): Promise<TemplateList> => got<TemplateList>("/templates");
/** A saved template, and the mark by which the server knows whether it is still that one. */
export interface SavedTemplate {
  readonly file: TemplateFile;
  readonly version: string | null;
}
export async function getTemplate(id: string): Promise<SavedTemplate> {
  const response = await call(template(id));
  return { file: (await response.json()) as TemplateFile, version: response.headers.get("etag") };
}
export const buildTemplate = (body: BuildTemplate): Promise<TemplateBuilt> => posted("/templates/build", body);
export const editTemplate = (body: EditTemplate): Promise<Template> => posted("/templates/edit", body);
/** A file as it was exported; the server says what is wrong with another one. */
export const importTemplate = (file: string): Promise<TemplateSummary> => sentText("/templates", file);
export const saveTemplate = (file: TemplateFile): Promise<TemplateSummary> => posted("/templates", file);
/** Refused where what is there is another than the `version` that was changed; the answer is the new one. */
export async function replaceTemplate(id: string, file: TemplateFile, version: string | null): Promise<string | null> {
  const headers = { "content-type": "application/json", ...(version !== null && { "if-match": version }) };
  return (await call(template(id), { method: "PUT", headers, body: JSON.stringify(file) })).headers.get("etag");
}
export const studyTemplate = (id: string): Promise<Template> => got(`${study(id)}/template`);
export const candidateTemplate = (id: string, candidate: string): Promise<Template> =>
  got(`${study(id)}/candidates/${encodeURIComponent(candidate)}/template`);

export async function deleteTemplate(id: string): Promise<void> {
  await call(template(id), { method: "DELETE" });
}
