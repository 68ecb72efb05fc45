import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { NextNumber } from "@/lib/numbering/next-numbers";
import { groupLabels } from "./labels";

type Props = {
  /** An outside system knows the group by an id of its own. */
  hasId: boolean;
  next: NextNumber | null;
  isNew?: boolean;
};

export async function BasicFields({ hasId, next, isNew }: Props) {
  const [t, labels] = await Promise.all([getTranslations(), groupLabels()]);
  const startHint = next
    ? t(next.isFull ? "groups.rangeFull" : "customer.numberFree", { number: next.number })
    : t("groups.startHint");
  return (
    <>
      <Field
        name="name"
        label={labels.name}
        kind="text"
        required
        autoComplete="off"
        hint={isNew ? t("groups.nameHint") : undefined}
      />
      <Field name="numberStart" label={labels.numberStart} kind="number" span={3} autoComplete="off" hint={startHint} />
      {hasId && (
        <Field
          name="integrationId"
          label={labels.integrationId}
          kind="text"
          span={3}
          autoComplete="off"
          hint={t("groups.integrationHint")}
        />
      )}
      <Field name="ledgerAccount" label={labels.ledgerAccount} kind="text" span={3} autoComplete="off" />
      <Field name="dimension" label={labels.dimension} kind="text" span={3} autoComplete="off" />
    </>
  );
}
