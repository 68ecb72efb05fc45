import type { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import type { CustomerFilter } from "@/lib/customers/filter";
import { billedTimes } from "@/lib/key-figures/filter";
import type { Choice } from "./filter-words";

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

/** Whom money came from, for those who see money, and where something is being sold, for those who see that. */
export function figureChoices(viewer: Viewer, filter: CustomerFilter, t: Words): Choice[] {
  const billed: Choice = {
    name: "billed",
    label: t("customers.billed"),
    value: filter.billed ?? "",
    all: t("customers.allBilled"),
    options: billedTimes.map((value) => ({ value, label: t(`customers.billedTime.${value}`) })),
  };
  const pipeline: Choice = {
    name: "pipeline",
    label: t("customers.pipeline"),
    value: filter.pipeline ?? "",
    all: t("customers.allPipeline"),
    options: [{ value: "open", label: t("customers.pipelineOpen") }],
  };
  return [...(viewer.can("money.read") ? [billed] : []), ...(viewer.can("sales.own") ? [pipeline] : [])];
}
