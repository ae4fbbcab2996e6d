/** The names that people sign with. Pure. */
import { PERSON, type Here } from "@schema";

/** The name of who has chosen none. */
export const UNNAMED: string = PERSON.default;
export const LONGEST_PERSON: number = PERSON.maxLength;

const ONE_LINE = new RegExp(PERSON.pattern);
const OF_THE_PROGRAM = new RegExp(PERSON.not.pattern);

/** Why what was typed is no name to sign with; empty where it is one. */
export function personProblem(typed: string): string {
  const name = typed.trim();
  if (name === "") return "a name has at least one character";
  const { length } = Array.from(name);
  if (length > LONGEST_PERSON) return `a name has at most ${LONGEST_PERSON} characters, this one ${length}`;
  if (OF_THE_PROGRAM.test(name)) return "the program itself signs with this name; choose another";
  return ONE_LINE.test(name) ? "" : "a name is one line of text without control characters";
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The first letters of a name's first and last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return ends.map((word) => [...letters.segment(word)][0]?.segment ?? "").join("").toLocaleUpperCase();
}

/** Everybody who is here, oneself first, who is here even before the server has said so. */
export function everybody(here: readonly Here[], me: string): readonly Here[] {
  const mine = here.find(({ actor }) => actor === me) ?? { actor: me, windows: 1 };
  return [mine, ...here.filter(({ actor }) => actor !== me)];
}

/** What an actor could undo or redo; empty for none. A name may well be one that objects have anyway. */
export function stepOf(labels: Readonly<Record<string, string>> | undefined, actor: string): string {
  return labels && Object.hasOwn(labels, actor) ? labels[actor]! : "";
}

/** Names in a sentence: 'Ada, Ben and 3 more'. */
export function namesOf(names: readonly string[], most = 3): string {
  const [shown, more] = names.length > most ? [names.slice(0, most), names.length - most] : [names, 0];
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)!}`;
}

/** A name within other text, so that its direction does not turn what stands around it; where markup can, `bdi` does it. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
