"use server";

import { getTranslations } from "next-intl/server";
import type { FormState } from "@/lib/form-state";
import { type Describe, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { saveOrganisation } from "@/lib/settings/commands";
import { timeZoneName } from "@/lib/time-zones";

export async function saveName(state: FormState, form: FormData): Promise<FormState> {
  const next = () => paths.settings("organisation", { flash: "settingSaved" });
  return submit(saveOrganisation, state, form, next, describe);
}

const describe: Describe = async (_, field, value) => {
  const t = await getTranslations("settings");
  const text = String(value ?? "");
  return field === "timeZone"
    ? { label: t("timeZone"), text: timeZoneName(text) }
    : { label: t("organisationName"), text };
};
