import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import type { FieldOption } from "@/components/field";
import { underHeadings } from "@/components/headings";
import { PageLink } from "@/components/page-link";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import type { Template } from "@/lib/work-order-templates/queries";
import { groupingPicker } from "../../grouping-picker";

const ofGroups = /^(|group\.\d+|special\.\d+)$/;

/** Which group the order is for. For one customer, or for those a filter finds, one begins there. */
export async function ChooseTarget({ viewer, template }: { viewer: Viewer; template: Template | null }) {
  const t = await getTranslations();
  const picker = await groupingPicker(viewer, null, t("workOrder.choose"));
  const options: FieldOption[] = picker.options.filter(({ value }) => ofGroups.test(value));
  const offered = underHeadings(options);
  return (
    <form action={paths.newWorkOrder()} className="stack max-w-xl">
      {template && <input type="hidden" name="template" value={template.id} />}
      <div className="field">
        <label htmlFor="grouping">{t("workOrder.forWhom")}</label>
        <select className="in" id="grouping" name={picker.name} required>
          {offered.map(([heading, under]) => {
            const written = under.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ));
            return heading ? (
              <optgroup key={heading} label={heading}>
                {written}
              </optgroup>
            ) : (
              written
            );
          })}
        </select>
      </div>
      <div className="row">
        <Button tone="go">{t("action.next")}</Button>
      </div>
      <p className="muted">
        {t("workOrder.forOthers")} <PageLink href={paths.customers()}>{t("nav.customers")}</PageLink>
      </p>
    </form>
  );
}
