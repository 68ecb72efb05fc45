import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { FigureKind } from "@/lib/financials/rules";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { cellName, type FigureField, fieldsOf, monthNumbers } from "@/lib/project-months/fields";
import { nameBefore } from "@/lib/project-months/filling";
import { figuresOf } from "@/lib/project-months/queries";
import { currentLocale } from "@/lib/session";
import type { ProjectCard } from "../project-card";
import { fillOrSave } from "./actions";
import { cellLabels } from "./labels";
import { SpreadFields } from "./spread-fields";

type Props = ProjectCard & { kind: FigureKind; year: number };

/** A whole year of one kind of figures as one form; what is left as it is is not written. */
export async function MonthForm({ viewer, project, kind, year }: Props) {
  const [t, locale, texts, labels, cells, before] = await Promise.all([
    getTranslations(),
    currentLocale(),
    formTexts(),
    cellLabels(),
    figuresOf(viewer, project.id, kind, year),
    figuresOf(viewer, project.id, kind, year - 1),
  ]);
  const { typed, monthAndYear } = formatsOf(locale, viewer.facts.timeZone);
  const fields = fieldsOf(kind);
  const title = t(kind === "forecast" ? "figures.forecastOf" : "figures.actualOf", { year: String(year) });
  const names = monthNumbers.flatMap((month) =>
    fields.map((field) => [cellName(month, field), labels.cell(month, field)]),
  );
  const shown = Object.entries(cells).map(([name, value]) => [
    name,
    name.endsWith(".note") ? (value ?? "") : typed(value),
  ]);
  const december = Object.fromEntries(
    fields
      .filter((field) => field !== "note")
      .map((field) => [nameBefore(field), typed(before[cellName(12, field)] ?? null)]),
  );
  return (
    <Section id="figures" title={title} text={t("figures.about", { currency: project.currency })} pad>
      <Form
        action={fillOrSave}
        formKey={newFormKey()}
        title={`${title} · ${project.name} · Kumppani`}
        texts={texts}
        layout="stack"
        submit={t("action.save")}
        labels={{ ...Object.fromEntries(names), "spread.amount": t("figures.spreadAmount") }}
        hidden={{ projectId: project.id, kind, year, ...december }}
        values={{ ...Object.fromEntries(shown), seen: JSON.stringify(cells), "spread.from": "1", "spread.to": "12" }}
        cancel={{ href: paths.projectTab(project.id, "financials", { year }), label: t("action.cancel") }}
      >
        {/* Enter in a cell presses the first button of the form, which is to save. */}
        <button type="submit" className="vh" tabIndex={-1}>
          {t("action.save")}
        </button>
        <Field name="seen" label="" kind="hidden" />
        <SpreadFields fields={fields} labels={labels} />
        <Table
          caption={title}
          head={
            <>
              <th scope="col">{t("finance.month")}</th>
              {fields.map((field) => (
                <th key={field} scope="col" className={field === "note" ? undefined : "num"}>
                  {labels.fields[field]}
                </th>
              ))}
              <th scope="col" className="tight">
                <span className="vh">{t("figures.copyHead")}</span>
              </th>
            </>
          }
        >
          <tbody>
            {monthNumbers.map((month) => (
              <MonthRow
                key={month}
                month={month}
                before={month === 1 ? monthAndYear(`${year - 1}-12-01`) : labels.month(month - 1)}
                fields={fields}
                labels={labels}
              />
            ))}
          </tbody>
        </Table>
      </Form>
    </Section>
  );
}

type RowProps = {
  month: number;
  /** What the month before it is called. */
  before: string;
  fields: readonly FigureField[];
  labels: Awaited<ReturnType<typeof cellLabels>>;
};

async function MonthRow({ month, before, fields, labels }: RowProps) {
  const t = await getTranslations("figures");
  return (
    <tr>
      <th scope="row" className="first-letter:uppercase">
        {labels.month(month)}
      </th>
      {fields.map((field) => (
        <td key={field} data-l={labels.fields[field]}>
          <Field
            name={cellName(month, field)}
            label={labels.cell(month, field)}
            quietLabel
            kind={field === "note" ? "text" : "money"}
            autoComplete="off"
          />
        </td>
      ))}
      <td className="tight num act1">
        <Button
          name="fill"
          value={`copy.${month}`}
          icon="inherit"
          tone="plain"
          small
          label={t("copy", { from: before, to: labels.month(month) })}
        />
      </td>
    </tr>
  );
}
