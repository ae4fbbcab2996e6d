/** Templates that were changed and not saved: this browser keeps them, so that nothing is lost by leaving the page. */
import type { Template, TemplateFile } from "@schema";

/** What is edited: a template with its name. */
export interface Content {
  readonly name: string;
  readonly description: string;
  readonly template: Template;
}

export interface Kept extends Content {
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
export function keep(key: string, { name, description, template }: Content): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ name, description, template, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

export function kept(key: string): Kept | null {
  const text = localStorage.getItem(PREFIX + key);
  if (text === null) return null;
  try {
    return { ...(JSON.parse(text) as Omit<Kept, "key">), key };
  } catch {
    return null;
  }
}

export const forget = (key: string): void => localStorage.removeItem(PREFIX + key);

/** Every draft, the one that was changed last first. */
export function allKept(): readonly Kept[] {
  const keys = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  return keys.flatMap((name) => kept(name.slice(PREFIX.length)) ?? []).sort((a, b) => b.at - a.at);
}

export const fileOf = ({ name, description, template }: Content): TemplateFile => ({
  format: "nas-navigator template", version: 1, name, description, template,
});
