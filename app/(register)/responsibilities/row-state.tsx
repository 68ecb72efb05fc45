import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import type { ResponsibilityRow } from "@/lib/responsibilities/queries";

/** Why nothing can be changed just now; nothing where it can. */
export async function RowState({ row }: { row: Pick<ResponsibilityRow, "archivedAt" | "isClosed"> }) {
  const t = await getTranslations("error");
  if (row.archivedAt) return <Notice kind="note">{t("customerArchived")}</Notice>;
  return row.isClosed && <Notice kind="note">{t("projectClosed")}</Notice>;
}

export const isChangeable = ({ archivedAt, isClosed }: Pick<ResponsibilityRow, "archivedAt" | "isClosed">): boolean =>
  archivedAt === null && !isClosed;
