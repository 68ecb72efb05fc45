import { getTranslations } from "next-intl/server";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { hasOptions, wordsOf } from "@/lib/custom-fields/rules";
import { importFieldsFor } from "@/lib/imports/headings";
import { localeNames, locales } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";
import { customFieldsInUse } from "../custom-definitions";

/** What each column takes, and the template in the reader's language first. */
export async function ColumnGuide({ viewer, locale }: { viewer: Viewer; locale: Locale }) {
  const [t, kinds, custom] = await Promise.all([
    getTranslations("import"),
    getTranslations("custom.kinds"),
    customFieldsInUse(),
  ]);
  const others = locales.filter((other) => other !== locale);
  const template = (other: Locale) => (
    <a key={other} href={paths.importTemplate(other)} lang={other} download>
      {localeNames[other]}
    </a>
  );
  return (
    <Section id="guide" title={t("guide")}>
      <p className="muted sm row mt-2">
        {t("templateIn")}
        {others.map(template)}
      </p>
      <Table
        caption={t("guide")}
        head={
          <>
            <th scope="col">{t("guideColumn")}</th>
            <th scope="col">{t("guideText")}</th>
          </>
        }
      >
        <tbody>
          {importFieldsFor(viewer).map((field) => (
            <tr key={field}>
              <th scope="row">{t(`field.${field}`)}</th>
              <td className="muted">{t(`guideOf.${field}`)}</td>
            </tr>
          ))}
          {custom.map(({ id, names, kind, options }) => (
            <tr key={id}>
              <th scope="row">{wordsOf(names, locale)}</th>
              <td className="muted">
                {kinds(kind)}
                {hasOptions(kind) &&
                  `: ${options
                    .filter(({ disabledAt }) => !disabledAt)
                    .map((option) => wordsOf(option.names, locale))
                    .join(", ")}`}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
