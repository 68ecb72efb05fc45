import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { Form } from "@/components/form";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import type { Group } from "@/lib/groups/queries";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { saveGroup } from "./actions";
import { BasicFields } from "./basic-fields";
import { groupLabels } from "./labels";
import { TabTop } from "./tab-top";

type Props = { viewer: Viewer; group: Group; params: Params };

export async function BasicTab({ viewer, group, params }: Props) {
  const t = await getTranslations();
  const { id, version, name, numberStart, integrationId, ledgerAccount, dimension } = group;
  return (
    <>
      <TabTop params={params} />
      <Form
        key={`${id}.${version}`}
        action={saveGroup}
        formKey={newFormKey()}
        title={`${name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await groupLabels()}
        hidden={{ id: String(id), version: String(version) }}
        values={{
          name,
          numberStart: String(numberStart ?? ""),
          ...(viewer.uses("accounting") && { integrationId: integrationId ?? "" }),
          ledgerAccount: ledgerAccount ?? "",
          dimension: dimension ?? "",
        }}
        cancel={{ href: paths.groups(), label: t("action.cancel") }}
        danger={
          <ButtonLink href={paths.groups({ panel: `delete-group.${id}` })} tone="bad" icon="trash">
            {t("groups.delete")}
          </ButtonLink>
        }
      >
        <BasicFields hasId={viewer.uses("accounting")} next={group.next} />
        <Notice kind="note">{t("groups.numbersStay")}</Notice>
      </Form>
    </>
  );
}
