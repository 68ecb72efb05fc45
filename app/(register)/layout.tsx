import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type NavItem, Shell } from "@/components/shell";
import type { Viewer } from "@/lib/access/viewer";
import { mayAddCustomers } from "@/lib/customers/rules";
import { initialsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentViewer } from "@/lib/session";
import { PersonMenu } from "./person-menu";
import { sectionsOf } from "./settings/sections";
import { ViewingNote } from "./viewing-note";

/** Everything behind the door: navigation by rights, search, the person's menu. */
export default async function RegisterLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  const t = await getTranslations("nav");
  const search = { action: paths.customers(), label: t("searchCustomers") };
  return (
    <Shell
      brand={{ name: "Kumppani", href: paths.home() }}
      texts={{ skip: t("skip"), menu: t("menuOpen"), mainMenu: t("main") }}
      search={viewer.can("customers.read") ? search : undefined}
      nav={navigationOf(viewer, t)}
      person={{
        initials: initialsOf(viewer.facts.name),
        name: viewer.facts.name,
        detail: viewer.facts.companyName,
        menu: <PersonMenu viewer={viewer} />,
      }}
      shortcuts={viewer.facts.shortcuts}
      newHref={mayAddCustomers(viewer) ? paths.newCustomer() : undefined}
    >
      {viewer.facts.viewedBy && <ViewingNote name={viewer.facts.name} />}
      {children}
    </Shell>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"nav">>>;

function navigationOf(viewer: Viewer, t: Words): NavItem[][] {
  const home: NavItem = { href: paths.home(), label: t("myDay"), icon: "sun", exact: true };
  const settings: NavItem = { href: paths.settings(), label: t("settings"), icon: "settings" };
  const administration = sectionsOf(viewer).length > 0 ? [[settings]] : [];
  if (!viewer.can("customers.read")) return [[home], ...administration];
  const customers: NavItem = { href: paths.customers(), label: t("customers"), icon: "building" };
  const groups: NavItem = { href: paths.groups(), also: paths.specialGroups(), label: t("groups"), icon: "tiles" };
  const contacts: NavItem = { href: paths.contacts(), label: t("contacts"), icon: "person" };
  const responsibilities: NavItem = {
    href: paths.responsibilities(),
    also: paths.responsiblePersons(),
    label: t("responsibilities"),
    icon: "grid",
  };
  const workOrders: NavItem = { href: paths.workOrders(), label: t("workOrders"), icon: "clipboard" };
  const reports: NavItem = { href: paths.reports(), label: t("reports"), icon: "bars" };
  const steering = [
    responsibilities,
    ...(viewer.can("workOrders.own") ? [workOrders] : []),
    ...(viewer.can("reports") ? [reports] : []),
  ];
  return [[home, customers, contacts, groups], steering, ...administration];
}
