import type { StudyRecord } from "@schema";
import { counted } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { betterWords } from "../../core/objective";
import { pathCounts, sizeOf } from "../../core/selectors";
import { whole } from "../../core/words";
import { Constraints } from "./Constraints";
import { Facts, type Fact } from "./Facts";

/** With nothing selected: the study's own facts, and the bounds that its candidates must obey. */
export function StudyProperties({ study }: { readonly study: StudyRecord }) {
  const catalogue = useStudy((s) => s.catalogue);
  const cells = useStudy((s) => sizeOf(s.records.cells));
  const paths = useStudy((s) => pathCounts(s.records.paths));
  const candidates = useStudy((s) => sizeOf(s.records.candidates));
  const dataset = catalogue.datasets.find(({ id }) => id === study.dataset.id);
  const objective = catalogue.objectives.find(({ id }) => id === study.objective.name);
  const strategy = catalogue.strategies.find(({ id }) => id === study.search.strategy);
  const facts: readonly Fact[] = [
    { name: "data set", value: dataset?.name ?? study.dataset.id, meaning: dataset?.description ?? "" },
    ...(dataset ? [{ name: "images", value: `${whole(dataset.train_images)} to train, ${whole(dataset.test_images)} to test` }] : []),
    { name: "template", value: `${study.template.name}, ${counted(cells, "cell")}` },
    { name: "paths", value: whole(paths.available + paths.fixed + paths.removed), meaning: `${paths.available} available, ${paths.fixed} fixed, ${paths.removed} removed.` },
    { name: "channels", value: study.template.channels, meaning: "Of the first cell; every reduction doubles them." },
    { name: "objective", value: `${objective?.name ?? study.objective.name}, ${betterWords(study.objective)}`, meaning: objective?.description ?? "" },
    { name: "search", value: strategy?.name ?? study.search.strategy, meaning: strategy?.description ?? "" },
    { name: "weights", value: study.weights === 0 ? "untrained" : `v${study.weights}, ${counted(study.trained_epochs, "epoch")}`, meaning: "The version of the template’s weights, and for how many epochs they were trained." },
    { name: "candidates", value: whole(candidates) },
    { name: "evaluations", value: whole(study.evaluations) },
    { name: "seed", value: study.seed, meaning: "The same seed, commands and machine give the same study again." },
  ];
  return (
    <>
      <h2 className="property-title">{study.name}</h2>
      <Facts facts={facts} />
      <Constraints study={study} />
    </>
  );
}
