import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { activityIcons, activityKinds } from "@/lib/registers/fields";
import { type RegisterName, registerOf } from "@/lib/registers/rules";
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

/** `within` is the group of a new segment, the company of a new team, or the kind of a new activity type. */
export async function NewPanel({ register, within }: { register: RegisterName; within?: string | number }) {
  const t = await getTranslations();
  const title = t(`register.add.${register}`);
  const close = paths.settings(registerOf(register).section);
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }}>
      <Form
        action={add}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await entryLabels()}
        hidden={{ register, ...belongingTo(register, within) }}
        values={{
          ...customDefaults,
          kind:
            register === "customFields" ? "text" : (activityKinds.find((kind) => kind === within) ?? activityKinds[0]),
          icon: activityIcons[0],
          colour: "grey",
          onlyOne: "true",
          invoicingAllowed: "true",
        }}
        cancel={{ href: close, label: t("action.cancel") }}
      >
        <EntryFields register={register} isNew />
      </Form>
    </Panel>
  );
}
