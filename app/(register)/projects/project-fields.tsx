import { getTranslations } from "next-intl/server";
import { Field, type FieldOption } from "@/components/field";
import { currencies } from "@/lib/billing/fields";
import { billingMethods, statuses } from "@/lib/projects/rules";
import { billingWords } from "../billing/words";
import { billingMethodWords, projectLabels, statusWords } from "./labels";

type Props = {
  /** Null where the manager cannot be chosen. */
  managers: readonly FieldOption[] | null;
  contacts: readonly FieldOption[];
  seesMoney: boolean;
  /** Of a new project: the number that is taken where none is typed. */
  nextNumber?: string;
};

const none = { value: "", label: "" };

/** Everything about a project that a form holds. */
export async function ProjectFields({ managers, contacts, seesMoney, nextNumber }: Props) {
  const [t, labels, states, methods, { choices }] = await Promise.all([
    getTranslations("project"),
    projectLabels(),
    statusWords(),
    billingMethodWords(),
    billingWords(),
  ]);
  return (
    <>
      <Field name="name" label={labels.name} kind="text" required autoComplete="off" />
      <Field
        name="number"
        label={labels.number}
        kind="text"
        span={3}
        required={!nextNumber}
        autoComplete="off"
        placeholder={nextNumber}
        hint={nextNumber && t("numberHint", { number: nextNumber })}
      />
      <Field
        name="status"
        label={labels.status}
        kind="select"
        span={3}
        options={statuses.map((value) => ({ value, label: states[value] }))}
      />
      {managers && (
        <Field name="managerId" label={labels.managerId} kind="select" span={3} options={[none, ...managers]} />
      )}
      <Field
        name="contactId"
        label={labels.contactId}
        kind="select"
        span={3}
        options={[{ value: "", label: t("noContact") }, ...contacts]}
      />
      <Field name="startsOn" label={labels.startsOn} kind="date" span={3} />
      <Field name="endsOn" label={labels.endsOn} kind="date" span={3} />
      <Field
        name="billingMethod"
        label={labels.billingMethod}
        kind="select"
        span={3}
        options={billingMethods.map((value) => ({ value, label: methods[value] }))}
      />
      <Field
        name="budgetHours"
        label={labels.budgetHours}
        kind="money"
        span={3}
        unit={t("hourUnit")}
        autoComplete="off"
      />
      {seesMoney && (
        <>
          <Field name="budget" label={labels.budget} kind="money" span={3} autoComplete="off" hint={t("budgetHint")} />
          <Field
            name="currency"
            label={labels.currency}
            kind="select"
            span={3}
            options={currencies.map((value) => ({ value, label: choices.currency[value] ?? value }))}
          />
        </>
      )}
      <Field name="description" label={labels.description} kind="longText" rows={4} />
    </>
  );
}
