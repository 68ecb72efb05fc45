import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { Viewer } from "@/lib/access/viewer";
import type { Picked } from "@/lib/customers/picked";
import { formatsOf } from "@/lib/format";
import { currentLocale } from "@/lib/session";
import { specialGroupChoices } from "@/lib/special-groups/queries";
import { FormPanel } from "../form-panel";
import { fillSpecialGroup } from "../special-groups/actions";

type Props = { viewer: Viewer; which: Picked; close: string };

/** Puts the ticked customers, or all that the list finds, into a special group that is there or is made for them. */
export async function SpecialPanel({ viewer, which, close }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { customers, groups } = await specialGroupChoices(viewer, which, locale);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const labels = { id: t("grouping.specialGroup"), name: t("specialGroups.newName") };
  return (
    <FormPanel
      title={t("specialGroups.fillTitle", { count: customers, number: number(customers) })}
      close={close}
      ask
      action={fillSpecialGroup}
      submit={t("action.add")}
      labels={labels}
      hidden={which.filter === undefined ? {} : { filter: which.filter }}
    >
      <p>{t("specialGroups.fillText")}</p>
      {(which.members ?? []).map((id) => (
        <input key={id} type="hidden" name="members" value={id} />
      ))}
      <Field
        name="id"
        label={labels.id}
        kind="select"
        options={[
          { value: "", label: t("specialGroups.newOne") },
          ...groups.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <Field name="name" label={labels.name} kind="text" autoComplete="off" hint={t("specialGroups.newNameHint")} />
    </FormPanel>
  );
}
