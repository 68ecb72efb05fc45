import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { Field } from "@/components/field";
import { Notice } from "@/components/flash";
import { Form } from "@/components/form";
import { Table } from "@/components/table";
import { customName, wordsOf } from "@/lib/custom-fields/rules";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { importFieldsFor } from "@/lib/imports/headings";
import { paths } from "@/lib/paths";
import { shortened } from "@/lib/text";
import { customFieldsInUse } from "../../custom-definitions";
import { saveColumns } from "../actions";
import { headingOf, type Place } from "./findings";

/** Which column goes where: guessed from the headings, corrected by hand. */
export async function ColumnsStep({ viewer, locale, file }: Place) {
  const [t, custom] = await Promise.all([getTranslations("import"), customFieldsInUse()]);
  const { columns } = file;
  const known = columns.filter(({ isGuessed }) => isGuessed).length;
  const fields = [
    { value: "", label: t("skipColumn") },
    ...importFieldsFor(viewer).map((field) => ({ value: field, label: t(`field.${field}`) })),
    ...custom.map(({ id, names }) => ({ value: customName(id), label: wordsOf(names, locale) })),
  ];
  const headings = columns.map((_, at) => headingOf(file, at, t));
  const named = Object.fromEntries(headings.map((heading, at) => [`column.${at}`, heading]));
  const date = file.importedBefore && formatsOf(locale, viewer.facts.timeZone).date(file.importedBefore);

  return (
    <>
      {date && <Notice kind="note">{t("importedBefore", { date })}</Notice>}
      <p className="muted mb-4">
        <b>{file.fileName}</b> · {t("columnsText", { rows: file.rows, columns: columns.length, known })}
      </p>
      <Form
        action={saveColumns}
        formKey={newFormKey()}
        title={`${t("title")}: ${t("stepColumns")} · Kumppani`}
        texts={await formTexts()}
        submit={t("dryRun")}
        labels={named}
        hidden={{ id: String(file.id) }}
        values={Object.fromEntries(columns.map(({ field }, at) => [`column.${at}`, field ?? ""]))}
        cancel={{ href: paths.importCustomers(), label: t("back") }}
        extra={<span className="xs faint">{t("checkHint")}</span>}
        layout="stack"
      >
        <Table
          caption={t("stepColumns")}
          head={
            <>
              <th scope="col">{t("fileColumn")}</th>
              <th scope="col">{t("example")}</th>
              <th scope="col" className="w-80">
                {t("mapTo")}
              </th>
              <th scope="col">{t("recognition")}</th>
            </>
          }
        >
          <tbody>
            {columns.map(({ samples, isGuessed }, at) => (
              <tr key={Object.keys(named)[at]}>
                <th scope="row">{headings[at]}</th>
                <td className="muted wrap-anywhere">{samples.map(shortened).join(" · ") || "–"}</td>
                <td>
                  <Field
                    name={`column.${at}`}
                    kind="select"
                    label={t("fieldFor", { column: headings[at] ?? "" })}
                    quietLabel
                    options={fields}
                  />
                </td>
                <td>
                  {isGuessed ? (
                    <Badge tone="ok" icon="check">
                      {t("recognised")}
                    </Badge>
                  ) : (
                    "–"
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Form>
    </>
  );
}
