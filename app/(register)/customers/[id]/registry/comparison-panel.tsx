import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import { businessIdLabelKey, formatBusinessId } from "@/lib/identifiers/rules";
import { paths } from "@/lib/paths";
import { isOffered } from "@/lib/registry/differences";
import { type Comparison, getComparison } from "@/lib/registry/queries";
import { FormPanel } from "../../../form-panel";
import { ReadPanel } from "../../../read-panel";
import { ComparisonTable, comparisonValues } from "../../../registry/comparison-table";
import { comparedTexts, registryLabels } from "../../../registry/comparison-words";
import { StatusWarning } from "../../../registry/status-warning";
import { sourceText } from "../../../registry/words";
import type { Card } from "../card";
import { takeFromRegister } from "./actions";
import { FetchAgain } from "./fetch-again";

/** The customer beside what the register says, to choose what is taken from there. */
export async function ComparisonPanel({ viewer, customer, id }: Card & { id: number }) {
  const [t, comparison] = await Promise.all([getTranslations(), getComparison(viewer, id, customer.id)]);
  const { country } = customer;
  const frame = { title: t("registry.title"), about: customer.name, close: paths.customer(customer.id) };
  if (isPast(comparison)) {
    return (
      <ReadPanel {...frame} ask foot={<FetchAgain customerId={customer.id} label={t("registry.fetchAgain")} />}>
        <p>{t("registry.expired")}</p>
      </ReadPanel>
    );
  }
  const { proposals, record } = comparison;
  const number = `${t(businessIdLabelKey(country))} ${formatBusinessId(country, record.businessId)}`;
  const about = (
    <>
      <p className="muted">
        {number} · {await sourceText(viewer, comparison.register.name, comparison.fetchedAt)}
      </p>
      <StatusWarning {...comparison} />
    </>
  );
  if (!proposals.some(isOffered)) {
    return (
      <ReadPanel {...frame}>
        {about}
        <Notice kind="ok">{t("registry.upToDate")}</Notice>
      </ReadPanel>
    );
  }
  return (
    <FormPanel
      {...frame}
      layout="stack"
      action={takeFromRegister}
      submit={t("registry.update")}
      hidden={{ id: String(customer.id), version: String(customer.version), comparison: String(id) }}
      values={comparisonValues(proposals)}
      labels={{ ...(await registryLabels()), fields: t("registry.choose") }}
      extra={<span className="xs faint">{t("registry.stays")}</span>}
    >
      {about}
      <ComparisonTable
        proposals={proposals}
        formerNames={record.formerNames}
        country={country}
        texts={await comparedTexts(viewer)}
      />
    </FormPanel>
  );
}

/** It cannot be confirmed any more: too old, decided on, or about another number. */
const isPast = ({ isExpired, closedAt, isOtherId }: Comparison) => isExpired || closedAt !== null || isOtherId;
