import { getTranslations } from "next-intl/server";
import { html } from "@/components/rows";
import { Kpis } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { fates } from "@/lib/responsibilities/plan";
import type { Summary } from "@/lib/responsibility-bulk/summary";
import { rolesOf } from "@/lib/roles/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { tieWords } from "./bulk-words";
import { dayWords } from "./tie-words";

/** How much of a plan does what, and its first lines. */
export async function PlanLines({ preview }: { preview: Summary }) {
  const [t, viewer, locale] = await Promise.all([getTranslations(), currentViewer(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const reading = { t, days: await dayWords(viewer), roles: await rolesOf(viewer, locale) };
  const { counts, lines, total } = preview;
  const told = fates
    .filter((fate) => counts[fate] > 0)
    .map((fate) => ({ label: t(`bulkChange.fate.${fate}`), value: format.number(counts[fate]) }));
  const rows = lines.map(({ place, person, subject, fate, why, before, after }) => {
    const words = (ties: typeof before) => ties.map((tie) => tieWords(reading, subject, tie)).join(", ");
    const href = subject === "customer" ? paths.customer(place.customerId) : paths.project(place.subjectId);
    const what = why
      ? t(`bulkChange.why.${why}`)
      : fate === "kept"
        ? words(before)
        : becoming(words(before), words(after));
    return html`<tr>
      <th scope="row"><a class="name" href="${href}">${place.name}</a> <span class="faint">${place.number}</span></th>
      <td data-l="${t("bulkChange.who")}">${person}</td>
      <td data-l="${t("bulkChange.becomes")}"><span>${t(`bulkChange.fate.${fate}`)}${what && html`<small class="sub">${what}</small>`}</span></td>
    </tr>`;
  });
  return (
    <>
      {told.length > 0 && <Kpis items={told} />}
      {lines.length > 0 && (
        <Table
          caption={t("bulkChange.lines")}
          head={
            <>
              <th scope="col">{t("bulkChange.place")}</th>
              <th scope="col">{t("bulkChange.who")}</th>
              <th scope="col">{t("bulkChange.becomes")}</th>
            </>
          }
        >
          <Rows html={html`${rows}`} />
        </Table>
      )}
      {lines.length < total && <p className="muted">{t("bulkChange.more", { shown: lines.length, total })}</p>}
    </>
  );
}

const becoming = (before: string, after: string): string => [before, after].filter(Boolean).join(" → ");
