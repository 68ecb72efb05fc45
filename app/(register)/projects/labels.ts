import { getTranslations } from "next-intl/server";
import type { formatsOf } from "@/lib/format";
import type { ProjectField } from "@/lib/projects/fields";
import type { BillingMethod, HoursLight, ProjectStatus } from "@/lib/projects/rules";

/** What the fields of a project are called. */
export async function projectLabels(): Promise<Record<ProjectField, string>> {
  const [t, plain] = await Promise.all([getTranslations("project"), getTranslations("customer")]);
  return {
    name: plain("name"),
    number: t("number"),
    status: t("status"),
    managerId: t("manager"),
    contactId: t("contact"),
    startsOn: t("startsOn"),
    endsOn: t("endsOn"),
    billingMethod: t("billingMethod"),
    budget: t("budget"),
    currency: t("currency"),
    budgetHours: t("budgetHours"),
    description: t("description"),
  };
}

export async function billingMethodWords(): Promise<Record<BillingMethod, string>> {
  const t = await getTranslations("project");
  return {
    hourly: t("billingHourly"),
    fixed: t("billingFixed"),
    monthly: t("billingMonthly"),
    none: t("billingNone"),
  };
}

/** How the hours stand against those agreed, in words; colour and icon only repeat them. */
export async function lightWords(): Promise<Record<HoursLight, string>> {
  const t = await getTranslations("project");
  return { fine: t("lightFine"), near: t("lightNear"), over: t("lightOver") };
}

export const lightLooks = {
  fine: { tone: "ok", icon: "check" },
  near: { tone: "warn", icon: "warn" },
  over: { tone: "bad", icon: "bad" },
} as const;

export async function statusWords(): Promise<Record<ProjectStatus, string>> {
  const t = await getTranslations("project");
  return {
    planned: t("statusPlanned"),
    active: t("statusActive"),
    onHold: t("statusOnHold"),
    closed: t("statusClosed"),
  };
}

/** From when to when, as far as it is known, in pieces that do not break: "1.1.2026 –", "31.3.2026". */
export function periodOf(
  { startsOn, endsOn }: Record<"startsOn" | "endsOn", string | null>,
  format: ReturnType<typeof formatsOf>,
): string[] {
  const from = startsOn ? format.day(startsOn) : "";
  const to = endsOn ? format.day(endsOn) : "";
  return from || to ? [`${from} –`.trim(), to].filter((piece) => piece !== "") : [];
}
