import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { Menu, MenuButton, MenuForm, MenuLink } from "@/components/menu";
import { PageLink } from "@/components/page-link";
import { Table } from "@/components/table";
import { newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import type { Template } from "@/lib/work-order-templates/queries";
import { workOrderLabels, workOrderWords } from "../labels";
import { change, copy } from "./actions";

export async function TemplateTable({ templates }: { templates: readonly Template[] }) {
  const [t, labels, words] = await Promise.all([getTranslations(), workOrderLabels(), workOrderWords()]);
  return (
    <Table
      caption={t("workOrderTemplate.title")}
      head={
        <>
          <th scope="col">{t("workOrderTemplate.template")}</th>
          <th scope="col">{labels.title}</th>
          <th scope="col">{labels.visibility}</th>
          <th scope="col">{labels.assignTo}</th>
          <th scope="col" className="tight num">
            <span className="vh">{t("register.tools")}</span>
          </th>
        </>
      }
    >
      <tbody>
        {templates.map((template) => (
          <tr key={template.id}>
            <th scope="row" className="max-md:pe-14!">
              <span className="row row--name">
                <PageLink
                  className={template.disabledAt ? "name faint" : "name"}
                  href={paths.workOrderTemplates({ panel: `template.${template.id}` })}
                  still
                >
                  {template.name}
                </PageLink>
                {template.disabledAt && <Badge>{t("register.inactive")}</Badge>}
              </span>
            </th>
            <td data-l={labels.title}>
              <span>{template.title}</span>
            </td>
            <td data-l={labels.visibility}>
              <span>{words.visibility[template.visibility]}</span>
            </td>
            <td data-l={labels.assignTo}>
              <span>{words.assignTo[template.assignTo]}</span>
            </td>
            <td className="tight num act1">
              <TemplateTools template={template} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

async function TemplateTools({ template: { id, name, disabledAt } }: { template: Template }) {
  const t = await getTranslations();
  const hidden = { id: String(id), formKey: newFormKey() };
  return (
    <Menu label={t("register.actionsOf", { name })} quiet plain small>
      {!disabledAt && (
        <MenuLink href={paths.newWorkOrder({ template: id })} icon="clipboard">
          {t("workOrder.new")}
        </MenuLink>
      )}
      <MenuLink href={paths.workOrderTemplates({ panel: `template.${id}` })} icon="edit">
        {t("action.edit")}
      </MenuLink>
      <MenuForm action={copy} hidden={hidden}>
        <MenuButton icon="plus">{t("workOrderTemplate.copy")}</MenuButton>
      </MenuForm>
      <MenuForm action={change} hidden={hidden}>
        <MenuButton name="to" value={disabledAt ? "inUse" : "disabled"} icon={disabledAt ? "refresh" : "archive"}>
          {t(disabledAt ? "action.activate" : "action.deactivate")}
        </MenuButton>
      </MenuForm>
    </Menu>
  );
}
