interface Props<Value extends string> {
  readonly name: string;
  readonly among: readonly Value[];
  readonly value: Value;
  readonly choose: (value: Value) => void;
  /** What people read for each value, where it is not the value itself. */
  readonly words?: (value: Value) => string;
}

/** One of a few, side by side. */
export function Choice<Value extends string>({ name, among, value, choose, words = (each) => each }: Props<Value>) {
  return (
    <span className="choice" role="group" aria-label={name}>
      {among.map((each) => (
        <button key={each} type="button" aria-pressed={each === value} onClick={() => choose(each)}>
          {words(each)}
        </button>
      ))}
    </span>
  );
}
