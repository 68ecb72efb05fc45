import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { CustomerField } from "@/lib/customers/fields";
import { kindAndStageWords } from "../labels";
import { NumberCheck } from "../number-check";

type Props = {
  labels: Record<CustomerField, string>;
  /** Null where the owner is hidden from the viewer. */
  owners: { id: number; name: string }[] | null;
};

export async function HeaderFields({ labels, owners }: Props) {
  const [t, { stage }] = await Promise.all([getTranslations("customer"), kindAndStageWords()]);
  const stages = Object.entries(stage).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Field name="name" label={labels.name} kind="text" required span={4} autoFocus />
      <Field name="number" label={labels.number} kind="text" required span={2} below={<NumberCheck by="id" />} />
      {owners && (
        <Field
          name="ownerId"
          label={labels.ownerId}
          kind="select"
          span={3}
          options={[
            { value: "", label: t("noOwner") },
            ...owners.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      )}
      <Field name="stage" label={labels.stage} kind="pick" span={3} options={stages} />
      <Field name="description" label={labels.description} kind="longText" />
    </>
  );
}
