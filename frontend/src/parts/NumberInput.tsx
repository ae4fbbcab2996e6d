import { useState, type ComponentProps } from "react";

type Props = Omit<ComponentProps<"input">, "type" | "value" | "onChange"> & {
  readonly initial: number;
  /** Told of what is typed; NaN where that is no number. */
  readonly onNumber: (value: number) => void;
};

/** A field for a number. It keeps the text, since half a number ('-', '1e') and an empty field are no numbers yet. */
export function NumberInput({ initial, onNumber, className = "", ...rest }: Props) {
  const [text, setText] = useState(String(initial));
  return (
    <input
      {...rest}
      className={`input ${className}`}
      type="number"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onNumber(event.target.valueAsNumber);
      }}
    />
  );
}
