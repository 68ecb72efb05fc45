import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { customerChoices } from "@/lib/customers/queries";
import { ownersOffered } from "@/lib/employees/rules";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { saveHeader } from "../actions";
import { customerLabels } from "../labels";
import { type Card, type CardTab, isEditable } from "./card";
import { HeaderFields } from "./header-fields";
import { stageReason } from "./stage-reason";

export const isHeaderOpen = (card: Card): boolean => card.query.edit === "header" && isEditable(card);

/** The header in place as a form: what it shows is what can be changed. */
export async function HeaderForm({ viewer, customer, tab }: Card & { tab: CardTab }) {
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), customerLabels()]);
  const { id, version, number, name, ownerId, stage, description } = customer;
  return (
    <div className="well mb-5">
      <Form
        action={saveHeader.bind(null, tab)}
        id="header"
        formKey={newFormKey()}
        title={`${t("card.editHeader")} · ${name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={labels}
        hidden={{ id: String(id), version: String(version) }}
        values={{ name, number, ownerId: String(ownerId ?? ""), stage, description: description ?? "" }}
        cancel={{ href: paths.customerTab(id, tab), label: t("action.cancel") }}
      >
        <HeaderFields
          labels={labels}
          stageReason={await stageReason({ viewer, customer })}
          different={(["ownerId", "number"] as const).filter((field) => customer.own?.[field])}
          owners={
            customer.isMasked
              ? null
              : ownersOffered(viewer, (await customerChoices(viewer, locale, customer)).owners, ownerId)
          }
        />
      </Form>
    </div>
  );
}
