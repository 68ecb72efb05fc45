import { getTranslations } from "next-intl/server";
import type { Assigning, Status, Visibility, WorkOrderField } from "@/lib/work-orders/fields";
import type { WorkOrderTab } from "@/lib/work-orders/filter";

/** What the fields of a work order are called. */
export async function workOrderLabels(): Promise<Record<WorkOrderField, string>> {
  const t = await getTranslations("workOrder");
  return {
    title: t("name"),
    description: t("description"),
    visibility: t("visibleTo"),
    roleId: t("roleId"),
    teamId: t("teamId"),
    people: t("people"),
    assignTo: t("assignTo"),
    assigneeId: t("assigneeId"),
    status: t("status"),
    dueOn: t("dueOn"),
    note: t("note"),
    followsMembers: t("includeLater"),
  };
}

export type WorkOrderWords = {
  status: Record<Status, string>;
  visibility: Record<Visibility, string>;
  assignTo: Record<Assigning, string>;
};

/** States, who may see an order, and who is to do it. */
export async function workOrderWords(): Promise<WorkOrderWords> {
  const t = await getTranslations("workOrder");
  return {
    status: { open: t("open"), inProgress: t("started"), done: t("finished"), cancelled: t("cancelled") },
    visibility: {
      everyone: t("visEveryone"),
      responsibles: t("visResponsible"),
      role: t("visRole"),
      people: t("visNamed"),
      team: t("visTeam"),
    },
    assignTo: { nobody: t("assignNobody"), employee: t("assignEmployee"), owner: t("assignOwner") },
  };
}

/** What the tabs of the list are called. */
export async function tabWords(): Promise<Record<WorkOrderTab, string>> {
  const t = await getTranslations("workOrders");
  return { open: t("open"), mine: t("mine"), overdue: t("overdue"), done: t("done"), all: t("all") };
}
