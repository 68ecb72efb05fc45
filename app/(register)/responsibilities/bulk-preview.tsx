import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { matrixQuery } from "@/lib/matrix/filter";
import { withQuery } from "@/lib/paths";
import { type Wish, wishQuery } from "@/lib/responsibility-bulk/rules";
import type { Summary } from "@/lib/responsibility-bulk/summary";
import { FormPanel } from "../form-panel";
import { ReadPanel } from "../read-panel";
import { confirmBulk } from "./bulk-actions";
import { bulkAddress } from "./bulk-addresses";
import type { BulkChoices, BulkScope } from "./bulk-panel";
import { bulkTitle } from "./bulk-words";
import { PlanLines } from "./plan-lines";

type Props = BulkScope & { choices: BulkChoices; wish: Wish; preview: Summary };

/** Exactly what would change, before it does. */
export async function BulkPreview({ target, panel, filter, params, here, choices, wish, preview }: Props) {
  const t = await getTranslations();
  const title = t("bulkChange.previewTitle", { title: bulkTitle(t, target, choices) });
  const { added, removed, changed } = preview.counts;
  const count = added + removed + changed;
  const { step: _step, ...chosen } = { ...wishQuery(wish), step: null };
  const back = { href: bulkAddress(filter, panel, chosen), label: t("bulkChange.back") };
  const lines = (
    <>
      {params.changed === "1" && <Notice kind="warn">{t("error.planChanged")}</Notice>}
      {count === 0 && <Notice kind="note">{t("bulkChange.nothing")}</Notice>}
      <p className="muted">{t("bulkChange.looked", { rows: preview.rows })}</p>
      <PlanLines preview={preview} />
    </>
  );
  if (count === 0) {
    return (
      <ReadPanel title={title} close={here} foot={<ButtonLink {...back}>{back.label}</ButtonLink>}>
        {lines}
      </ReadPanel>
    );
  }
  const hidden = { panel, where: withQuery("", matrixQuery(filter)), plan: preview.mark, ...textsOf(wish) };
  return (
    <FormPanel
      title={title}
      close={here}
      cancel={back.href}
      action={confirmBulk}
      submit={t("bulkChange.confirm", { count })}
      hidden={hidden}
    >
      {lines}
    </FormPanel>
  );
}

const textsOf = (wish: Wish): Record<string, string> =>
  Object.fromEntries(Object.entries(wishQuery(wish)).map(([name, value]) => [name, String(value ?? "")]));
