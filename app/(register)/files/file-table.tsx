import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { html, icon } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { filesOf, type ListedFile } from "@/lib/files/queries";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { type CardPlace, isWritableAt, keyOf, pathAt } from "../card-place";

const most = 500;

/** Files and links of the customer and of its projects, with the project each belongs to; or those of one project. */
export async function FileTable({ place }: { place: CardPlace }) {
  const { viewer, customer, project: ofProject } = place;
  const [t, locale, files] = await Promise.all([
    getTranslations(),
    currentLocale(),
    filesOf(viewer, customer.id, most, ofProject?.id ?? null),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const panelOf = (panel: string) => pathAt(keyOf(place), { panel });
  const row = (file: ListedFile) => {
    const { id, name, url, size, description, projectId, projectName, author, createdAt } = file;
    const details = t("file.details", { name });
    const link =
      url === null
        ? html`<a class="name" href="${paths.file(id)}" download>${name}</a>`
        : html`<a class="name" href="${url}" target="_blank" rel="noreferrer">${name}</a>`;
    const ownProject = projectId !== null && html`<a href="${paths.project(projectId)}">${projectName}</a>`;
    const project = !ofProject && html`<td data-l="${t("file.project")}">${ownProject}</td>`;
    return html`<tr><th scope="row"><span class="row">${icon(url === null ? "file" : "link")}${link}</span>${
      description && html`<span class="sub">${description}</span>`
    }</th>
      ${project}
      <td class="num" data-l="${t("file.size")}">${size !== null && format.size(size)}</td>
      <td data-l="${t("file.addedBy")}">${author}</td>
      <td data-l="${t("file.addedOn")}">${format.date(createdAt)}</td>
      <td class="tight act1"><a class="btn btn--icon btn--plain btn--s" href="${panelOf(`file.${id}`)}" aria-label="${details}" title="${details}">${icon("dots")}</a></td></tr>`;
  };
  const total = files[0]?.total ?? 0;
  return (
    <Section
      id="files"
      title={t("file.title")}
      count={total ? format.number(total) : undefined}
      actions={
        isWritableAt(place) && (
          <ButtonLink href={panelOf("new-file")} tone="plain" small icon="plus">
            {t("file.add")}
          </ButtonLink>
        )
      }
    >
      {total === 0 ? (
        <EmptyLine text={t("file.none")} />
      ) : (
        <Table
          head={
            <>
              <th scope="col">{t("file.name")}</th>
              {!ofProject && <th scope="col">{t("file.project")}</th>}
              <th scope="col" className="num">
                {t("file.size")}
              </th>
              <th scope="col">{t("file.addedBy")}</th>
              <th scope="col">{t("file.addedOn")}</th>
              <th />
            </>
          }
        >
          <Rows html={html`${files.map(row)}`} />
        </Table>
      )}
    </Section>
  );
}
