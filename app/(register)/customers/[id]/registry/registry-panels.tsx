import { demand } from "@/lib/access/gate";
import { wholeNumber } from "@/lib/access/post";
import { absent } from "@/lib/outcome";
import { isEditable, type OpenPanel } from "../card";
import { ComparisonPanel } from "./comparison-panel";
import { FailurePanel, isFailure } from "./failure-panel";

/** "registry.12" is the customer beside what a register said; "registry" with `failed` is why it said nothing. */
export const registryPanel: OpenPanel = (name, card) => {
  const named = /^registry(?:\.(?<comparison>.*))?$/.exec(name);
  if (!named) return null;
  demand(card.viewer, "registry");
  demand(card.viewer, "customers.edit");
  if (!isEditable(card)) return null;
  const comparison = named.groups?.comparison;
  if (comparison !== undefined) return <ComparisonPanel {...card} id={wholeNumber(comparison) ?? absent()} />;
  const { failed } = card.query;
  return isFailure(failed) ? <FailurePanel {...card} failed={failed} /> : null;
};
