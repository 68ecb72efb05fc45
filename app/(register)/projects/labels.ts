import { getTranslations } from "next-intl/server";
import type { formatsOf } from "@/lib/format";
import type { ProjectStatus } from "@/lib/projects/rules";

export async function statusWords(): Promise<Record<ProjectStatus, string>> {
  const t = await getTranslations("project");
  return {
    planned: t("statusPlanned"),
    active: t("statusActive"),
    onHold: t("statusOnHold"),
    closed: t("statusClosed"),
  };
}

/** From when to when, as far as it is known: "1.1.2026 – ". */
export function periodOf(
  { startsOn, endsOn }: Record<"startsOn" | "endsOn", string | null>,
  format: ReturnType<typeof formatsOf>,
): string {
  const [from, to] = [startsOn, endsOn].map((day) => (day ? format.day(day) : ""));
  return from || to ? `${from} – ${to}`.trim() : "";
}
