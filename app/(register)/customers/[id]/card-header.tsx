import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Badge, Chip, Chips, Person } from "@/components/chips";
import { Head } from "@/components/head";
import { Menu, MenuLink, MenuNote } from "@/components/menu";
import type { FullCustomer } from "@/lib/customers/queries";
import { initialsOf } from "@/lib/format";
import { figuresFor } from "@/lib/key-figures/rules";
import { paths } from "@/lib/paths";
import { businessStatusText } from "../../registry/words";
import { blockerLines } from "./blockers";
import { type Card, type CardTab, isEditable } from "./card";
import { RegisterEntry } from "./registry/register-entry";
import { listOf } from "./settings/grouping-items";
import { StageFollow, StageReason } from "./stage-reason";
import { UnitLine } from "./units/unit-line";

/** Name, number, owner, stage and groupings of a customer, and what can be done with it. */
export async function CardHeader({ tab: here, ...card }: Card & { tab: CardTab }) {
  const { customer } = card;
  const t = await getTranslations();
  const { name, number, own, groupId, groupName, types, specialGroups, tags, description } = customer;
  const { tab } = listOf(customer);
  const owner = own?.ownerId ? own : customer;
  return (
    <Head
      card
      title={name}
      note={
        own?.number ? `${number} · ${t("relatedCompany.numberIn", { company: own.name, number: own.number })}` : number
      }
      crumb={{ label: t("nav.breadcrumb"), steps: [{ href: paths.customers({ tab }), label: t("nav.customers") }] }}
      below={
        <>
          {owner.ownerName && (
            <Person initials={initialsOf(owner.ownerName)} lead>
              <span className="faint">
                {owner === own ? t("relatedCompany.ownerIn", { company: own.name }) : t("customer.ownerId")}
              </span>{" "}
              <a className="quiet" href={paths.customers({ tab, owner: owner.ownerId })}>
                {owner.ownerName}
              </a>
            </Person>
          )}
          {card.viewer.uses("multiCompany") && (
            <span>
              <span className="faint">{t("customer.company")}</span>{" "}
              {[customer.companyName, ...customer.related.map((company) => company.name)].join(", ")}
            </span>
          )}
          <span className="nw">
            <StageBadge customer={customer} />
            <StageReason {...card} />
          </span>
          {customer.isSupplier && <Badge>{t("customer.supplier")}</Badge>}
          {customer.salesBlock && (
            <Badge tone={customer.salesBlock === "stop" ? "bad" : "warn"} icon="warn">
              {t(customer.salesBlock === "stop" ? "billing.blockStop" : "billing.blockWarn")}
            </Badge>
          )}
          <BusinessStatusBadge customer={customer} />
          <Chips>
            {types.map((type) => (
              <Chip key={type.id} href={paths.customers({ tab, type: type.id })}>
                {type.name}
              </Chip>
            ))}
            {groupName && <Chip href={paths.customers({ tab, group: groupId })}>{groupName}</Chip>}
            {specialGroups.map((group) => (
              <Chip key={group.id} href={paths.customers({ tab, special: group.id })}>
                {group.name}
              </Chip>
            ))}
            {tags.map((tag) => (
              <Chip key={tag.id} href={paths.customers({ tab, tag: tag.id })} colour={tag.colour}>
                {tag.name}
              </Chip>
            ))}
          </Chips>
          <UnitLine {...card} />
          {description && <p className="running basis-full whitespace-pre-line">{description}</p>}
        </>
      }
      actions={<CardActions {...card} tab={here} />}
    />
  );
}

/** Whoever opens the card sees at once that the business is in trouble, or is no more. */
async function BusinessStatusBadge({ customer: { businessStatus, businessStatusOn } }: { customer: FullCustomer }) {
  if (!businessStatus || businessStatus === "active") return null;
  return (
    <Badge tone={businessStatus === "restructuring" ? "warn" : "bad"} icon="warn">
      {await businessStatusText(businessStatus, businessStatusOn)}
    </Badge>
  );
}

async function StageBadge({ customer }: { customer: FullCustomer }) {
  const t = await getTranslations("customer");
  if (customer.archivedAt) return <Badge icon="archive">{t("stageArchived")}</Badge>;
  if (customer.stage === "prospect") return <Badge tone="on">{t("stageProspect")}</Badge>;
  return (
    <Badge tone="ok" icon="check">
      {t("stageActive")}
    </Badge>
  );
}

async function CardActions({ tab, ...card }: Card & { tab: CardTab }) {
  const t = await getTranslations();
  const { viewer } = card;
  const { id } = card.customer;
  const mayEdit = isEditable(card);
  const mayDelete = viewer.can("deleteCustomer");
  const blocked = mayDelete ? await blockerLines(card.customer) : [];
  return (
    <>
      {mayEdit && (
        <ButtonLink href={paths.customer(id, { panel: "new-activity" })} icon="plus">
          {t("activity.new")}
        </ButtonLink>
      )}
      {mayEdit && (
        <ButtonLink href={paths.customerTab(id, tab, { edit: "header" })} icon="edit">
          {t("action.edit")}
        </ButtonLink>
      )}
      <Menu label={t("card.actions")} quiet>
        <RegisterEntry {...card} />
        <StageFollow {...card} tab={tab} />
        {mayEdit && (
          <MenuLink href={paths.customer(id, { panel: "archive" })} icon="archive">
            {t("card.archive")}
          </MenuLink>
        )}
        {mayDelete && blocked.length === 0 && (
          <MenuLink href={paths.customer(id, { panel: "delete" })} icon="trash" bad cut={mayEdit}>
            {t("card.delete")}
          </MenuLink>
        )}
        {blocked.length > 0 && (
          <>
            <MenuNote icon="trash" reason={blocked.map(({ text }) => text).join(", ")}>
              {t("card.delete")}
            </MenuNote>
            <MenuLink href={paths.customer(id, { panel: "delete" })} icon="info">
              {t("card.blockedWhy")}
            </MenuLink>
          </>
        )}
        {figuresFor(viewer, "card").length > 0 && (
          <MenuLink href={paths.customer(id, { panel: "key-figures" })} icon="bars" cut={mayEdit || mayDelete}>
            {t("keyFigures.choose")}
          </MenuLink>
        )}
        <MenuLink href={paths.customer(id, { panel: "my-sight" })} icon="info" cut={mayEdit || mayDelete}>
          {t("sight.why")}
        </MenuLink>
        {viewer.can("permissions") && (
          <MenuLink href={paths.customer(id, { panel: "sight" })} icon="person">
            {t("sight.who")}
          </MenuLink>
        )}
      </Menu>
    </>
  );
}
