import type { PathRecord } from "@schema";
import { useActions, useStudy } from "../../core/context";
import { parametersOf } from "../../core/names";

/** The parameters of a path's operation; a change is sent at once and is one step to undo. */
export function OperationParameters({ path }: { readonly path: PathRecord }) {
  const { send } = useActions();
  const operation = useStudy((s) => s.catalogue.operations.find((each) => each.id === path.operation));
  if (!operation) return null;
  const change = (name: string, value: number) =>
    void send({ type: "set_operation_parameters", paths: [path.id], parameters: { [name]: value } });
  return (
    <div className="facts">
      {Object.entries(parametersOf(operation)).map(([name, schema]) => (
        <label key={name} title={schema.description}>
          <span>{name}</span>
          <select
            className="input"
            value={Number(path.parameters[name] ?? schema.default)}
            onChange={(event) => change(name, Number(event.target.value))}
          >
            {(schema.enum ?? [schema.default]).map((value) => (
              <option key={String(value)} value={Number(value)}>
                {String(value)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
