import { getTranslations } from "next-intl/server";
import { type Kpi, Kpis } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { type CustomerFilter, customerFilter, filterQuery } from "@/lib/customers/filter";
import { formatsOf } from "@/lib/format";
import type { ListFigures } from "@/lib/key-figures/parts";
import { figuresShown, type ListFigure } from "@/lib/key-figures/rules";
import { pageWith, paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { billingFigure, conversionOf, type FigureWords, left, marginFigure, weightedValue } from "./figure-words";

type Props = {
  viewer: Viewer;
  figures: ListFigures;
  /** The address of the list. */
  here: string;
};

/** The key figures above the customer list, each leading to the customers it counts. Nothing chosen, no strip. */
export async function ListStrip({ viewer, figures, here }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const words = { viewer, t, format: formatsOf(locale, viewer.facts.timeZone) };
  const items = figuresShown(viewer, "list").flatMap((name) => figureIn(figures, name, { ...words, here }) ?? []);
  return items.length > 0 ? <Kpis items={items} name={t("keyFigures.title")} /> : null;
}

type Words = FigureWords & Pick<Props, "here">;

function figureIn({ money, active, pipeline }: ListFigures, name: ListFigure, words: Words): Kpi | null {
  const { viewer, t, format } = words;
  const tip = t(`keyFigures.tip.list.${name}`);
  const waits = name === "pipeline" ? pipeline === null : name !== "activeCustomers" && money === null;
  if (waits) {
    const href = pageWith(words.here, { figures: "all" });
    return { label: t(`keyFigures.${name}`), tip, value: t("keyFigures.addUp"), href };
  }
  switch (name) {
    case "marginYear":
      return money ? marginFigure(money, { tip, href: listed(viewer, { billed: "result" }) }, words) : null;
    case "billingMonth": {
      const before = listed(viewer, { billed: "lastMonth" });
      return money ? billingFigure(money, { tip, href: listed(viewer, { billed: "month" }), before }, words) : null;
    }
    case "activeCustomers":
      if (active === undefined) return null;
      return { label: t("keyFigures.activeCustomers"), value: format.count(active), tip, href: listed(viewer, {}) };
    case "pipeline":
      if (!pipeline) return null;
      return {
        label: t("keyFigures.pipeline"),
        value: format.number(pipeline.customers),
        tip: [tip, conversionOf(pipeline, words)].filter(Boolean).join(" "),
        href: listed(viewer, { pipeline: "open", tab: "prospects" }),
        notes: [
          { text: t("keyFigures.weighted", { amount: weightedValue(pipeline, words) }) },
          ...left(pipeline, words),
        ],
      };
  }
}

/** The list with nothing else narrowing it: units of every kind, and of basic sight none, as they are not counted. */
function listed({ facts }: Viewer, asked: Partial<CustomerFilter>): string {
  const open = facts.showOtherCompanies ? "yes" : null;
  const filter: CustomerFilter = { ...customerFilter({}, [], facts.listedUnits), unit: "all", open, ...asked };
  return paths.customers(filterQuery(filter));
}
