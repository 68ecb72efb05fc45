import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Field } from "@/components/field";
import { FileDrop } from "@/components/file-drop";
import { FileHash } from "@/components/file-hash";
import { Form } from "@/components/form";
import type { Locale } from "@/lib/access/viewer";
import { stages } from "@/lib/customers/fields";
import type { CustomerChoices } from "@/lib/customers/queries";
import { emptyForm } from "@/lib/form-state";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { mostRows } from "@/lib/imports/rules";
import { paths } from "@/lib/paths";

type Props = {
  title: string;
  locale: Locale;
  /** Of the viewer: chosen unless another one is. */
  companyId: number;
  choices: CustomerChoices;
  /** Whose customers these become, where there is a choice. */
  companies: readonly { id: number; name: string }[];
  /** From an upload that was refused. */
  chosen: Record<string, string>;
  errors: Record<string, string>;
};

const stageWords = { active: "customer.stageActive", prospect: "customer.stageProspect" } as const;

/** A plain form: files go to their own address, which streams and counts them. */
export async function UploadForm({ title, locale, companyId, choices, companies, chosen, errors }: Props) {
  const t = await getTranslations();
  const formKey = newFormKey();
  const tries = Object.keys(errors).length > 0 ? 1 : 0;
  const labels = {
    file: t("import.file"),
    stage: t("import.stage"),
    groupId: t("import.group"),
    companyId: t("import.company"),
  };
  return (
    <Form
      action={paths.importUpload()}
      formKey={formKey}
      state={{ ...emptyForm(formKey), errors, tries }}
      title={title}
      texts={await formTexts()}
      submit={t("import.next")}
      labels={labels}
      values={{ stage: "active", groupId: "", companyId: String(companyId), ...chosen }}
      cancel={{ href: paths.customers(), label: t("action.cancel") }}
      extra={
        <ButtonLink href={paths.importTemplate(locale)} icon="download" download>
          {t("import.template")}
        </ButtonLink>
      }
      layout="stack"
    >
      <FileDrop
        name="file"
        label={labels.file}
        hint={t("import.fileHint", { rows: mostRows, size: "20 MB" })}
        accept=".xlsx,.csv,.txt,.tsv"
        required
      />
      <FileHash file="file" />
      <Field
        name="stage"
        kind="pick"
        label={labels.stage}
        options={stages.map((value) => ({ value, label: t(stageWords[value]) }))}
      />
      <Field
        name="groupId"
        kind="select"
        width="l"
        label={labels.groupId}
        hint={t("import.groupHint")}
        options={[
          { value: "", label: t("import.groupNone") },
          ...choices.groups.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      {companies.some(({ id }) => id !== companyId) && (
        <Field
          name="companyId"
          kind="select"
          width="l"
          label={labels.companyId}
          options={companies.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      )}
    </Form>
  );
}
