import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/flash";
import { formatsOf } from "@/lib/format";
import { absent } from "@/lib/outcome";
import {
  type FoundParticipant,
  type FoundParticipants,
  foundParticipants,
  type PeppolFailure,
} from "@/lib/peppol/participants";
import { currentLocale } from "@/lib/session";
import { billingWords } from "../../../../billing/words";
import { FormPanel } from "../../../../form-panel";
import { ReadPanel } from "../../../../read-panel";
import { type Card, isEditable, type OpenPanel } from "../../card";
import { mayChangeTerms, type Terms, termsAddress, termsOf } from "../terms-of";
import { takeAddress, takeCompanyAddress } from "./actions";
import { FindButton, mayFindAddress } from "./find-button";

/** What the Peppol directory has said of the customer, to choose an e-invoice address from. */
export const einvoicePanel: OpenPanel = (name, card) => {
  if (name !== "einvoice") return null;
  if (!mayFindAddress(card) || !mayChangeTerms(card)) absent();
  return isEditable(card) ? <EinvoicePanel {...card} /> : null;
};

async function EinvoicePanel(card: Card) {
  const [terms, found] = await Promise.all([termsOf(card), foundParticipants(card.viewer, card.customer.id)]);
  const { counted } = terms;
  const isHeld = ({ scheme, address }: FoundParticipant) =>
    counted?.einvoiceScheme === scheme && counted.einvoiceAddress === address;
  const others = found.participants.filter((one) => !isHeld(one));
  if (others.length > 0) return <Choice card={card} terms={terms} found={{ ...found, participants: others }} />;
  return <Nothing card={card} terms={terms} found={found} />;
}

type Props = { card: Card; terms: Terms; found: FoundParticipants };

async function Choice({ card, terms: { company, counted, version }, found: { participants, askedAt } }: Props) {
  const t = await getTranslations("peppol");
  const held = counted?.einvoiceAddress;
  const sorted = participants.toSorted((one, other) => rankOf(one) - rankOf(other));
  const [best] = sorted;
  return (
    <FormPanel
      title={t("title")}
      about={card.customer.name}
      close={termsAddress(card, company)}
      action={company ? takeCompanyAddress : takeAddress}
      submit={held ? t("replace") : t("use")}
      labels={{ participant: t("choose") }}
      hidden={{
        id: String(company?.id ?? card.customer.id),
        customer: String(card.customer.id),
        version: String(version),
      }}
      values={best && !held && rankOf(best) === 0 ? { participant: best.id } : {}}
      layout="stack"
    >
      {held && <Notice kind="warn">{t("replaces", { address: held })}</Notice>}
      <p className="muted">{best?.isOwn ? t("byNumber") : t("byName")}</p>
      <Field name="participant" label={t("choose")} kind="radios" options={await Promise.all(sorted.map(optionOf))} />
      <Asked at={askedAt} card={card} />
    </FormPanel>
  );
}

/** Whom the customer's numbers lead to comes first, and of them those who take invoices: only they are proposed. */
const rankOf = ({ isOwn, receives }: FoundParticipant) => (isOwn ? 0 : 2) + (receives === "others" ? 1 : 0);

async function optionOf(participant: FoundParticipant) {
  const [t, { text }, locale] = await Promise.all([getTranslations("peppol"), billingWords(), currentLocale()]);
  const { id, name, country, scheme, address, receives } = participant;
  const where = country && formatsOf(locale, "UTC").country(country);
  const receivings = {
    invoicesAndCredits: t("invoicesAndCredits"),
    invoices: t("invoices"),
    others: t("others"),
    unknown: t("unknown"),
  };
  return {
    value: id,
    label: name ?? t("nameless"),
    hint: (
      <>
        {[where, text("einvoiceScheme", scheme), address].filter(Boolean).join(" · ")}
        <span className="block">{receivings[receives]}</span>
      </>
    ),
  };
}

const failures = ["peppolBusy", "peppolUnavailable", "peppolBadAnswer", "peppolOff"] as const satisfies PeppolFailure[];

/** There is nobody to choose: the address is in use already, nobody was found, or the directory has not answered. */
async function Nothing({ card, terms: { company, counted }, found }: Props) {
  const t = await getTranslations();
  const held = found.participants.length > 0 && counted?.einvoiceAddress;
  const failed = failures.find((problem) => problem === card.query.failed);
  const isKnown = held || found.isWhole;
  const isMissing = isKnown && !held;
  const byHand = (
    <ButtonLink href={termsAddress(card, company, "billing.delivery")} icon="edit">
      {t("peppol.byHand")}
    </ButtonLink>
  );
  const foot = isKnown ? isMissing && byHand : <FindButton card={card} company={company} again />;
  return (
    <ReadPanel title={t("peppol.title")} about={card.customer.name} close={termsAddress(card, company)} foot={foot} ask>
      {held && <p>{t("peppol.upToDate", { address: held })}</p>}
      {isMissing && <p>{t("peppol.notFound")}</p>}
      {isMissing && isFinnish(card) && (
        <p className="muted">
          {t("peppol.notFoundFi")} <a href={tieke}>{t("peppol.tieke")}</a>
        </p>
      )}
      {!isKnown && (failed ? <Notice kind="warn">{t(`error.${failed}`)}</Notice> : <p>{t("peppol.notAsked")}</p>)}
      {isKnown && <Asked at={found.askedAt} card={card} />}
    </ReadPanel>
  );
}

/** Where people look up the e-invoice addresses of Finnish businesses. */
const tieke = "https://verkkolaskuosoite.fi";

const isFinnish = ({ customer: { country } }: Card) => country === "FI" || country === "AX";

async function Asked({ at, card }: { at: Date | null; card: Card }) {
  const [t, locale] = await Promise.all([getTranslations("peppol"), currentLocale()]);
  if (!at) return null;
  const when = formatsOf(locale, card.viewer.facts.timeZone).dateTime(at);
  return <p className="xs faint">{t("source", { when })}</p>;
}
