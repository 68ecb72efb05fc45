import { getTranslations } from "next-intl/server";
import { paths } from "@/lib/paths";
import { activityIcons, activityKinds } from "@/lib/registers/fields";
import type { Entry } from "@/lib/registers/queries";
import { isRoleRegister, type RegisterName, registerOf } from "@/lib/registers/rules";
import { roleColours } from "@/lib/roles/rules";
import { saleStates } from "@/lib/sales/rules";
import { FormPanel } from "../../form-panel";
import { add } from "./actions";
import { EntryFields } from "./entry-fields";
import { entryLabels } from "./labels";

const customDefaults = { onCard: "true", onList: "true", isRequired: "false", isUnique: "false", onReports: "false" };

/** Where a new entry belongs, as its form says it. */
function belongingTo(register: RegisterName, within: string | number | undefined): Record<string, string> {
  if (register === "segments") return { segmentGroupId: String(within ?? "") };
  if (register === "teams") return { companyId: String(within ?? "") };
  return register === "customOptions" ? { fieldId: String(within ?? "") } : {};
}

type Props = { register: RegisterName; entries: readonly Entry[]; within?: string | number };

/** `within` is the group of a new segment, the company of a new team, the kind of a new activity type, or the
 * state of a new sales status. */
export async function NewPanel({ register, entries, within }: Props) {
  const t = await getTranslations();
  const title = t(`register.add.${register}`);
  const close = paths.settings(registerOf(register).section);
  return (
    <FormPanel
      title={title}
      close={close}
      action={add}
      submit={t("action.save")}
      labels={await entryLabels()}
      hidden={{ register, ...belongingTo(register, within) }}
      values={{
        ...customDefaults,
        kind:
          register === "customFields" ? "text" : (activityKinds.find((kind) => kind === within) ?? activityKinds[0]),
        state: saleStates.find((state) => state === within) ?? saleStates[0],
        icon: activityIcons[0],
        colour: isRoleRegister(register) ? (roleColours[entries.length % roleColours.length] ?? "") : "grey",
        onlyOne: "true",
        invoicingAllowed: "true",
      }}
    >
      <EntryFields register={register} isNew />
    </FormPanel>
  );
}
