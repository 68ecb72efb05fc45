import { getTranslations } from "next-intl/server";
import { Panel, PanelBody } from "@/components/panel";
import { Facts } from "@/components/section";
import { contactName } from "@/lib/contacts/rules";
import type { ListedFile } from "@/lib/files/queries";
import { paths } from "@/lib/paths";
import type { Card, CardTab } from "../card";
import { fileLabels } from "./choices";
import { FileLink } from "./file-link";
import { FileStamps } from "./file-stamps";

/** What is known of a file, for those who may not change it. */
export async function FileDetailsPanel({ viewer, customer, tab, file }: Card & { tab: CardTab; file: ListedFile }) {
  const [t, labels] = await Promise.all([getTranslations(), fileLabels()]);
  const title = t("file.details", { name: file.name });
  return (
    <Panel title={title} close={{ href: paths.customerTab(customer.id, tab), label: t("action.close") }}>
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
          <FileStamps viewer={viewer} file={file} />
        </div>
      </PanelBody>
    </Panel>
  );
}
