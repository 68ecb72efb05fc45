import { getTranslations } from "next-intl/server";
import { Facts, Section } from "@/components/section";
import { contactName } from "@/lib/contacts/rules";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { ProjectWork } from "@/lib/projects/queries";
import { currentLocale } from "@/lib/session";
import { billingMethodWords, projectLabels } from "../labels";
import type { ProjectCard } from "./project-card";

/** What the project is: for whom, from when to when, how it is paid, which sale it came from. */
export async function ProjectFacts({ viewer, project, work }: ProjectCard & { work: ProjectWork }) {
  const [t, locale, labels, methods] = await Promise.all([
    getTranslations(),
    currentLocale(),
    projectLabels(),
    billingMethodWords(),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const { billingMethod, contact, contactId, currency, customerId, customerName, customerNumber } = project;
  const day = (date: string | null) => date && format.day(date);
  return (
    <Section id="facts" title={t("project.facts")}>
      <Facts
        items={[
          {
            label: t("project.customer"),
            value: (
              <>
                <a href={paths.customer(customerId)}>{customerName}</a> <span className="faint">{customerNumber}</span>
              </>
            ),
          },
          {
            label: labels.contactId,
            value: contact && (
              <a href={paths.customer(customerId, { panel: `contact.${contactId}` })}>
                {contactName(contact, t("contact.deleted"))}
              </a>
            ),
          },
          { label: labels.startsOn, value: day(project.startsOn) },
          { label: labels.endsOn, value: day(project.endsOn) },
          { label: labels.billingMethod, value: methods[billingMethod] },
          { label: labels.currency, value: viewer.can("money.read") && currency },
          {
            label: t("project.sale"),
            value:
              work.sales.length > 0 &&
              work.sales.map(({ id, name, status }) => (
                <span key={id} className="block">
                  <a href={paths.customerSalesCase(customerId, id)}>{name}</a> <span className="faint">{status}</span>
                </span>
              )),
          },
        ].map(({ label, value }) => ({ label, value: value || null }))}
      />
    </Section>
  );
}
