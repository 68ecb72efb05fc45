import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/panel";
import type { Viewer } from "@/lib/access/viewer";
import { seesProfitability } from "@/lib/financials/filter";
import { formatsOf } from "@/lib/format";
import { groupingText } from "@/lib/groupings/filter";
import type { GroupFilter, GroupPanel as Open } from "@/lib/groups/filter";
import { getGroup } from "@/lib/groups/queries";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { saveMembers } from "./actions";
import { BasicTab } from "./basic-tab";
import { BillingTab } from "./billing-tab";
import { CustomersTab } from "./customers-tab";
import { DeletePanel } from "./delete-panel";
import { NewGroup } from "./new-group";
import { SellersTab } from "./sellers-tab";

type Props = { viewer: Viewer; filter: GroupFilter; panel: Open; params: Params };

export function GroupPanel({ viewer, filter, panel, params }: Props) {
  if (panel.kind === "new") return <NewGroup viewer={viewer} />;
  if (panel.kind === "delete") return <DeletePanel viewer={viewer} id={panel.id} />;
  return <EditPanel viewer={viewer} filter={filter} panel={panel} params={params} />;
}

/** Four tabs that are addresses, each a form of its own, and the way to what the group brings. */
async function EditPanel({ viewer, filter, panel, params }: Props & { panel: Extract<Open, { kind: "group" }> }) {
  const { id, tab } = panel;
  const [t, locale, group] = await Promise.all([getTranslations(), currentLocale(), getGroup(viewer, id)]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const tabs = [
    { href: paths.group(id), label: t("groups.basic"), current: tab === "basic" },
    {
      href: paths.group(id, { tab: "sellers" }),
      label: t("groups.sellers"),
      count: number(group.sellers),
      current: tab === "sellers",
    },
    {
      href: paths.group(id, { tab: "customers" }),
      label: t("groups.customers"),
      count: number(group.customers),
      current: tab === "customers",
    },
    { href: paths.group(id, { tab: "billing" }), label: t("billing.defaults"), current: tab === "billing" },
    ...(seesProfitability(viewer)
      ? [
          {
            href: paths.financialReport({ grouping: groupingText({ kind: "group", id }) }),
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
      close={{ href: paths.groups(), label: t("action.close") }}
      tabs={{ label: t("groups.group"), items: tabs }}
    >
      {tab === "basic" && <BasicTab viewer={viewer} group={group} params={params} />}
      {tab === "sellers" && <SellersTab viewer={viewer} group={group} params={params} />}
      {tab === "billing" && <BillingTab viewer={viewer} group={group} params={params} />}
      {tab === "customers" && <CustomersTab kind="group" action={saveMembers} {...{ viewer, group, filter, params }} />}
    </Panel>
  );
}
