import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import { Head } from "@/components/head";
import { Behind } from "@/components/panel";
import { demand } from "@/lib/access/gate";
import { oneOf } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { listTemplates } from "@/lib/work-order-templates/queries";
import { FlashLine } from "../../flash-line";
import { TemplatePanel } from "./template-panel";
import { TemplateTable } from "./template-table";

/** The templates of work orders, and beside them the dialog that the address asks for. */
export default async function WorkOrderTemplates({ searchParams }: PageProps<"/work-orders/templates">) {
  const [viewer, locale, params, t] = await Promise.all([
    currentViewer(),
    currentLocale(),
    searchParams,
    getTranslations(),
  ]);
  demand(viewer, "workOrders.edit");
  const templates = await listTemplates(viewer, locale);
  const asked = /^(new|template\.([1-9]\d{0,14}))$/.exec(oneOf(params, "panel"));
  const edited = asked?.[2] ? (templates.find(({ id }) => id === Number(asked[2])) ?? absent()) : null;

  return (
    <>
      {!asked && <title>{`${t("workOrderTemplate.title")} · Kumppani`}</title>}
      <Behind panel={asked !== null}>
        <FlashLine params={params} />
        <Head
          title={t("workOrderTemplate.title")}
          text={templates.length > 0 && t("workOrderTemplate.text")}
          crumb={{ label: t("nav.breadcrumb"), steps: [{ href: paths.workOrders(), label: t("nav.workOrders") }] }}
          actions={
            <ButtonLink href={paths.workOrderTemplates({ panel: "new" })} tone="go" icon="plus" keyN>
              {t("workOrderTemplate.add")}
            </ButtonLink>
          }
        />
        {templates.length > 0 ? (
          <TemplateTable templates={templates} />
        ) : (
          <Empty art="grid" title={t("workOrderTemplate.emptyTitle")} text={t("workOrderTemplate.text")}>
            <ButtonLink href={paths.workOrderTemplates({ panel: "new" })} tone="go" icon="plus">
              {t("workOrderTemplate.add")}
            </ButtonLink>
          </Empty>
        )}
      </Behind>
      {asked && <TemplatePanel viewer={viewer} template={edited} />}
    </>
  );
}
