import { getTranslations } from "next-intl/server";
import { demand } from "@/lib/access/gate";
import { downloadOf } from "@/lib/downloads";
import { importFieldsFor } from "@/lib/imports/headings";
import { localeFrom } from "@/lib/locale/choice";
import { currentLocale, currentViewer } from "@/lib/session";
import { samples } from "./samples";

/** A workbook to fill in: headings in the chosen language, a sample row, and a sheet that explains each column. */
export async function GET(request: Request) {
  const viewer = await currentViewer();
  demand(viewer, "import");
  const wanted = new URL(request.url).searchParams.get("locale") ?? undefined;
  const locale = localeFrom(wanted, await currentLocale());
  const t = await getTranslations({ locale, namespace: "import" });

  // The full name stands for the two names; both at once would only confuse.
  const fields = importFieldsFor(viewer).filter((field) => field !== "contactName");
  const book = {
    sheetName: t("templateName"),
    columns: fields.map((field) => ({ heading: t(`field.${field}`), kind: "text" as const })),
    rows: (async function* () {
      yield [fields.map((field) => samples[locale][field] ?? "")];
    })(),
    about: {
      heading: t("guide"),
      lines: fields.map((field): [string, string] => [t(`field.${field}`), t(`guideOf.${field}`)]),
    },
    locale,
    timeZone: viewer.facts.timeZone,
  };
  return downloadOf(book, "xlsx", t("templateFile"));
}
