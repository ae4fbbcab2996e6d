import type { Here } from "@schema";
import { Popover } from "radix-ui";
import { everybody, initialsOf, isolated, namesOf } from "../../core/people";
import { Button } from "../../parts/Button";
import { useSettings } from "../settings";
import { useShellState } from "../shell";
import { NameForm } from "./NameForm";
import "./people.css";

/** Beyond this many there is one sign less, and how many more there are. */
const SIGNS = 3;

/** Who follows the study: next to nothing while one is alone, and behind it the list and one's own name. */
export function People() {
  const me = useSettings((s) => s.actor);
  const people = everybody(useShellState((s) => s.here), me);
  const names = people.map(({ actor }) => actor);
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button look="plain" className="people" aria-label={`People: ${inWords(names)}`} title={inWords(names.map(isolated))}>
          <Signs people={people} />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" align="end" sideOffset={4} collisionPadding={8} aria-label="People">
          <ul className="people-list" aria-label="Who is here">
            {people.map((person) => (
              <Person key={person.actor} person={person} me={me} />
            ))}
          </ul>
          <NameForm key={me} me={me} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function inWords([me, ...others]: readonly string[]): string {
  return others.length === 0 ? `You are here, as ${me}` : `You (${me}) and ${namesOf(others)} are here`;
}

function Signs({ people }: { readonly people: readonly Here[] }) {
  const shown = people.slice(0, people.length > SIGNS ? SIGNS - 1 : SIGNS);
  const more = people.length - shown.length;
  return (
    <span className="people-signs" aria-hidden="true">
      {shown.map(({ actor }, index) => (
        <Sign key={actor} mine={index === 0} text={initialsOf(actor)} />
      ))}
      {more > 0 && <span className="people-more">+{more}</span>}
    </span>
  );
}

function Sign({ text, mine }: { readonly text: string; readonly mine: boolean }) {
  return (
    <bdi className="people-sign" data-mine={mine || undefined}>
      {text}
    </bdi>
  );
}

function Person({ person: { actor, windows }, me }: { readonly person: Here; readonly me: string }) {
  const notes = [actor === me ? "you" : "", windows > 1 ? `${windows} windows` : ""].filter(Boolean);
  return (
    <li>
      <span aria-hidden="true">
        <Sign text={initialsOf(actor)} mine={actor === me} />
      </span>
      <bdi className="people-name" title={actor}>
        {actor}
      </bdi>
      {notes.length > 0 && <span className="note">{notes.join(" · ")}</span>}
    </li>
  );
}
