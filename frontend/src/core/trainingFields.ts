/** What can be set of training; pure. */
import type { Catalogue } from "@schema";
import { fieldsOf, type Field, type Values } from "./schemaForm";

/** The settings of training that have an effect with the chosen optimizer: what only another one reads has none. */
export function trainingFields(catalogue: Catalogue, values: Values): readonly Field[] {
  const optimizer = values.optimizer ?? catalogue.optimizers[0]?.id;
  const others = new Set(catalogue.optimizers.flatMap((each) => Object.keys(each.parameters.properties ?? {})));
  const mine = Object.keys(catalogue.optimizers.find((each) => each.id === optimizer)?.parameters.properties ?? {});
  return fieldsOf(catalogue.training).filter((field) => !others.has(field.name) || mine.includes(field.name));
}
