import { demand } from "@/lib/access/gate";
import { bulkChoices, previewBulk } from "@/lib/responsibility-bulk/queries";
import { deedOf, type Target, targetOf, wishOf } from "@/lib/responsibility-bulk/rules";
import { currentLocale } from "@/lib/session";
import { BulkForm } from "./bulk-form";
import { BulkPreview } from "./bulk-preview";
import type { MatrixScope, OpenPanel } from "./panels";

/** Bulk changes of a row, a column or all customers found: "bulk.row.customer.12", "bulk.column.34", "bulk.shown". */
export const bulkPanel: OpenPanel = (scope, panel) => {
  const target = targetOf(panel);
  if (!target) return null;
  demand(scope.viewer, "responsibilities");
  return <BulkPanel {...scope} panel={panel} target={target} />;
};

export type BulkScope = MatrixScope & { panel: string; target: Target };
export type BulkChoices = Awaited<ReturnType<typeof bulkChoices>>;

/** First the choice; then, once the address holds one, what it would do. */
async function BulkPanel(scope: BulkScope) {
  const { viewer, target, filter, params } = scope;
  const choices = await bulkChoices(viewer, target, await currentLocale());
  const asked = params.step === "preview" ? wishOf(target, params) : null;
  const preview = asked?.ok ? await previewBulk(viewer, target, asked.wish, filter) : null;
  if (asked?.ok && preview?.ok) {
    return <BulkPreview {...scope} choices={choices} wish={asked.wish} preview={preview} />;
  }
  const problems = asked && !asked.ok ? asked.problems : preview && !preview.ok ? preview.problems : {};
  return <BulkForm {...scope} choices={choices} deed={deedOf(target, params)} problems={problems} />;
}
