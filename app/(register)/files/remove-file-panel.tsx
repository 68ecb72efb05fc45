import { getTranslations } from "next-intl/server";
import type { ListedFile } from "@/lib/files/queries";
import { type CardPlace, keyOf, pathAt } from "../card-place";
import { FormPanel } from "../form-panel";
import { removeFile } from "./actions";

export async function RemoveFilePanel({ place, file }: { place: CardPlace; file: ListedFile }) {
  const t = await getTranslations();
  const title = t("file.deleteTitle", { name: file.name });
  const close = pathAt(keyOf(place));
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={removeFile.bind(null, keyOf(place))}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(file.id) }}
    >
      <p>{file.url === null ? t("file.deleteFileText") : t("file.deleteLinkText")}</p>
    </FormPanel>
  );
}
