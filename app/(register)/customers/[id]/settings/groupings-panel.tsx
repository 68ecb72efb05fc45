import { getTranslations } from "next-intl/server";
import { demand } from "@/lib/access/gate";
import { groupingChoices } from "@/lib/groupings/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import { type Card, isEditable, type OpenPanel } from "../card";
import { saveGroupings } from "./actions";
import { GroupingFields } from "./grouping-fields";
import { groupingLabels } from "./grouping-labels";

export const groupingsPanel: OpenPanel = (name, card) => {
  if (name !== "groupings") return null;
  demand(card.viewer, "customers.edit");
  return isEditable(card) ? <GroupingsPanel {...card} /> : null;
};

/** One form for all that a customer is sorted by. */
async function GroupingsPanel({ viewer, customer }: Card) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const close = paths.customerTab(customer.id, "settings");
  const ids = (rows: { id: number }[]) => rows.map(({ id }) => String(id));
  const open = {
    types: ids(customer.types),
    companyGroupId: String(customer.companyGroupId ?? ""),
    specialGroups: ids(customer.specialGroups),
    segments: ids(customer.segments),
  };
  const masked = { groupId: String(customer.groupId ?? ""), tags: ids(customer.tags) };
  return (
    <FormPanel
      title={t("grouping.edit")}
      about={customer.name}
      close={close}
      action={saveGroupings}
      submit={t("action.save")}
      labels={await groupingLabels()}
      hidden={{
        id: String(customer.id),
        version: String(customer.version),
        ...(!customer.isMasked && { shownTags: ids(customer.tags).join(",") }),
      }}
      values={customer.isMasked ? open : { ...open, ...masked }}
    >
      <GroupingFields choices={await groupingChoices(viewer, locale, customer)} customer={customer} />
    </FormPanel>
  );
}
