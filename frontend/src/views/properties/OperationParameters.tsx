import { useMemo } from "react";
import { useStudy } from "../../core/context";
import { parametersAmong } from "../../core/parameters";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";
import { ParameterField } from "./ParameterField";

/** The parameters of the operations of some paths; a change is one command for all of them. */
export function OperationParameters({ ids }: { readonly ids: readonly string[] }) {
  const { run, refused, dismiss } = useAttempt();
  const paths = useStudy((s) => s.records.paths);
  const operations = useStudy((s) => s.catalogue.operations);
  const parameters = useMemo(() => parametersAmong(ids.flatMap((id) => paths[id] ?? []), operations), [ids, paths, operations]);
  if (parameters.length === 0) return null;
  return (
    <div className="facts">
      {parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          change={(value) => void run({ type: "set_operation_parameters", paths: [...parameter.paths], parameters: { [parameter.name]: value } })}
        />
      ))}
      <Refused refused={refused} dismiss={dismiss} />
    </div>
  );
}
