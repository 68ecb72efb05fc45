import { getTranslations } from "next-intl/server";
import { html } from "@/components/rows";
import { Rows, Table } from "@/components/table";
import type { Finding } from "@/lib/imports/cells";
import { shortened } from "@/lib/text";
import { placeOf } from "./findings";

type Props<What> = {
  caption: string;
  file: { head: string[] };
  findings: readonly Finding<What>[];
  words: (what: What) => string;
  tone: "bad" | "warn";
};

/** One line per cell: the value as the file has it, marked, with what is to be said about it. */
export async function FindingsTable<What>({ caption, file, findings, words, tone }: Props<What>) {
  const t = await getTranslations("import");
  const empty = html`<span class="faint">${t("emptyCell")}</span>`;
  const rows = findings.map(
    ({ line, customer, column, value, what }) => html`<tr>
      <th scope="row" class="faint tight" data-l="${t("row")}">${line}</th>
      <td class="wrap-anywhere">${shortened(customer) || empty}</td>
      <td data-l="${t("column")}">${placeOf(file, column, t)}</td>
      <td class="wrap-anywhere ${tone}cell"><span>${shortened(value.trim()) || empty}<small>${words(what)}</small></span></td>
    </tr>`,
  );
  return (
    <Table
      caption={caption}
      head={
        <>
          <th scope="col" className="tight">
            {t("row")}
          </th>
          <th scope="col">{t("customer")}</th>
          <th scope="col">{t("column")}</th>
          <th scope="col">{t("value")}</th>
        </>
      }
    >
      <Rows html={html`${rows}`} />
    </Table>
  );
}
