import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { intlTag } from "@/lib/locale/choice";
import type { SalesFilter } from "@/lib/sales/filter";
import type { SalesSum } from "@/lib/sales/queries";
import { saleStates } from "@/lib/sales/rules";
import { currentLocale } from "@/lib/session";

type Props = { viewer: Viewer; sums: readonly SalesSum[]; shown: SalesFilter["shown"] };

/**
 * What the foot of the table adds up: for each state a line per currency, and where there are several, all of them
 * together in the organisation's.
 * @param lead columns before the values, and `rest` after them
 */
export async function SalesSums({ viewer, sums, shown, lead, rest }: Props & { lead: number; rest: number }) {
  const [t, locale] = await Promise.all([getTranslations("sales"), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const home = viewer.facts.currency;
  const totals = { inProgress: t("totalInProgress"), won: t("totalWon"), lost: t("totalLost") };
  const lines = statesIn(shown).flatMap((state) => {
    const ofState = worthSaying(sums).filter((sum) => sum.state === state);
    const isMixed = currenciesOf(ofState).length > 1;
    return ofState
      .filter(({ currency }) => currency !== null || isMixed)
      .map((sum) => ({ ...sum, label: labelOf(totals[state], sum.currency, isMixed) }));
  });
  function labelOf(total: string, currency: string | null, isMixed: boolean): string {
    if (!isMixed) return total;
    return currency ? t("totalIn", { total, currency }) : t("totalConverted", { total, currency: home });
  }
  if (lines.length === 0) return null;
  return (
    <tfoot>
      {lines.map(({ label, value, weighted, currency }) => (
        <tr key={label}>
          <th scope="row" colSpan={lead}>
            {label}
          </th>
          <td className="num" data-l={t("value")}>
            {value !== null && format.money(value, currency ?? home)}
          </td>
          <td className="num" data-l={t("weighted")}>
            {weighted !== null && format.money(weighted, currency ?? home)}
          </td>
          <td colSpan={rest} className="hide" />
        </tr>
      ))}
    </tfoot>
  );
}

/** At which rates several currencies were added up, and which have none. */
export async function RateLine({ viewer, sums, shown }: Props) {
  const [t, locale] = await Promise.all([getTranslations("sales"), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const home = viewer.facts.currency;
  const converted = statesIn(shown).flatMap((state) => {
    const ofState = worthSaying(sums).filter((sum) => sum.state === state);
    return currenciesOf(ofState).length > 1 ? ofState : [];
  });
  const factor = new Intl.NumberFormat(intlTag(locale), { maximumFractionDigits: 6 });
  const used = currenciesOf(converted).filter((currency) => currency !== home);
  const rated = used.flatMap((currency) => {
    const rate = converted.find((sum) => sum.currency === currency);
    if (!rate?.factor || !rate.ratedOn) return [];
    const day = format.day(rate.ratedOn);
    return [t("rate", { currency, home, day, factor: factor.format(rate.factor as `${number}`) })];
  });
  const missing = used.filter((currency) => !converted.some((sum) => sum.currency === currency && sum.factor));
  if (used.length === 0) return null;
  return (
    <p className="xs faint pt-2">
      {rated.length > 0 && t("rates", { rates: rated.join(", ") })}{" "}
      {missing.length > 0 && t("rateMissing", { currencies: missing.join(", ") })}
    </p>
  );
}

const statesIn = (shown: SalesFilter["shown"]) =>
  saleStates.filter((state) => shown === "all" || (state === "inProgress") === (shown === "open"));

/** Without those whose cases have no value at all. */
const worthSaying = (sums: readonly SalesSum[]) =>
  sums.filter(({ value, currency }) => value !== null || currency === null);

const currenciesOf = (sums: readonly SalesSum[]) => [...new Set(sums.flatMap(({ currency }) => currency ?? []))];
