import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Panel, PanelBody, PanelFoot } from "@/components/panel";
import { Facts } from "@/components/section";
import { contactName } from "@/lib/contacts/rules";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { mayAddProject } from "@/lib/projects/rules";
import type { Sale } from "@/lib/sales/queries";
import { mayChangeSale } from "@/lib/sales/rules";
import { currentLocale } from "@/lib/session";
import { type Card, isEditable } from "../card";
import { salesTab } from "./sale-address";
import { saleLabels } from "./sale-labels";

type Props = Card & { sale: Sale };

/** Everything about one sales case, and what can be done with it. */
export async function SalePanel({ sale, ...card }: Props) {
  const { viewer, customer } = card;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const by = (who: string | null) => who ?? t("card.system");
  return (
    <>
      <title>{`${sale.name} · ${customer.name} · Kumppani`}</title>
      <Panel title={sale.name} close={{ href: salesTab(card), label: t("action.close") }}>
        <PanelBody>
          <SaleFacts {...card} sale={sale} />
          {sale.description && <p className="running whitespace-pre-line pt-4">{sale.description}</p>}
          <p className="xs faint pt-4">
            {t("customer.created", { when: format.dateTime(sale.createdAt), who: by(sale.createdBy) })}
            <br />
            {t("customer.updated", { when: format.dateTime(sale.updatedAt), who: by(sale.updatedBy) })}
          </p>
        </PanelBody>
        <SaleActions {...card} sale={sale} />
      </Panel>
    </>
  );
}

async function SaleFacts({ viewer, customer, sale }: Props) {
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), saleLabels()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const { state, contact, currency, expectedOn, expectedValue, project, projectId } = sale;
  const person = contact && contactName(contact, t("contact.deleted"));
  const contactHref = paths.customer(customer.id, { panel: `contact.${sale.contactId}` });
  return (
    <Facts
      items={[
        { label: labels.statusId, value: sale.status },
        { label: t("sales.closedOn"), value: sale.closedAt && format.date(sale.closedAt) },
        { label: labels.lostReason, value: sale.lostReason },
        { label: labels.probability, value: format.percent(sale.probability) },
        { label: labels.expectedValue, value: expectedValue && format.money(expectedValue, currency) },
        {
          label: state === "won" ? t("sales.orderedOn") : labels.expectedOn,
          value: expectedOn && format.day(expectedOn),
        },
        { label: labels.ownerId, value: sale.owner },
        { label: labels.contactId, value: person && <a href={contactHref}>{person}</a> },
        { label: labels.projectId, value: projectId && <a href={paths.project(projectId)}>{project}</a> },
      ]}
    />
  );
}

async function SaleActions({ sale, ...card }: Props) {
  const { viewer, customer } = card;
  const t = await getTranslations();
  if (!mayChangeSale(viewer, sale, customer)) return null;
  const { id, state, isInProject, activities } = sale;
  const panel = (act: string) => salesTab(card, `${act}.${id}`);
  const isBusy = isInProject || activities > 0;
  const newProject = paths.customerTab(customer.id, "sales", { panel: "new-project", salesCase: id });
  return (
    <PanelFoot>
      <ButtonLink href={panel("edit-sale")} tone="go" icon="edit">
        {t("action.edit")}
      </ButtonLink>
      {state === "inProgress" ? (
        <>
          <ButtonLink href={panel("won-sale")} icon="check">
            {t("sales.markWon")}
          </ButtonLink>
          <ButtonLink href={panel("lost-sale")}>{t("sales.markLost")}</ButtonLink>
        </>
      ) : (
        <ButtonLink href={panel("reopen-sale")} icon="refresh">
          {t("sales.reopen")}
        </ButtonLink>
      )}
      {state === "won" && !isInProject && isEditable(card) && mayAddProject(viewer) && (
        <ButtonLink href={newProject} icon="plus">
          {t("sales.toProject")}
        </ButtonLink>
      )}
      <span className="ms-auto">
        {isBusy ? (
          <span className="xs faint">{t("sales.deleteBlocked")}</span>
        ) : (
          <ButtonLink href={panel("delete-sale")} tone="bad" icon="trash">
            {t("action.delete")}
          </ButtonLink>
        )}
      </span>
    </PanelFoot>
  );
}
