import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/button";
import { businessIdLabelKey, formatBusinessId } from "@/lib/identifiers/rules";
import { paths } from "@/lib/paths";
import { isOffered } from "@/lib/registry/differences";
import { getComparison } from "@/lib/registry/queries";
import { FormPanel } from "../form-panel";
import { ReadPanel } from "../read-panel";
import { saveReview } from "./actions";
import { ComparisonTable, comparisonValues } from "./comparison-table";
import { comparedTexts, registryLabels } from "./comparison-words";
import type { PanelProps } from "./panels";
import { queryOf } from "./query-of";
import { StatusWarning } from "./status-warning";
import { sourceText } from "./words";

type Props = PanelProps & { next: number | null };

/** The same form as on the card. After it the next of the list opens, which the buttons say; after the last, the list. */
export async function ReviewPanel({ viewer, id, filter, close, next }: Props) {
  const [t, comparison] = await Promise.all([getTranslations(), getComparison(viewer, id)]);
  const { name, country, customerId, customerVersion, proposals, record, closedAt, archivedAt } = comparison;
  const card = (
    <ButtonLink href={paths.customer(customerId)} tone="plain">
      {t("registryQueue.toCard")}
    </ButtonLink>
  );
  if (closedAt || archivedAt) {
    return (
      <ReadPanel title={name} about={t("area.registry")} close={close} ask foot={card}>
        <p>{closedAt ? t("registryQueue.decidedMeanwhile") : t("error.customerArchived")}</p>
      </ReadPanel>
    );
  }
  const canTake = !comparison.isOtherId && proposals.some(isOffered);
  const number = `${t(businessIdLabelKey(country))} ${formatBusinessId(country, record.businessId)}`;
  const leave = next ? t("registryQueue.leaveNext") : t("registryQueue.leave");
  return (
    <FormPanel
      title={name}
      about={t("area.registry")}
      close={close}
      layout="stack"
      action={saveReview.bind(null, queryOf(filter), next)}
      submit={canTake ? (next ? t("registryQueue.updateNext") : t("registry.update")) : leave}
      hidden={{ id: customerId, version: customerVersion, comparison: id, ...(!canTake && { decision: "leave" }) }}
      values={comparisonValues(proposals)}
      labels={{ ...(await registryLabels()), fields: t("registry.choose") }}
      extra={
        canTake && (
          <Button name="decision" value="leave">
            {leave}
          </Button>
        )
      }
    >
      <p className="muted">
        {number} · {await sourceText(viewer, comparison.register.name, comparison.fetchedAt)}
      </p>
      <StatusWarning {...comparison} />
      {comparison.isOtherId && <p>{t("registryQueue.otherId")}</p>}
      <ComparisonTable
        proposals={proposals}
        formerNames={record.formerNames}
        country={country}
        texts={await comparedTexts(viewer)}
      />
    </FormPanel>
  );
}
