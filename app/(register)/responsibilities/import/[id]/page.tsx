import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { Form } from "@/components/form";
import { Switch } from "@/components/switch";
import { wholeNumber } from "@/lib/access/post";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { previewMatrix } from "@/lib/responsibility-import/queries";
import { currentViewer } from "@/lib/session";
import { PlanLines } from "../../plan-lines";
import { bringMatrixIn } from "../actions";
import { Flaws } from "../flaws";
import { ImportHead } from "../import-head";

/** A workbook of the matrix that has been read: what it would change, before it does. */
export default async function ResponsibilitiesImport({
  params,
  searchParams,
}: PageProps<"/responsibilities/import/[id]">) {
  const [viewer, { id }, { empty, changed }, t] = await Promise.all([
    currentViewer(),
    params,
    searchParams,
    getTranslations(),
  ]);
  const fileId = wholeNumber(id) ?? 0;
  const emptyTakes = empty === "takes";
  const { fileName, preview } = await previewMatrix(viewer, fileId, emptyTakes);
  const { added = 0, removed = 0, changed: altered = 0 } = preview?.counts ?? {};
  const count = added + removed + altered;
  const title = `${t("matrixFile.title")} · Kumppani`;
  const again = (
    <ButtonLink href={paths.importResponsibilities()} icon="upload">
      {t("import.uploadAgain")}
    </ButtonLink>
  );
  return (
    <>
      <ImportHead text={fileName} />
      {changed === "1" && <Notice kind="warn">{t("error.planChanged")}</Notice>}
      {preview ? (
        <>
          <div className="mb-3">
            <Switch name="empty" on={emptyTakes} onValue="takes" label={t("matrixFile.emptyTakes")} />
          </div>
          {count === 0 && <Notice kind="note">{t("bulkChange.nothing")}</Notice>}
          <div className="mb-6">
            <PlanLines preview={preview} />
          </div>
          <Flaws flaws={preview.flaws} count={preview.flawCount} />
        </>
      ) : (
        <Notice kind="note">{t("error.importDone")}</Notice>
      )}
      {preview && count > 0 ? (
        <Form
          action={bringMatrixIn}
          formKey={newFormKey()}
          title={title}
          texts={await formTexts()}
          submit={t("bulkChange.confirm", { count })}
          hidden={{ id: String(fileId), plan: preview.mark, emptyTakes: emptyTakes ? "on" : "" }}
          cancel={{ href: paths.responsibilities(), label: t("action.cancel") }}
          extra={again}
        />
      ) : (
        <div className="foot">
          <title>{title}</title>
          {again}
        </div>
      )}
    </>
  );
}
