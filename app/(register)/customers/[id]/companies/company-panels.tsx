import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Field, type FieldOption } from "@/components/field";
import type { RelatedCompany } from "@/lib/access/own-values";
import { companyChoices, customerChoices } from "@/lib/customers/queries";
import { ownersOffered } from "@/lib/employees/rules";
import { formTexts } from "@/lib/form-texts";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { mayChangeIn, mayChooseCompanies } from "@/lib/related-companies/rules";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import { type Card, isEditable, type OpenPanel } from "../card";
import { endCompany, saveHome, saveNewCompany, saveRelatedCompany } from "./actions";
import { relatedLabels } from "./labels";

/** The panels of the companies that serve a customer: new-company, home-company, company.ID, end-company.ID. */
export const companyPanel: OpenPanel = (name, card) => {
  if (!/^(new-company|home-company|(end-)?company\.\d+)$/.test(name)) return null;
  const company = card.customer.related.find(({ id }) => name.endsWith(`company.${id}`));
  const open = openFor(name, card, company) ?? absent();
  return isEditable(card) ? open : null;
};

function openFor(name: string, card: Card, company: RelatedCompany | undefined): ReactNode | null {
  const { viewer } = card;
  if (name.startsWith("company.")) {
    return company && mayChangeIn(viewer, company.companyId) ? <ChangePanel card={card} company={company} /> : null;
  }
  if (!mayChooseCompanies(viewer)) return null;
  if (name === "new-company") return <NewPanel {...card} />;
  if (name === "home-company") return <HomePanel {...card} />;
  return company ? <EndPanel card={card} company={company} /> : null;
}

const settingsOf = ({ customer }: Card) => paths.customerTab(customer.id, "settings");

/** One more company, with what is different there. */
async function NewPanel(card: Card) {
  const { viewer, customer } = card;
  const [t, labels, companies] = await Promise.all([getTranslations(), relatedLabels(), companyChoices(viewer)]);
  const options = companies.filter(({ id }) => !customer.companies.includes(id)).map(optionOf);
  return (
    <FormPanel
      title={t("relatedCompany.add")}
      about={customer.name}
      close={settingsOf(card)}
      action={saveNewCompany}
      submit={t("action.add")}
      labels={labels}
      hidden={{ id: String(customer.id) }}
      values={{ companyId: options[0]?.value ?? "" }}
    >
      {options.length === 0 && <p className="muted">{t("relatedCompany.noneLeft")}</p>}
      <Field name="companyId" label={labels.companyId} kind="select" required options={options} />
      <DifferentFields card={card} />
    </FormPanel>
  );
}

type OneProps = { card: Card; company: RelatedCompany };

/** What is different in one company. */
async function ChangePanel({ card, company }: OneProps) {
  const [t, labels] = await Promise.all([getTranslations(), relatedLabels()]);
  const { customer } = card;
  const owner = { ownerId: String(company.ownerId ?? "") };
  return (
    <FormPanel
      title={t("relatedCompany.change", { company: company.name })}
      about={customer.name}
      close={settingsOf(card)}
      action={saveRelatedCompany}
      submit={t("action.save")}
      labels={labels}
      hidden={{ id: String(company.id), version: String(company.version) }}
      values={{ number: company.number ?? "", ...(!customer.isMasked && owner) }}
    >
      <DifferentFields card={card} company={company} />
    </FormPanel>
  );
}

/** Empty ones are as in the home company. An owner hidden from the viewer is not theirs to change. */
async function DifferentFields({ card: { viewer, customer }, company }: { card: Card; company?: RelatedCompany }) {
  const [t, labels, locale] = await Promise.all([getTranslations("relatedCompany"), relatedLabels(), currentLocale()]);
  const served = company && { companies: [company.companyId], ownerId: company.ownerId };
  const choices = customer.isMasked ? [] : (await customerChoices(viewer, locale, served)).owners;
  const owners = ownersOffered(viewer, choices, company?.ownerId);
  return (
    <>
      {!customer.isMasked && (
        <Field
          name="ownerId"
          label={labels.ownerId}
          kind="select"
          span={3}
          options={[
            { value: "", label: t("like", { value: customer.ownerName ?? t("nobody") }) },
            ...owners.map(optionOf),
          ]}
        />
      )}
      <Field
        name="number"
        label={labels.number}
        kind="text"
        span={3}
        autoComplete="off"
        placeholder={customer.number}
        hint={t("numberHint")}
      />
    </>
  );
}

/** Asks first. Who would not see the customer any more is asked by the command, which knows. */
async function EndPanel({ card, company }: OneProps) {
  const t = await getTranslations("relatedCompany");
  return (
    <FormPanel
      title={t("end", { company: company.name })}
      about={card.customer.name}
      close={settingsOf(card)}
      ask
      action={endCompany}
      submit={t("endSubmit")}
      texts={await textsFor(t("endSubmit"))}
      tone="bad"
      hidden={{ id: String(company.id) }}
    >
      <p>{t("endText", { company: company.name })}</p>
    </FormPanel>
  );
}

/** Which company becomes the home, and what that means. */
async function HomePanel(card: Card) {
  const { viewer, customer } = card;
  const [t, companies] = await Promise.all([getTranslations("relatedCompany"), companyChoices(viewer)]);
  const options = companies.filter(({ id }) => id !== customer.companyId).map(optionOf);
  return (
    <FormPanel
      title={t("move")}
      about={customer.name}
      close={settingsOf(card)}
      ask
      action={saveHome}
      submit={t("moveSubmit")}
      texts={await textsFor(t("moveSubmit"))}
      labels={{ companyId: t("newHome") }}
      hidden={{ id: String(customer.id), version: String(customer.version) }}
      values={{ companyId: options[0]?.value ?? "" }}
    >
      <p>{t("moveText", { company: customer.companyName })}</p>
      <Field name="companyId" label={t("newHome")} kind="radios" required options={options} />
    </FormPanel>
  );
}

/** What is done here is no saving, nor is it when asked again. */
async function textsFor(submit: string) {
  const [t, texts] = await Promise.all([getTranslations("relatedCompany"), formTexts()]);
  return { ...texts, doubt: { title: t("doubtTitle"), anyway: submit } };
}

const optionOf = ({ id, name }: { id: number; name: string }): FieldOption => ({ value: String(id), label: name });
