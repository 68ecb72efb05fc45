import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { type Group, listSellerChoices, type SellerChoice } from "@/lib/groups/queries";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { saveSellers } from "./actions";
import { groupLabels } from "./labels";
import { TabTop } from "./tab-top";

type Props = { viewer: Viewer; group: Group; params: Params };

export async function SellersTab({ viewer, group, params }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const choices = await listSellerChoices(viewer, group.id, locale);
  const marks = (choice: SellerChoice) => [
    choice.company,
    choice.teams,
    choice.left && t("groups.sellerLeft"),
    !choice.left && !choice.isSeller && t("groups.sellerNoMore"),
  ];
  const options = choices.map((choice) => ({
    value: String(choice.id),
    label: choice.name,
    hint: marks(choice).filter(Boolean).join(" · "),
  }));
  return (
    <>
      <TabTop params={params} />
      <Form
        key={`${group.id}.${group.version}`}
        action={saveSellers}
        formKey={newFormKey()}
        title={`${t("groups.sellers")} · ${group.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await groupLabels()}
        hidden={{ id: String(group.id), version: String(group.version) }}
        values={{ sellers: choices.filter(({ chosen }) => chosen).map(({ id }) => String(id)) }}
        cancel={{ href: paths.groups(), label: t("action.cancel") }}
        layout="stack"
      >
        <p className="muted">{options.length > 0 ? t("groups.sellersText") : t("groups.noSellers")}</p>
        <Field name="sellers" label={t("groups.sellers")} kind="checkboxes" options={options} quietLabel />
      </Form>
    </>
  );
}
