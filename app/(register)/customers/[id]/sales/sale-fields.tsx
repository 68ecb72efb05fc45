import { getTranslations } from "next-intl/server";
import { Field, type FieldOption } from "@/components/field";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import type { SaleChoices } from "@/lib/sales/queries";
import { mayGiveSale, type SaleState } from "@/lib/sales/rules";
import { currentLocale } from "@/lib/session";
import { billingWords } from "../../../billing/words";
import { saleLabels } from "./sale-labels";

type Props = { viewer: Viewer; choices: SaleChoices; state: SaleState };

/** Everything a form says of a sales case that stays in its state. */
export async function SaleFields({ viewer, choices, state }: Props) {
  const [t, labels, words] = await Promise.all([getTranslations(), saleLabels(), billingWords()]);
  const currencies = Object.entries(words.choices.currency).map(([value, label]) => ({ value, label }));
  const { owners, contacts, projects } = choices;
  return (
    <>
      <Field name="name" label={labels.name} kind="text" required autoComplete="off" />
      <StatusFields choices={choices} state={state} />
      <Field name="expectedValue" label={labels.expectedValue} kind="money" span={3} autoComplete="off" />
      <Field name="currency" label={labels.currency} kind="select" span={3} options={currencies} />
      <Field
        name="expectedOn"
        label={state === "won" ? t("sales.orderedOn") : labels.expectedOn}
        kind="date"
        span={3}
      />
      {mayGiveSale(viewer) && (
        <Field
          name="ownerId"
          label={labels.ownerId}
          kind="select"
          span={3}
          options={optionsOf(owners, t("sales.noOwner"))}
        />
      )}
      <Field
        name="contactId"
        label={labels.contactId}
        kind="select"
        span={3}
        options={optionsOf(contacts, t("sales.noContact"), t("contact.deleted"))}
      />
      {projects.length > 0 && (
        <Field
          name="projectId"
          label={labels.projectId}
          kind="select"
          span={3}
          options={optionsOf(projects, t("activity.noProject"))}
        />
      )}
      {state === "lost" && <Field name="lostReason" label={labels.lostReason} kind="longText" required rows={2} />}
      <Field name="description" label={labels.description} kind="longText" rows={4} />
    </>
  );
}

type StatusProps = Omit<Props, "viewer"> & { withoutProbability?: boolean };

/** The step of selling, of those of its state, and how likely it is. */
export async function StatusFields({ choices, state, withoutProbability }: StatusProps) {
  const [t, locale, labels] = await Promise.all([getTranslations("sales"), currentLocale(), saleLabels()]);
  const { percent } = formatsOf(locale, "UTC");
  const steps = choices.statuses.filter((status) => status.state === state);
  const options = steps.map(({ id, name, probability }) => ({
    value: String(id),
    label: t("statusWith", { name: name ?? "", probability: percent(probability ?? 0) }),
  }));
  return (
    <>
      <Field name="statusId" label={labels.statusId} kind="select" span={3} options={options} />
      {!withoutProbability && (
        <Field
          name="probability"
          label={labels.probability}
          kind="number"
          unit="%"
          span={3}
          autoComplete="off"
          hint={t("probabilityHint")}
        />
      )}
    </>
  );
}

/** @param gone what an erased person is called */
const optionsOf = (choices: readonly { id: number; name: string | null }[], none: string, gone = ""): FieldOption[] => [
  { value: "", label: none },
  ...choices.map(({ id, name }) => ({ value: String(id), label: name ?? gone })),
];

/** The step that is proposed first in a state. */
export const firstStep = ({ statuses }: SaleChoices, state: SaleState) =>
  statuses.find((status) => status.state === state && status.isDefault);
