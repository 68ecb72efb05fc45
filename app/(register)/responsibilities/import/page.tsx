import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { FileDrop } from "@/components/file-drop";
import { FileHash } from "@/components/file-hash";
import { Form } from "@/components/form";
import { emptyForm } from "@/lib/form-state";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { sentences } from "@/lib/forms";
import { refusalFrom } from "@/lib/imports/filter";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { mostRows } from "@/lib/responsibility-import/rules";
import { currentViewer } from "@/lib/session";
import { ImportHead } from "./import-head";

/** Bringing the matrix in again, first step: the file. A refused one comes back here with its reason in the address. */
export default async function ImportResponsibilities({ searchParams }: PageProps<"/responsibilities/import">) {
  const [viewer, params, t] = await Promise.all([currentViewer(), searchParams, getTranslations()]);
  if (!viewer.can("import") || !viewer.can("responsibilities")) absent();
  const refusal = refusalFrom(params);
  const errors = refusal ? await sentences({ [refusal.field]: refusal.problem }) : {};
  const formKey = newFormKey();
  return (
    <>
      <ImportHead
        text={t("matrixFile.text")}
        actions={
          viewer.can("export") && (
            <ButtonLink href={paths.exportResponsibilities()} icon="excel" download>
              {t("matrixFile.current")}
            </ButtonLink>
          )
        }
      />
      <Form
        action={paths.importUpload("responsibilities")}
        formKey={formKey}
        state={{ ...emptyForm(formKey), errors, tries: refusal ? 1 : 0 }}
        title={`${t("matrixFile.title")} · Kumppani`}
        texts={await formTexts()}
        submit={t("bulkChange.preview")}
        labels={{ file: t("import.file") }}
        cancel={{ href: paths.responsibilities(), label: t("action.cancel") }}
        layout="stack"
      >
        <FileDrop
          name="file"
          label={t("import.file")}
          hint={t("import.fileHint", { rows: mostRows, size: "20 MB" })}
          accept=".xlsx,.csv,.txt,.tsv"
          required
        />
        <FileHash file="file" />
        <ul className="muted stack stack--s">
          <li>{t("matrixFile.marks")}</li>
          <li>{t("matrixFile.rows")}</li>
          <li>{t("matrixFile.owners")}</li>
        </ul>
      </Form>
    </>
  );
}
