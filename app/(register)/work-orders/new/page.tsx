import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Head } from "@/components/head";
import { demand } from "@/lib/access/gate";
import { idOf, oneOf } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { previewOrder } from "@/lib/work-order-making/queries";
import { listTemplates } from "@/lib/work-order-templates/queries";
import { workOrderOptions } from "@/lib/work-orders/queries";
import { ChooseTarget } from "./choose-target";
import { ChooseTemplate } from "./choose-template";
import { MakingForm } from "./making-form";
import { addressOf, targetIn } from "./target";
import { TargetLine } from "./target-line";

/** A new work order: for whom and from which template says the address, the rest the form. */
export default async function NewWorkOrder({ searchParams }: PageProps<"/work-orders/new">) {
  const [viewer, locale, params, t] = await Promise.all([
    currentViewer(),
    currentLocale(),
    searchParams,
    getTranslations(),
  ]);
  for (const right of ["workOrders.edit", "customers.read"] as const) demand(viewer, right);
  const target = targetIn(params);
  const [preview, templates, options] = await Promise.all([
    previewOrder(viewer, target),
    listTemplates(viewer, locale),
    workOrderOptions(viewer, {}, locale),
  ]);
  const offered = templates.filter(({ disabledAt }) => !disabledAt);
  const template = offered.find(({ id }) => id === idOf(oneOf(params, "template"))) ?? null;

  return (
    <>
      {!preview && <title>{`${t("workOrder.new")} · Kumppani`}</title>}
      <Head
        title={t("workOrder.new")}
        crumb={{ label: t("nav.breadcrumb"), steps: [{ href: paths.workOrders(), label: t("nav.workOrders") }] }}
        actions={<ButtonLink href={paths.workOrderTemplates()}>{t("workOrderTemplate.title")}</ButtonLink>}
      />
      {preview ? (
        <>
          <TargetLine viewer={viewer} target={target} preview={preview} />
          <ChooseTemplate target={addressOf(target)} offered={offered} template={template} />
          <MakingForm {...{ viewer, target, preview, template, options }} />
        </>
      ) : (
        <ChooseTarget viewer={viewer} template={template} />
      )}
    </>
  );
}
