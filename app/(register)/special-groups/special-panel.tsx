import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/panel";
import type { Viewer } from "@/lib/access/viewer";
import { seesProfitability } from "@/lib/financials/filter";
import { formatsOf } from "@/lib/format";
import { groupingText } from "@/lib/groupings/filter";
import type { GroupFilter, GroupPanel } from "@/lib/groups/filter";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { getSpecialGroup } from "@/lib/special-groups/queries";
import { CustomersTab } from "../groups/customers-tab";
import { saveSpecialMembers } from "./actions";
import { NewSpecialGroup } from "./new-special-group";
import { RemovePanel } from "./remove-panel";
import { SpecialBasicTab } from "./special-basic-tab";

type Props = { viewer: Viewer; filter: GroupFilter; panel: GroupPanel; params: Params };

export function SpecialPanel({ viewer, filter, panel, params }: Props) {
  if (panel.kind === "new") return <NewSpecialGroup />;
  if (panel.kind === "delete") return <RemovePanel viewer={viewer} id={panel.id} />;
  return <EditPanel {...{ viewer, filter, params }} id={panel.id} isCustomers={panel.tab === "customers"} />;
}

type EditProps = Omit<Props, "panel"> & { id: number; isCustomers: boolean };

/** Two tabs that are addresses, each a form of its own, and the way to what the group brings. */
async function EditPanel({ viewer, filter, params, id, isCustomers }: EditProps) {
  const [t, locale, group] = await Promise.all([getTranslations(), currentLocale(), getSpecialGroup(viewer, id)]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const tabs = [
    { href: paths.specialGroup(id), label: t("groups.basic"), current: !isCustomers },
    {
      href: paths.specialGroup(id, { tab: "customers" }),
      label: t("groups.customers"),
      count: number(group.customers),
      current: isCustomers,
    },
    ...(seesProfitability(viewer)
      ? [
          {
            href: paths.financialReport({ grouping: groupingText({ kind: "special", id }) }),
            label: t("finance.report"),
            current: false,
            end: true,
          },
        ]
      : []),
  ];
  return (
    <Panel
      title={group.name}
      close={{ href: paths.specialGroups(), label: t("action.close") }}
      tabs={{ label: t("grouping.specialGroup"), items: tabs }}
    >
      {isCustomers ? (
        <CustomersTab kind="special" action={saveSpecialMembers} {...{ viewer, group, filter, params }} />
      ) : (
        <SpecialBasicTab group={group} params={params} />
      )}
    </Panel>
  );
}
