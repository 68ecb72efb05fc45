import type { ReactNode } from "react";
import { ButtonLink } from "@/components/button";
import { Menu, MenuLink } from "@/components/menu";
import { PageLink } from "@/components/page-link";
import { views, yearOf } from "@/lib/financials/rules";
import type { FigurePage } from "./figure-page";

/** The year and which figures: addresses. */
export function FigureChoices({ asked, figures, t, to, viewer }: FigurePage) {
  const now = yearOf(viewer.facts.today);
  const years = [...new Set([asked.year - 1, asked.year, asked.year + 1, now, ...figures.years])].sort((a, b) => a - b);
  const words = { expected: t("finance.expected"), actual: t("finance.actual"), forecast: t("finance.forecast") };
  return (
    <>
      <nav className="pick" aria-label={t("finance.years")}>
        {years.map((year) => (
          <Choice key={year} href={to({ year, month: null })} isCurrent={year === asked.year}>
            {year}
          </Choice>
        ))}
      </nav>
      <nav className="pick" aria-label={t("finance.view")}>
        {views.map((view) => (
          <Choice key={view} href={to({ view })} isCurrent={view === asked.view}>
            {words[view]}
          </Choice>
        ))}
      </nav>
    </>
  );
}

type ChoiceProps = { href: string; isCurrent: boolean; children: ReactNode };

function Choice({ href, isCurrent, children }: ChoiceProps) {
  return (
    <PageLink href={href} still aria-current={isCurrent ? "true" : undefined}>
      {children}
    </PageLink>
  );
}

/** Excel as it is seen, and other ways to take the figures along; only for those who may. */
export function FigureFiles({ file, isRolledUp, t, viewer }: FigurePage) {
  if (!viewer.can("export")) return null;
  return (
    <>
      <ButtonLink href={file("xlsx", "months")} icon="excel" download>
        {t("customers.excel")}
      </ButtonLink>
      <Menu label={t("action.more")} quiet>
        <MenuLink href={file("xlsx", "parts")} icon="excel" download>
          {t("finance.excelParts", { whose: isRolledUp ? "customer" : "project" })}
        </MenuLink>
        <MenuLink href={file("csv", "months")} icon="download" download>
          {t("report.csv")}
        </MenuLink>
      </Menu>
    </>
  );
}
