import { getTranslations } from "next-intl/server";
import { roleMark } from "@/components/role-rows";
import { html } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { mostGaps } from "@/lib/roles/filter";
import type { projectGaps } from "@/lib/roles/queries";
import { currentLocale, currentViewer } from "@/lib/session";

/** Open projects that have nobody in a role that every project needs. */
export async function ProjectCoverage({ gaps }: { gaps: Awaited<ReturnType<typeof projectGaps>> }) {
  const [t, viewer, locale] = await Promise.all([getTranslations("roles"), currentViewer(), currentLocale()]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const rows = gaps.map(
    ({ id, name, customerId, customer, role, letter, colour }) => html`<tr>
      <th scope="row"><a class="name" href="${paths.project(id)}">${name}</a></th>
      <td data-l="${t("customer")}"><a href="${paths.customer(customerId)}">${customer}</a></td>
      <td data-l="${t("requiredRole")}"><span class="row row--name">${roleMark({ letter, colour })}<span>${role}</span></span></td></tr>`,
  );
  return (
    <Section
      id="projects"
      title={t("projectsTitle")}
      count={number(gaps.length)}
      text={gaps.length === mostGaps ? t("mostProjects", { n: mostGaps }) : undefined}
    >
      <Table
        head={
          <>
            <th scope="col">{t("project")}</th>
            <th scope="col">{t("customer")}</th>
            <th scope="col">{t("requiredRole")}</th>
          </>
        }
      >
        <Rows html={html`${rows}`} />
      </Table>
    </Section>
  );
}
