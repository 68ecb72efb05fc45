import { getTranslations } from "next-intl/server";
import { html } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { formatsOf } from "@/lib/format";
import type { Flaw } from "@/lib/responsibility-import/check";
import { currentLocale } from "@/lib/session";
import { shortened } from "@/lib/text";

/** What in the file is not understood, cell by cell; it is left as it is. */
export async function Flaws({ flaws, count }: { flaws: readonly Flaw[]; count: number }) {
  if (!count) return null;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { number } = formatsOf(locale, "UTC");
  const rows = flaws.map(
    ({ address, value, problem }) => html`<tr>
      <th scope="row" class="tight">${address}</th>
      <td class="wrap-anywhere warncell"><span>${shortened(value) || "–"}<small>${t(`error.${problem.key}`, problem.params as never)}</small></span></td>
    </tr>`,
  );
  return (
    <Section
      id="flaws"
      title={t("matrixFile.flaws")}
      text={t("matrixFile.flawsText")}
      count={flaws.length < count ? `${number(flaws.length)} / ${number(count)}` : number(count)}
    >
      <Table
        caption={t("matrixFile.flaws")}
        head={
          <>
            <th scope="col" className="tight">
              {t("matrixFile.cell")}
            </th>
            <th scope="col">{t("import.value")}</th>
          </>
        }
      >
        <Rows html={html`${rows}`} />
      </Table>
    </Section>
  );
}
