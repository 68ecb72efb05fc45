import { getTranslations } from "next-intl/server";
import { Panel, PanelBody } from "@/components/panel";
import { Facts } from "@/components/section";
import { contactName } from "@/lib/contacts/rules";
import type { ListedFile } from "@/lib/files/queries";
import { type CardPlace, keyOf, pathAt } from "../card-place";
import { fileLabels } from "./choices";
import { FileLink } from "./file-link";
import { FileStamps } from "./file-stamps";

/** What is known of a file, for those who may not change it. */
export async function FileDetailsPanel({ place, file }: { place: CardPlace; file: ListedFile }) {
  const [t, labels] = await Promise.all([getTranslations(), fileLabels()]);
  const title = t("file.details", { name: file.name });
  return (
    <Panel title={title} close={{ href: pathAt(keyOf(place)), label: t("action.close") }}>
      <PanelBody>
        <title>{`${title} · Kumppani`}</title>
        <div className="stack">
          <Facts
            items={[
              { label: labels.name, value: <FileLink file={file}>{file.name}</FileLink> },
              { label: labels.projectId, value: file.projectName ?? t("file.toCustomer") },
              { label: labels.contactId, value: file.contact && contactName(file.contact, t("contact.deleted")) },
              {
                label: labels.description,
                value: file.description && <span className="whitespace-pre-line">{file.description}</span>,
              },
              { label: labels.keywords, value: file.keywords },
            ]}
          />
          <FileStamps viewer={place.viewer} file={file} />
        </div>
      </PanelBody>
    </Panel>
  );
}
