/** Templates that were changed and not saved: this browser keeps them, so that nothing is lost by leaving the page. */
import type { Template, TemplateFile } from "@schema";
import * as browser from "../../parts/kept";

/** What is edited: a template with its name. */
export interface Content {
  readonly name: string;
  readonly description: string;
  readonly template: Template;
}

/** A content, and the version of what is saved that it was made from; null where nothing is. */
export interface Versioned extends Content {
  readonly version: string | null;
}

export interface Kept extends Versioned {
  readonly key: string;
  /** When it was changed last, in milliseconds. */
  readonly at: number;
}

const PREFIX = "nas-navigator.draft.";
const NEW = "draft-";

/** Whether the key is that of a draft that was never saved; else it is the id of the saved template that was changed. */
export const isNew = (key: string): boolean => key.startsWith(NEW);

export const freshKey = (): string => `${NEW}${Date.now().toString(36)}`;

/** Whether there was room for it. */
export const keep = (key: string, { name, description, template, version }: Versioned): boolean =>
  browser.keep(PREFIX + key, { name, description, template, version, at: Date.now() });

export function kept(key: string): Kept | null {
  const draft = browser.kept(PREFIX + key) as Omit<Kept, "key"> | null;
  return draft && { ...draft, version: draft.version ?? null, key };
}

export const forget = (key: string): void => browser.forget(PREFIX + key);

/** Every draft, the one that was changed last first. */
export function allKept(): readonly Kept[] {
  return browser.keysKept(PREFIX).flatMap((name) => kept(name.slice(PREFIX.length)) ?? []).sort((a, b) => b.at - a.at);
}

export const fileOf = ({ name, description, template }: Content): TemplateFile => ({
  format: "nas-navigator template", version: 1, name, description, template,
});
