import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { EmptyLine } from "@/components/empty";
import { Form } from "@/components/form";
import { Panel, PanelBody } from "@/components/panel";
import { Table } from "@/components/table";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { previewTemplate } from "@/lib/groups/queries";
import type { Template } from "@/lib/groups/templates";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { makeFromTemplate } from "./actions";
import { sizeNames } from "./size-names";

/** What a template would make: shown before anything is done. */
export async function TemplatePanel({ viewer, template }: { viewer: Viewer; template: Template }) {
  const [t, locale, names] = await Promise.all([getTranslations(), currentLocale(), sizeNames()]);
  const found = await previewTemplate(viewer, { template, sizeNames: names });
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const title = t(`groups.template.${template}`);
  const close = { href: paths.settings("groups"), label: t("action.close") };
  if (found.length === 0) {
    return (
      <Panel title={title} close={close} ask>
        <title>{`${title} · Kumppani`}</title>
        <PanelBody>
          <EmptyLine text={t("groups.nothingToMake")} />
        </PanelBody>
      </Panel>
    );
  }
  const moved = found.reduce((sum, { customers }) => sum + customers, 0);
  return (
    <Panel title={title} close={close}>
      <Form
        action={makeFromTemplate}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("groups.make")}
        hidden={{ template }}
        cancel={{ href: close.href, label: t("action.cancel") }}
        layout="stack"
      >
        <p>{t("groups.makeText", { moved, made: found.filter(({ isNew }) => isNew).length })}</p>
        <Table
          caption={title}
          rows
          head={
            <>
              <th scope="col">{t("groups.group")}</th>
              <th scope="col" className="num">
                {t("groups.customers")}
              </th>
            </>
          }
        >
          <tbody>
            {found.map(({ name, customers, isNew }) => (
              <tr key={name}>
                <th scope="row">
                  <span className="row row--name">
                    {name} {isNew && <Badge tone="on">{t("groups.isNew")}</Badge>}
                  </span>
                </th>
                <td className="num">{number(customers)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Form>
    </Panel>
  );
}
