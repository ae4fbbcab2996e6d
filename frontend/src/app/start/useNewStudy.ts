import type { Catalogue, CreateStudy, DatasetEntry, Entry, TemplateSummary } from "@schema";
import { useEffect, useState } from "react";
import { chosen, fieldsOf, wrongs, type Field, type Values } from "../../core/schemaForm";
import { trainingFields } from "../../core/trainingFields";
import { whole } from "../../core/words";
import { buildTemplate, createStudy, getTemplates, Refusal } from "../../net/http";
import { go } from "../route";
import { settings } from "../settings";

/** The parts of the form that are generated, each from the schema of what was chosen. */
export type Part = "dataset" | "template" | "training" | "search";
export type Errors = Readonly<Partial<Record<Part, Readonly<Record<string, string>>>>>;

interface Draft {
  readonly name: string;
  readonly dataset: string;
  readonly template: string;
  readonly strategy: string;
  readonly seed: number;
  readonly values: Readonly<Record<Part, Values>>;
}

export interface Start {
  readonly template?: string;
  readonly dataset?: string;
}

const NOTHING: Readonly<Record<Part, Values>> = { dataset: {}, template: {}, training: {}, search: {} };

function firstDraft(catalogue: Catalogue, start: Start): Draft {
  const available = catalogue.datasets.find((each) => each.available) ?? catalogue.datasets[0];
  return {
    name: "", seed: 0, values: NOTHING,
    dataset: start.dataset ?? available?.id ?? "",
    template: start.template ?? catalogue.templates[0]?.id ?? "",
    strategy: catalogue.strategies[0]?.id ?? "",
  };
}

/** What the person has entered, what it can be, what it will make, and what is wrong with it. */
export function useNewStudy(catalogue: Catalogue, start: Start) {
  const [draft, setDraft] = useState(() => firstDraft(catalogue, start));
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const { templates, failure } = useGallery();
  const dataset = catalogue.datasets.find((each) => each.id === draft.dataset);
  const fitting = templates.filter((each) => each.datasets.includes(draft.dataset));
  const template = fitting.find((each) => each.id === draft.template) ?? fitting[0];
  const strategy = catalogue.strategies.find((each) => each.id === draft.strategy);
  const fields = fieldsFor(catalogue, draft, dataset, template, strategy);
  const errors = withSeed(errorsIn(fields, draft.values), draft.seed);
  const preview = usePreview(catalogue, draft, template, errors.template === undefined ? chosen(fields.template, draft.values.template) : null);
  const change = (part: Partial<Draft>) => {
    setRefused(null);
    setDraft((now) => ({ ...now, ...part }));
  };
  const submit = async () => {
    if (busy || !template) return;
    setBusy(true);
    try {
      go((await createStudy(bodyOf(draft, template, fields))).id);
    } catch (error) {
      setRefused(error instanceof Refusal ? error : new Refusal("Something went wrong in the page", String(error), 0));
      setBusy(false);
    }
  };
  return {
    draft, change, busy, submit, templates, fitting, template, dataset, strategy, fields,
    failure: refused ?? failure, preview: preview.summary, misbuilt: preview.refused?.message ?? "",
    errors: withServer(withServer(errors, fields, preview.refused), fields, refused),
    enter: (part: Part, values: Values) => change({ values: { ...draft.values, [part]: values } }),
  };
}

export type NewStudyForm = ReturnType<typeof useNewStudy>;

/** Every template that there is, those that do not fit the data set too. */
function useGallery() {
  const [templates, setTemplates] = useState<readonly TemplateSummary[]>([]);
  const [failure, setFailure] = useState<Refusal | null>(null);
  useEffect(() => {
    getTemplates().then(setTemplates, (error: unknown) => setFailure(error instanceof Refusal ? error : null));
  }, []);
  return { templates, failure };
}

type Fields = Readonly<Record<Part, readonly Field[]>>;

function fieldsFor(
  catalogue: Catalogue, draft: Draft, dataset: DatasetEntry | undefined, template: TemplateSummary | undefined, strategy: Entry | undefined,
): Fields {
  const built = catalogue.templates.find((each) => each.id === template?.id);
  return {
    dataset: fieldsOf(dataset?.parameters ?? {}),
    template: fieldsOf(built?.parameters ?? {}),
    training: trainingFields(catalogue, draft.values.training),
    search: fieldsOf(strategy?.parameters ?? {}),
  };
}

const PARTS: readonly Part[] = ["dataset", "template", "training", "search"];

function errorsIn(fields: Fields, values: Readonly<Record<Part, Values>>): Errors {
  const found = PARTS.map((part) => [part, wrongs(fields[part], values[part])] as const);
  return Object.fromEntries(found.filter(([, errors]) => Object.keys(errors).length > 0));
}

const SEED = `A whole number from 0 to ${whole(Number.MAX_SAFE_INTEGER)}.`;

/** The seed stands with the settings of the search. */
function withSeed(errors: Errors, seed: number): Errors {
  const fits = Number.isSafeInteger(seed) && seed >= 0;
  return fits ? errors : { ...errors, search: { ...errors.search, seed: SEED } };
}

/** Puts the server's words at the field that it blames: `nodes`, `training.momentum`, `cells.3`. */
function withServer(errors: Errors, fields: Fields, refused: Refusal | null): Errors {
  const names = refused?.field?.split(".") ?? [];
  const name = (names[0] === "training" || names[0] === "search" ? names.at(-1) : names[0]) ?? "";
  const part = PARTS.find((each) => fields[each].some((field) => field.name === name));
  return refused && part ? { ...errors, [part]: { ...errors[part], [name]: refused.message } } : errors;
}

function bodyOf(draft: Draft, template: TemplateSummary, fields: Fields): CreateStudy {
  const of = (part: Part) => chosen(fields[part], draft.values[part]);
  return {
    name: draft.name,
    seed: draft.seed,
    actor: settings().actor,
    dataset: { id: draft.dataset, parameters: of("dataset") },
    template: template.saved ? template.id : { id: template.id, parameters: of("template") },
    training: of("training"),
    search: { strategy: draft.strategy, parameters: of("search") },
  } as CreateStudy;
}

const TYPING_MS = 200;

interface Preview {
  readonly key: string;
  readonly summary: TemplateSummary | null;
  readonly refused: Refusal | null;
}

const NONE: Preview = { key: "", summary: null, refused: null };

/** What the template will be: a saved one as it is, one of the catalogue as the server makes it with these parameters. */
function usePreview(catalogue: Catalogue, draft: Draft, template: TemplateSummary | undefined, parameters: Values | null) {
  const [preview, setPreview] = useState(NONE);
  const built = catalogue.templates.some((each) => each.id === template?.id);
  const key = built && parameters ? JSON.stringify([draft.dataset, template?.id, parameters]) : "";
  useEffect(() => {
    if (!key) return;
    const [dataset, id, chosenParameters] = JSON.parse(key) as [string, string, Record<string, never>];
    let current = true;
    const timer = setTimeout(() => {
      buildTemplate({ dataset, template: { id, parameters: chosenParameters } }).then(
        ({ summary }) => current && setPreview({ key, summary, refused: null }),
        (error: unknown) => current && setPreview({ key, summary: null, refused: error instanceof Refusal ? error : null }),
      );
    }, TYPING_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [key]);
  if (template?.saved) return { ...NONE, summary: template };
  return { summary: preview.summary, refused: preview.key === key ? preview.refused : null };
}
