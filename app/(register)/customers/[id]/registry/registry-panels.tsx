import { wholeNumber } from "@/lib/access/post";
import { absent } from "@/lib/outcome";
import { isEditable, type OpenPanel } from "../card";
import { ComparisonPanel } from "./comparison-panel";
import { FailurePanel, isFailure } from "./failure-panel";

/** "registry.12" is the customer beside what a register said; "registry" with `failed` is why it said nothing. */
export const registryPanel: OpenPanel = (name, card) => {
  const [, part] = /^registry(?:\.(.*))?$/.exec(name) ?? [null];
  if (part === null) return null;
  if (!card.viewer.can("registry") || !card.viewer.can("customers.edit")) absent();
  if (!isEditable(card)) return null;
  if (part !== undefined) return <ComparisonPanel {...card} id={wholeNumber(part) ?? absent()} />;
  const { failed } = card.query;
  return isFailure(failed) ? <FailurePanel {...card} failed={failed} /> : null;
};
