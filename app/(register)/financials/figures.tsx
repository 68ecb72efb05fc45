import { EmptyLine } from "@/components/empty";
import { FigureNotes } from "./figure-notes";
import type { FigurePage } from "./figure-page";
import { FigureChart, KeyFigures } from "./figure-summary";
import { InvoiceTable } from "./invoice-table";
import { MonthTable } from "./month-table";
import { PartTable } from "./part-table";

/** The figures of a year: in four numbers, drawn, month by month, and what they are made of. */
export function FigureSections(page: FigurePage) {
  const { asked, figures, t } = page;
  if (figures.isEmpty) {
    return (
      <>
        <EmptyLine text={t("finance.noYear", { year: String(asked.year) })} />
        <FigureNotes {...page} />
      </>
    );
  }
  return (
    <>
      <KeyFigures {...page} />
      <FigureChart {...page} />
      <div className="stack stack--l">
        <MonthTable {...page} />
        <PartTable {...page} />
        <InvoiceTable {...page} />
        <FigureNotes {...page} />
      </div>
    </>
  );
}
