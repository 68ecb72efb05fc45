import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { PageLink } from "@/components/page-link";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { VatRate } from "@/lib/vat-rates/queries";
import { billingWords } from "../../billing/words";
import type { SettingsPlace } from "../sections";
import { vatRateLabels } from "./describe";

type Props = Pick<SettingsPlace, "viewer" | "locale"> & { country: string; rates: readonly VatRate[] };

/** The rates of one country, those in force first. */
export async function RateTable({ viewer, locale, country, rates }: Props) {
  const [t, labels, { text }] = await Promise.all([getTranslations("vatRate"), vatRateLabels(), billingWords()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const day = (date: string | null) => (date ? format.day(date) : "–");
  return (
    <Section id={`vat-${country}`} title={format.country(country)}>
      <Table
        rows
        head={
          <>
            <th scope="col">{labels.rate}</th>
            <th scope="col">{labels.validFrom}</th>
            <th scope="col">{labels.validTo}</th>
          </>
        }
      >
        <tbody>
          {rates.map(({ id, rate, validFrom, validTo, state }) => (
            <tr key={id}>
              <th scope="row">
                <span className="row row--name">
                  <PageLink
                    className={state === "past" ? "name faint" : "name"}
                    href={paths.settings("vat", { panel: `rate.${id}` })}
                    still
                  >
                    {text("vatRate", rate)}
                  </PageLink>
                  {state === "past" && <Badge>{t("past")}</Badge>}
                  {state === "future" && <Badge tone="on">{t("future")}</Badge>}
                </span>
              </th>
              <td className="nw">{day(validFrom)}</td>
              <td className="nw">{day(validTo)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
