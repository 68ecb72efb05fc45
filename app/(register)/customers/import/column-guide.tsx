import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Locale } from "@/lib/access/viewer";
import { importFields } from "@/lib/imports/headings";
import { localeNames, locales } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";

/** What each column takes, and the template in the reader's language first. */
export async function ColumnGuide({ locale }: { locale: Locale }) {
  const t = await getTranslations("import");
  const others = locales.filter((other) => other !== locale);
  return (
    <Section
      id="guide"
      title={t("guide")}
      actions={
        <ButtonLink href={paths.importTemplate(locale)} icon="download" small download>
          {t("template")}
        </ButtonLink>
      }
    >
      <p className="muted sm row mt-2">
        {t("templateIn")}
        {others.map((other) => (
          <a key={other} href={paths.importTemplate(other)} lang={other} download>
            {localeNames[other]}
          </a>
        ))}
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
          {importFields.map((field) => (
            <tr key={field}>
              <th scope="row">{t(`field.${field}`)}</th>
              <td className="muted">{t(`guideOf.${field}`)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
