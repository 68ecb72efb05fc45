import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import { contactChoices } from "@/lib/contacts/queries";
import { contactName } from "@/lib/contacts/rules";
import { type ListedFile, projectsForFiles } from "@/lib/files/queries";

export async function fileLabels() {
  const t = await getTranslations("file");
  return {
    file: t("files"),
    name: t("name"),
    url: t("url"),
    projectId: t("projectId"),
    contactId: t("contactId"),
    description: t("description"),
    keywords: t("keywords"),
  };
}

/** What a file may belong to, and whom it may be about; what `file` has stays on offer. */
export async function placeChoices(viewer: Viewer, customerId: number, file: ListedFile | null) {
  const [t, projects, contacts] = await Promise.all([
    getTranslations(),
    viewer.can("projects.own") ? projectsForFiles(viewer, customerId, file?.projectId ?? null) : [],
    contactChoices(viewer, customerId),
  ]);
  const active = contacts.map((contact) => ({ value: String(contact.id), label: contactName(contact, "") }));
  const own = file?.contact
    ? { value: String(file.contactId), label: contactName(file.contact, t("contact.deleted")) }
    : null;
  const isOffered = active.some(({ value }) => value === own?.value);
  return {
    projectId: [
      { value: "", label: t("file.toCustomer") },
      ...projects.map(({ id, number, name }) => ({ value: String(id), label: `${number} ${name}` })),
    ],
    contactId: [{ value: "", label: t("file.noContact") }, ...active, ...(own && !isOffered ? [own] : [])],
  };
}
