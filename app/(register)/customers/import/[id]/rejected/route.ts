import { getTranslations } from "next-intl/server";
import { wholeNumber } from "@/lib/access/post";
import { downloadOf } from "@/lib/downloads";
import { formatsOf } from "@/lib/format";
import { listRejected } from "@/lib/imports/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { headingOf, placeOf, problemText } from "../findings";

/** The rows to correct, as they are in the file, with the reasons at the end: corrected, the workbook can come in. */
export async function GET(_: Request, { params }: RouteContext<"/customers/import/[id]/rejected">) {
  const [viewer, locale, { id }] = await Promise.all([currentViewer(), currentLocale(), params]);
  const [t, errors] = await Promise.all([getTranslations("import"), getTranslations("error")]);
  const { file, rows } = await listRejected(viewer, wholeNumber(id) ?? 0);
  const { timeZone, name } = viewer.facts;

  const widest = rows.reduce((most, { cells }) => Math.max(most, cells.length), file.head.length);
  const headings = Array.from({ length: widest }, (_, at) => headingOf(file, at, t));
  const text = (heading: string, width?: number) => ({ heading, kind: "text" as const, width });
  const lines = rows.map(({ line, cells, problems }) => {
    const reasons = problems.map(({ column, what }) => `${placeOf(file, column, t)}: ${problemText(what, errors)}`);
    return [...headings.map((_, at) => cells[at] ?? ""), String(line), reasons.join(" · ")];
  });
  const book = {
    sheetName: t("problems"),
    columns: [...headings.map((heading) => text(heading)), text(t("row"), 8), text(t("reason"), 60)],
    rows: (async function* () {
      yield lines;
    })(),
    about: {
      heading: t("about"),
      lines: [
        [t("stepFile"), file.fileName],
        [t("by"), name],
        [t("when"), formatsOf(locale, timeZone).dateTime(file.createdAt)],
      ] as [string, string][],
    },
    locale,
    timeZone,
  };
  return downloadOf(book, "xlsx", `${t("problems")} ${file.fileName.replace(/\.\w+$/, "")}`);
}
