import { PageLink } from "@/components/page-link";
import { paths } from "@/lib/paths";
import type { FigurePage } from "./figure-page";

type Noted = Pick<FigurePage, "format" | "t" | "viewer"> & {
  figures: Pick<FigurePage["figures"], "rates" | "missing">;
};

/** At which rates amounts were converted, and of which days; null where none was. */
export function conversionOf({ rates, format, t, viewer }: Omit<Noted, "figures"> & Pick<Noted["figures"], "rates">) {
  const { currency } = viewer.facts;
  const said = rates.map(({ currency: other, worth, day }) =>
    t("finance.rate", {
      home: currency,
      worth: format.typed(worth.replace(/0+$/, "")),
      currency: other,
      day: format.day(day),
    }),
  );
  return said.length > 0 ? t("finance.converted", { currency, rates: said.join(", ") }) : null;
}

/** What somebody who adds up the figures should know. */
export function notesOf({ figures, format, t, viewer }: Noted) {
  const missing = figures.missing.map(({ currency, count }) => t("finance.missingIn", { currency, count }));
  return {
    converted: conversionOf({ rates: figures.rates, format, t, viewer }),
    missing: missing.length > 0 ? t("finance.missing", { list: missing.join(", ") }) : null,
    own: viewer.can("projects.read") ? null : t("finance.ownProjects"),
  };
}

export function FigureNotes(page: FigurePage) {
  const { t, viewer } = page;
  const { converted, missing, own } = notesOf(page);
  return (
    <div className="stack stack--s faint xs">
      {missing && (
        <p>
          {missing}{" "}
          {viewer.can("settings") && <PageLink href={paths.settings("currencies")}>{t("finance.addRates")}</PageLink>}
        </p>
      )}
      {converted && <p>{converted}</p>}
      {own && <p>{own}</p>}
      <p>{t("finance.onlyWithRight")}</p>
    </div>
  );
}
