import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Badge } from "@/components/chips";
import { Menu, MenuLink } from "@/components/menu";
import { PageLink } from "@/components/page-link";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { ListedRate } from "@/lib/exchange-rates/queries";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { billingWords } from "../../billing/words";
import type { SettingsPlace } from "../sections";
import { rateLabels } from "./words";

type Props = Pick<SettingsPlace, "viewer" | "locale"> & { rates: readonly ListedRate[]; chosen: string | null };

/** The rates under their currencies, newest first; of many the latest, and the one that counts today. */
export async function RateTable({ viewer, locale, rates, chosen }: Props) {
  const [t, labels, words] = await Promise.all([getTranslations(), rateLabels(), billingWords()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const at = (query: Record<string, string>) => paths.settings("currencies", query);
  const byCurrency = [...Map.groupBy(rates, ({ currency }) => currency)];
  return (
    <Section
      id="rates"
      title={t("currency.rates")}
      text={t("currency.ratesText")}
      actions={
        <div className="row">
          <ButtonLink href={at({ panel: "paste-rates" })} small>
            {t("currency.paste")}
          </ButtonLink>
          <ButtonLink href={at({ panel: "new-rate" })} small icon="plus">
            {t("currency.add")}
          </ButtonLink>
        </div>
      }
      pad={rates.length === 0}
    >
      {chosen && (
        <p className="mt-3">
          <PageLink href={at({})}>{t("currency.back")}</PageLink>
        </p>
      )}
      {rates.length === 0 ? (
        <p>{t("currency.none")}</p>
      ) : (
        <Table
          head={
            <>
              <th scope="col">{labels.validFrom}</th>
              <th scope="col" className="num">
                {labels.rate}
              </th>
              <th scope="col" />
              <th scope="col" className="tight num">
                <span className="vh">{t("company.actions")}</span>
              </th>
            </>
          }
        >
          {byCurrency.map(([currency, ofIt]) => (
            <tbody key={currency}>
              <tr className="grp">
                <th colSpan={4} scope="rowgroup">
                  {words.choices.currency[currency] ?? currency}
                  <MoreRates currency={currency} of={ofIt} chosen={chosen} n={format.number(ofIt[0]?.count ?? 0)} />
                </th>
              </tr>
              {ofIt.map((rate) => (
                <RateRow key={rate.id} rate={rate} day={format.day(rate.validFrom)} worth={format.exact(rate.rate)} />
              ))}
            </tbody>
          ))}
        </Table>
      )}
    </Section>
  );
}

type MoreProps = { currency: string; of: readonly ListedRate[]; chosen: string | null; n: string };

async function MoreRates({ currency, of, chosen, n }: MoreProps) {
  const t = await getTranslations("currency");
  const count = of[0]?.count ?? 0;
  if (chosen || count <= of.length) return <span className="n">{n}</span>;
  return (
    <span className="n">
      <PageLink href={paths.settings("currencies", { currency })}>{t("all", { n: count })}</PageLink>
    </span>
  );
}

async function RateRow({ rate, day, worth }: { rate: ListedRate; day: string; worth: string }) {
  const t = await getTranslations();
  const edit = paths.settings("currencies", { panel: `rate.${rate.id}` });
  return (
    <tr>
      <th scope="row" className="max-md:pe-14!">
        <PageLink className="name" href={edit} still>
          {day}
        </PageLink>
      </th>
      <td className="num" data-l={t("currency.rate")}>
        <span>{worth}</span>
      </td>
      <td>
        {rate.inForce && (
          <Badge tone="ok" icon="check">
            {t("currency.inForce")}
          </Badge>
        )}
      </td>
      <td className="tight num act1">
        <Menu label={t("currency.actionsOf", { currency: rate.currency, day })} quiet plain small>
          <MenuLink href={edit} icon="edit">
            {t("action.edit")}
          </MenuLink>
          <MenuLink href={paths.settings("currencies", { panel: `delete-rate.${rate.id}` })} icon="trash" bad cut>
            {t("action.delete")}
          </MenuLink>
        </Menu>
      </td>
    </tr>
  );
}
