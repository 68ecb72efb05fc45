import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import type { BusinessStatus } from "@/lib/registry/rules";
import { businessStatusText } from "./words";

/** Above a comparison with a business that does not go on as usual: nothing of it is ticked beforehand. */
export async function StatusWarning({ status, statusOn }: { status: BusinessStatus; statusOn: string | null }) {
  if (status === "active") return null;
  const t = await getTranslations("registry");
  const isOver = status === "ceased" || status === "removed";
  return (
    <Notice kind={status === "restructuring" ? "warn" : "bad"}>
      <strong>{await businessStatusText(status, statusOn)}</strong>
      <p>{isOver ? t("warnsCeased") : t("warnsOther")}</p>
    </Notice>
  );
}
