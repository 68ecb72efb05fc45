import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { CustomerField } from "@/lib/customers/fields";
import { kindAndStageWords } from "../labels";
import { NumberCheck } from "../number-check";

type Props = {
  labels: Record<CustomerField, string>;
  /** Null where the owner is hidden from the viewer. */
  owners: { id: number; name: string }[] | null;
  /** Fields of which the viewer's own company has another value: here stands the one at home. */
  different: readonly CustomerField[];
  /** Why the stage is as it is. */
  stageReason: string;
};

export async function HeaderFields({ labels, owners, different, stageReason }: Props) {
  const [t, { stage }] = await Promise.all([getTranslations(), kindAndStageWords()]);
  const hint = (field: CustomerField) => (different.includes(field) ? t("relatedCompany.homeHint") : undefined);
  const stages = Object.entries(stage).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Field name="name" label={labels.name} kind="text" required span={4} autoFocus />
      <Field
        name="number"
        label={labels.number}
        kind="text"
        required
        span={2}
        hint={hint("number")}
        below={<NumberCheck by="id" />}
      />
      {owners && (
        <Field
          name="ownerId"
          label={labels.ownerId}
          kind="select"
          span={3}
          hint={hint("ownerId")}
          options={[
            { value: "", label: t("customer.noOwner") },
            ...owners.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      )}
      <Field name="stage" label={labels.stage} kind="pick" span={3} options={stages} hint={stageReason} />
      <Field name="description" label={labels.description} kind="longText" />
    </>
  );
}
