import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { Form } from "@/components/form";
import { formTexts, newFormKey } from "@/lib/form-texts";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import type { SpecialGroup } from "@/lib/special-groups/queries";
import { TabTop } from "../groups/tab-top";
import { saveSpecialGroup } from "./actions";
import { SpecialFields, specialLabels } from "./special-fields";

export async function SpecialBasicTab({ group, params }: { group: SpecialGroup; params: Params }) {
  const t = await getTranslations();
  const { id, version, name, description, disabledAt } = group;
  return (
    <>
      <TabTop params={params} />
      <Form
        key={`${id}.${version}`}
        action={saveSpecialGroup}
        formKey={newFormKey()}
        title={`${name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await specialLabels()}
        hidden={{ id: String(id), version: String(version) }}
        values={{ name, description: description ?? "" }}
        cancel={{ href: paths.specialGroups(), label: t("action.cancel") }}
        danger={
          <ButtonLink href={paths.specialGroups({ panel: `delete-group.${id}` })} tone="bad" icon="trash">
            {t("groups.delete")}
          </ButtonLink>
        }
      >
        <SpecialFields />
        {disabledAt && <Notice kind="note">{t("error.specialGroupDisabled")}</Notice>}
      </Form>
    </>
  );
}
