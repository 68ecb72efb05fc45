import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import type { ListedFile } from "@/lib/files/queries";
import { type CardPlace, keyOf, pathAt } from "../card-place";
import { FormPanel } from "../form-panel";
import { saveFile } from "./actions";
import { fileLabels, placeChoices } from "./choices";
import { LinkFields, PlaceFields } from "./file-fields";
import { FileLink } from "./file-link";
import { FileStamps } from "./file-stamps";

export async function EditFilePanel({ place, file }: { place: CardPlace; file: ListedFile }) {
  const t = await getTranslations();
  const { id, version, url } = file;
  const title = url === null ? t("file.editFile") : t("file.editLink");
  const close = pathAt(keyOf(place));
  return (
    <FormPanel
      title={title}
      about={file.name}
      close={close}
      action={saveFile.bind(null, keyOf(place))}
      submit={t("action.save")}
      labels={await fileLabels()}
      hidden={{ id: String(id), version: String(version) }}
      values={{
        name: file.name,
        url: url ?? "",
        projectId: String(file.projectId ?? ""),
        contactId: String(file.contactId ?? ""),
        description: file.description ?? "",
        keywords: file.keywords ?? "",
      }}
      danger={
        <ButtonLink href={pathAt(keyOf(place), { panel: `delete-file.${id}` })} tone="bad" icon="trash">
          {t("action.delete")}
        </ButtonLink>
      }
    >
      <LinkFields isLink={url !== null} />
      <PlaceFields choices={await placeChoices(place.viewer, place.customer.id, file)} />
      <p>
        <FileLink file={file}>{url === null ? t("file.download") : t("file.open")}</FileLink>
      </p>
      <FileStamps viewer={place.viewer} file={file} />
    </FormPanel>
  );
}
