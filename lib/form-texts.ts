import "server-only";
import { randomUUID } from "node:crypto";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import type { FormTexts } from "@/components/form";

/** The words every form needs, once per request. */
export const formTexts = cache(async (): Promise<FormTexts> => {
  const t = await getTranslations("form");
  return {
    required: t("required"),
    saving: t("saving"),
    errorPrefix: t("errorPrefix"),
    refused: t("refused"),
    doubt: { title: t("doubtTitle"), anyway: t("saveAnyway") },
    conflict: {
      title: t("conflictTitle"),
      field: t("conflictField"),
      mine: t("conflictMine"),
      theirs: t("conflictTheirs"),
      keep: t("conflictKeep"),
      discard: t("conflictDiscard"),
    },
  };
});

/** A key for one rendered form: the same post again gets the same result. */
export const newFormKey = (): string => randomUUID();
