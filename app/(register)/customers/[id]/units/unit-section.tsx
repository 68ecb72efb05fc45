import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Badge } from "@/components/chips";
import { Section } from "@/components/section";
import { mayAddCustomers } from "@/lib/customers/rules";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { getUnitTree } from "@/lib/units/queries";
import { type Card, isEditable } from "../card";

/** The structure that the customer stands in, from its topmost unit. */
export async function UnitSection(card: Card) {
  const { id, units } = card.customer;
  const t = await getTranslations("unit");
  const mayEdit = isEditable(card);
  const isTied = units.mainUnit !== null || units.subUnits > 0;
  if (!isTied && !mayEdit) return null;
  return (
    <Section
      id="units"
      title={t("title")}
      actions={mayEdit && <Actions id={id} mayAdd={mayAddCustomers(card.viewer)} />}
    >
      {isTied ? <UnitTree {...card} /> : <p className="muted py-3">{t("none")}</p>}
    </Section>
  );
}

async function Actions({ id, mayAdd }: { id: number; mayAdd: boolean }) {
  const t = await getTranslations("unit");
  const panel = (name: string) => paths.customerTab(id, "settings", { panel: name });
  return (
    <>
      <ButtonLink href={panel("unit")} tone="plain" small icon="edit" label={t("choose")} />
      <ButtonLink href={panel("sub-unit")} tone="plain" small icon="link" label={t("add")} />
      {mayAdd && (
        <ButtonLink href={paths.newCustomer({ parent: id })} tone="plain" small icon="plus" label={t("new")} />
      )}
    </>
  );
}

async function UnitTree({ viewer, customer }: Card) {
  const [t, locale] = await Promise.all([getTranslations("unit"), currentLocale()]);
  const { units, total } = await getUnitTree(viewer, customer.id, locale);
  const [top] = units;
  const more = total - units.length;
  return (
    <div className="stack py-2">
      <Branches units={units} current={customer.id} archived={t("archived")} />
      {top && more > 0 && (
        <a href={paths.customers({ under: top.id, unit: "all", view: "flat" })}>{t("more", { n: more })}</a>
      )}
    </div>
  );
}

type Unit = Awaited<ReturnType<typeof getUnitTree>>["units"][number];
type BranchProps = { units: readonly Unit[]; current: number; archived: string };

/** Each unit with those below it inside; they come one after the other, the upper ones first. */
function Branches({ units, ...shared }: BranchProps) {
  const depth = units[0]?.depth ?? 0;
  const starts = units.flatMap((unit, at) => (unit.depth === depth ? [at] : []));
  return (
    <ul className={depth === 0 ? undefined : "border-line ms-1 border-s ps-4"}>
      {starts.map((start, at) => {
        const [unit, ...below] = units.slice(start, starts[at + 1]);
        if (!unit) return null;
        return (
          <li key={unit.id}>
            <UnitLine unit={unit} {...shared} />
            {below.length > 0 && <Branches units={below} {...shared} />}
          </li>
        );
      })}
    </ul>
  );
}

/** Those not open to the viewer have a name, and nowhere to go. */
function UnitLine({ unit, current, archived }: Omit<BranchProps, "units"> & { unit: Unit }) {
  const { id, name, number, isOpen, isArchived } = unit;
  return (
    <div className="row row--name py-1">
      {id === current && <b aria-current="true">{name}</b>}
      {id !== current && isOpen && (
        <a className="name" href={paths.customerTab(id, "settings")}>
          {name}
        </a>
      )}
      {id !== current && !isOpen && <span>{name}</span>}
      <span className="faint">{number}</span>
      {isArchived && <Badge icon="archive">{archived}</Badge>}
    </div>
  );
}
