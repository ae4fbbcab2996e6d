import { useMemo, type CSSProperties } from "react";
import { useStudy } from "../../core/context";
import { networkName, rowShares, type Network } from "../../core/finalNetworks";
import { theStudy } from "../../core/selectors";
import { whole } from "../../core/words";

/** The confusion matrices side by side, in numbers that can be read one by one. */
export function Confusions({ networks }: { readonly networks: readonly Network[] }) {
  const dataset = useStudy((s) => theStudy(s.records)?.dataset.id);
  const classes = useStudy((s) => s.catalogue.datasets.find(({ id }) => id === dataset)?.classes);
  const done = networks.filter(({ run }) => run.confusion.length > 0);
  if (done.length === 0) return null;
  return (
    <section className="final-confusions" aria-label="Confusion matrices" tabIndex={0}>
      {done.map((network) => (
        <Confusion key={network.id} name={networkName(network, networks)} counts={network.run.confusion} classes={classes ?? []} />
      ))}
    </section>
  );
}

interface Props {
  readonly name: string;
  readonly counts: readonly (readonly number[])[];
  readonly classes: readonly string[];
}

function Confusion({ name, counts, classes }: Props) {
  const shares = useMemo(() => rowShares(counts), [counts]);
  const nameOf = (index: number) => classes[index] ?? String(index + 1);
  const wrong = counts.reduce((sum, row, index) => sum + row.reduce((a, b) => a + b, 0) - (row[index] ?? 0), 0);
  return (
    <table className="final-confusion">
      <caption>
        <strong>{name}</strong>, {whole(wrong)} predicted wrong
        <span className="note">rows: true class, columns: predicted class; shade: share of the row</span>
      </caption>
      <thead>
        <tr>
          <td />
          {counts.map((_, told) => (
            <th key={told} scope="col">{nameOf(told)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {counts.map((row, truth) => (
          <tr key={truth}>
            <th scope="row">{nameOf(truth)}</th>
            {row.map((count, told) => (
              <td
                key={told}
                data-zero={count === 0 || undefined}
                title={`${whole(count)} of true class ${nameOf(truth)} predicted as ${nameOf(told)} (${Math.round((shares[truth]?.[told] ?? 0) * 100)} %)`}
                style={{ "--share": `${Math.round((shares[truth]?.[told] ?? 0) * 100)}%` } as CSSProperties}
              >
                {count}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
