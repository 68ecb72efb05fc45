import type { getTranslations } from "next-intl/server";
import { paths } from "@/lib/paths";
import { statuses, visibilities } from "@/lib/work-orders/fields";
import { filterQuery, type WorkOrderFilter } from "@/lib/work-orders/filter";
import type { WorkOrderOptions } from "@/lib/work-orders/queries";
import type { WorkOrderWords } from "./labels";

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

type Choice = {
  name: "assignee" | "status" | "visibility";
  label: string;
  value: string;
  all: string;
  options: { value: string; label: string }[];
  bar?: boolean;
};

/** What the filter bar offers, in words. */
export function choicesOf(
  { assignee, status, visibility }: WorkOrderFilter,
  { employees }: WorkOrderOptions,
  words: WorkOrderWords,
  t: Words,
): Choice[] {
  return [
    {
      name: "assignee",
      label: t("workOrder.assigneeId"),
      value: String(assignee ?? ""),
      all: t("workOrders.allAssignees"),
      options: [
        { value: "none", label: t("workOrder.assignNobody") },
        ...employees.map(({ id, name }) => ({ value: String(id), label: name })),
      ],
      bar: true,
    },
    {
      name: "status",
      label: t("workOrder.status"),
      value: status ?? "",
      all: t("workOrders.allStates"),
      options: statuses.map((value) => ({ value, label: words.status[value] })),
      bar: true,
    },
    {
      name: "visibility",
      label: t("workOrder.visibleTo"),
      value: visibility ?? "",
      all: t("workOrders.allVisibilities"),
      options: visibilities.map((value) => ({ value, label: words.visibility[value] })),
    },
  ];
}

type Line = { name: string; label: string; value: string };

/** The filters that are set: label and value. A customer that is not open is not named. */
export function filterLines(
  { q, customer }: WorkOrderFilter,
  choices: readonly Choice[],
  options: WorkOrderOptions,
  t: Words,
): Line[] {
  const search = q ? [{ name: "q", label: t("action.search"), value: q }] : [];
  const named = options.customer ?? t("workOrder.customerHidden");
  const of = customer ? [{ name: "customer", label: t("workOrder.customer"), value: named }] : [];
  const set = choices
    .filter(({ value }) => value)
    .map(({ name, label, value, options: offered }) => ({
      name: name as string,
      label,
      value: offered.find((option) => option.value === value)?.label ?? value,
    }));
  return [...search, ...of, ...set];
}

/** One chip per filter that is set; following it takes that filter away. */
export const filterChips = (filter: WorkOrderFilter, lines: readonly Line[]) =>
  lines.map(({ name, label, value }) => ({
    href: paths.workOrders(filterQuery({ ...filter, [name]: name === "q" ? "" : null })),
    label: `${label}: ${value}`,
  }));
