import { getTranslations } from "next-intl/server";
import { FileDrop } from "@/components/file-drop";
import { FileHash } from "@/components/file-hash";
import { UploadProgress } from "@/components/upload-progress";
import { refusalAt } from "@/lib/access/refusals";
import { endings, mostBytes, mostFiles } from "@/lib/files/rules";
import { emptyForm } from "@/lib/form-state";
import { newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { sentences } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { type CardPlace, keyOf, pathAt } from "../card-place";
import { FormPanel } from "../form-panel";
import { addTabs } from "./add-tabs";
import { fileLabels, placeChoices } from "./choices";
import { PlaceFields } from "./file-fields";

/** A plain form: files go to their own address, which streams and counts them. */
export async function NewFilePanel({ place }: { place: CardPlace }) {
  const { viewer, customer, project, query } = place;
  const [t, locale, refusal] = await Promise.all([
    getTranslations(),
    currentLocale(),
    refusalAt(viewer, query.refused),
  ]);
  const formKey = newFormKey();
  const errors = refusal ? await sentences(refusal.problems) : {};
  const size = formatsOf(locale, viewer.facts.timeZone).size(mostBytes);
  return (
    <FormPanel
      key={String(query.refused)}
      title={t("file.addTitle")}
      about={project?.name ?? customer.name}
      close={pathAt(keyOf(place))}
      tabs={await addTabs(place, "new-file")}
      action={paths.fileUpload(keyOf(place))}
      formKey={formKey}
      state={{ ...emptyForm(formKey), values: refusal?.values ?? {}, errors, tries: refusal ? 1 : 0 }}
      values={{ projectId: String(project?.id ?? "") }}
      submit={t("file.add")}
      labels={await fileLabels()}
    >
      <FileDrop
        name="file"
        label={t("file.files")}
        hint={t("file.filesHint", { max: mostFiles, size, types: endings.join(", ") })}
        accept={endings.map((ending) => `.${ending}`).join()}
        required
        multiple
        pasted
      />
      <FileHash file="file" />
      <PlaceFields choices={await placeChoices(viewer, customer.id, null)} />
      <UploadProgress sending={t("file.sending", { done: "{done}" })} failed={t("file.sendingFailed")} />
    </FormPanel>
  );
}
