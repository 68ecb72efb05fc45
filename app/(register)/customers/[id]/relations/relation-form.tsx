import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { mostCandidates } from "@/lib/relations/fields";
import type { relationCandidates } from "@/lib/relations/queries";
import type { Card } from "../card";
import { saveRelation } from "./actions";
import { relationLabels, relationWords } from "./labels";

type Props = Pick<Card, "customer"> & { found: Awaited<ReturnType<typeof relationCandidates>>; title: string };

/** Which of the customers found is meant, and what it is to the one at hand. */
export async function RelationForm({ customer, found, title }: Props) {
  const [t, labels, { kinds }] = await Promise.all([getTranslations(), relationLabels(), relationWords()]);
  const options = found.slice(0, mostCandidates).map(({ id, number, name, city, isSupplier }) => ({
    value: String(id),
    label: `${name} (${number})`,
    hint: [city, isSupplier && t("customer.supplier")].filter(Boolean).join(" · ") || undefined,
  }));
  const [only] = options.length === 1 ? options : [];
  return (
    <Form
      action={saveRelation}
      formKey={newFormKey()}
      title={title}
      texts={await formTexts()}
      submit={t("action.add")}
      labels={labels}
      hidden={{ id: String(customer.id) }}
      values={{ kind: "partner", ...(only && { relatedId: only.value }) }}
      cancel={{ href: paths.customer(customer.id), label: t("action.cancel") }}
    >
      <Field name="relatedId" label={labels.relatedId} kind="radios" required options={options} />
      {found.length > mostCandidates && <p className="hint">{t("relation.moreHits")}</p>}
      <Field
        name="kind"
        label={labels.kind}
        kind="select"
        required
        options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
      />
      <Field name="note" label={labels.note} kind="text" autoComplete="off" />
    </Form>
  );
}
