import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Head } from "@/components/head";
import { Menu, MenuLink } from "@/components/menu";
import type { Viewer } from "@/lib/access/viewer";
import { type CustomerFilter, filterQuery } from "@/lib/customers/filter";
import { addressOfList } from "@/lib/customers/picked";
import { mayAddCustomers } from "@/lib/customers/rules";
import { formatsOf } from "@/lib/format";
import { figuresFor } from "@/lib/key-figures/rules";
import { paths } from "@/lib/paths";
import { mayCheck } from "@/lib/registry-checks/may";
import { currentLocale } from "@/lib/session";
import { unitsShown } from "@/lib/units/filter";

type Props = {
  viewer: Viewer;
  filter: CustomerFilter;
  /** How many the list finds, where that is counted. */
  count: number | undefined;
};

/** Title and actions of the list; what the viewer may not do is not there. */
export async function ListHead({ viewer, filter, count }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const isInUse = (filter.tab === "active" || filter.tab === "prospects") && count !== 0;
  const query = { ...filterQuery(filter), tab: filter.tab, unit: unitsShown(filter) };
  const asShown = { ...query, columns: ["shown", ...filter.columns].join(",") };
  const mayAdd = mayAddCustomers(viewer);
  const rare = [
    viewer.can("export") && {
      href: paths.exportCustomers("xlsx", query),
      icon: "excel" as const,
      words: t("customers.exportList"),
      download: true,
    },
    viewer.can("export") && {
      href: paths.exportCustomers("xlsx", asShown),
      icon: "excel" as const,
      words: t("customers.exportShown"),
      download: true,
    },
    viewer.can("export") && {
      href: paths.exportCustomers("csv", query),
      icon: "download" as const,
      words: t("customers.exportCsv"),
      download: true,
    },
    viewer.can("export") && {
      href: paths.exportCustomers("csv", asShown),
      icon: "download" as const,
      words: t("customers.exportShownCsv"),
      download: true,
    },
    mayAdd &&
      viewer.can("import") && {
        href: paths.importCustomers(),
        icon: "upload" as const,
        words: t("nav.import"),
        download: false,
      },
    mayAdd &&
      viewer.uses("purchaseInvoices") && {
        href: paths.newCustomer({ as: "subcontractor" }),
        icon: "plus" as const,
        words: t("customer.newSubcontractor"),
        download: false,
      },
    viewer.can("registry") &&
      viewer.can("customers.edit") && {
        href: paths.registry(),
        icon: "refresh" as const,
        words: t("area.registry"),
        download: false,
      },
    viewer.can("groups") && {
      href: paths.groups({ panel: "new-group" }),
      icon: "tiles" as const,
      words: t("customers.newGroup"),
      download: false,
    },
    viewer.can("groups") &&
      isInUse && {
        href: paths.customers({ ...filterQuery(filter), panel: "special" }),
        icon: "tiles" as const,
        words:
          count === undefined
            ? t("specialGroups.fillAll")
            : t("specialGroups.fillCounted", { number: format.count(count) }),
        download: false,
      },
    viewer.can("workOrders.edit") &&
      isInUse && {
        href: paths.newWorkOrder({ filter: addressOfList(filter) }),
        icon: "clipboard" as const,
        words: count === undefined ? t("workOrder.forAll") : t("workOrder.forCounted", { number: format.count(count) }),
        download: false,
      },
    mayCheck(viewer) &&
      isInUse && {
        href: paths.customers({ ...filterQuery(filter), panel: "registry-check" }),
        icon: "refresh" as const,
        words: count === undefined ? t("check.pick") : t("check.pickCounted", { number: format.count(count) }),
        download: false,
      },
    figuresFor(viewer, "list").length > 0 && {
      href: paths.customers({ ...filterQuery(filter), panel: "key-figures" }),
      icon: "bars" as const,
      words: t("keyFigures.choose"),
      download: false,
    },
  ].filter((item) => item !== false);

  return (
    <Head
      title={t("customers.title")}
      actions={
        <>
          {mayAdd && viewer.can("import") && (
            <span className="desk">
              <ButtonLink href={paths.importCustomers()} icon="upload">
                {t("action.import")}
              </ButtonLink>
            </span>
          )}
          {viewer.can("export") && (
            <span className="desk">
              <ButtonLink href={paths.exportCustomers("xlsx", query)} icon="excel" download>
                {t("customers.excel")}
              </ButtonLink>
            </span>
          )}
          {rare.length > 0 && (
            <Menu label={t("action.more")} quiet>
              {rare.map(({ href, icon, words, download }) => (
                <MenuLink key={href} href={href} icon={icon} download={download}>
                  {words}
                </MenuLink>
              ))}
            </Menu>
          )}
          {mayAdd && (
            <ButtonLink href={paths.newCustomer()} tone="go" icon="plus" keyN>
              {t("customer.new")}
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
