"use server";

import { getTranslations } from "next-intl/server";
import type { FormState } from "@/lib/form-state";
import { type Describe, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { saveContactRules } from "@/lib/settings/commands";
import { contactRequirements } from "@/lib/settings/fields";

export async function saveRules(state: FormState, form: FormData): Promise<FormState> {
  return submit(
    saveContactRules,
    state,
    form,
    () => paths.settings("contacts", { flash: "entrySaved" }),
    describeRules,
  );
}

const describeRules: Describe = async (_, __, value) => {
  const t = await getTranslations("settings");
  const chosen = contactRequirements.filter((one) => [value].flat().includes(one));
  return { label: t("contactRules"), text: chosen.map((one) => t(`contactField.${one}`)).join(", ") };
};
