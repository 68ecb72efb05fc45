import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/button";
import { List, ListItem } from "@/components/section";
import { absent } from "@/lib/outcome";
import { pageWith } from "@/lib/paths";
import type { TeamMember, TeamTie } from "@/lib/responsibilities/parts";
import { getRow, listEmployees, type ResponsibilityRow } from "@/lib/responsibilities/queries";
import { phaseOf, type Row, rowText } from "@/lib/responsibilities/rules";
import { currentLocale } from "@/lib/session";
import { ReadPanel } from "../read-panel";
import { clickCell } from "./actions";
import type { Place } from "./responsible-panels";
import { isChangeable, RowState } from "./row-state";
import { Leads } from "./team-list";
import { TieFacts, TieName } from "./tie-words";

export type Cell = Place & { row: Row; employeeId: number };

/** Where a panel of one cell is. */
export const cellAddress = ({ here, row, employeeId }: Omit<Cell, "viewer">, kind: string, tie?: number): string =>
  pageWith(here, { panel: [kind, row.subject, row.subjectId, employeeId, tie].filter(Boolean).join(".") });

/** The row and the employee of a cell; somebody without any part in it has no ties. */
export async function cellAt({ viewer, row: asked, employeeId }: Cell) {
  const locale = await currentLocale();
  const row = await getRow(viewer, asked, locale);
  const member = row.people.find((person) => person.employeeId === employeeId);
  if (member) return { row, person: member };
  const found = (await listEmployees(viewer, locale)).find(({ id }) => id === employeeId) ?? absent();
  const person: TeamMember = { employeeId, name: found.name, isActive: true, isLead: false, companies: [], ties: [] };
  return { row, person };
}

/** What an employee is to a customer or a project, all of it, with the ways to change it. */
export async function CellPanel(cell: Cell) {
  const { viewer, here } = cell;
  const [t, { row, person }] = await Promise.all([getTranslations("resp"), cellAt(cell)]);
  const isLead = person.isLead || person.companies.length > 0;
  const isOpen = isChangeable(row);
  const held = person.ties.filter((tie) => phaseOf(tie, viewer.facts.today) !== "past");
  return (
    <ReadPanel
      title={person.name}
      about={row.name}
      close={here}
      foot={isOpen && <Ways {...cell} person={person} isHeld={held.length > 0} />}
      danger={
        isOpen &&
        held.length > 0 &&
        !isLead && (
          <ButtonLink href={cellAddress(cell, "remove")} tone="bad" icon="x">
            {t(row.subject === "customer" ? "remove" : "removeParticipant")}
          </ButtonLink>
        )
      }
    >
      <p className="muted">{row.name}</p>
      <RowState row={row} />
      <Leads row={row} person={person} />
      {isOpen && person.isLead && viewer.can("assignOthers") && (
        <p>
          <a href={pageWith(here, { panel: `owner.${rowText(row).replace(":", ".")}` })}>
            {t(row.subject === "customer" ? "replaceOwner" : "replaceManager")}
          </a>
        </p>
      )}
      {!isLead && person.ties.length === 0 && <p>{t("isNotResponsible")}</p>}
      <List>
        {person.ties.map((tie) => (
          <TieItem key={tie.id} cell={cell} row={row} tie={tie} isOpen={isOpen && held.includes(tie)} />
        ))}
      </List>
    </ReadPanel>
  );
}

type TieProps = { cell: Cell; row: ResponsibilityRow; tie: TeamTie; isOpen: boolean };

async function TieItem({ cell, row, tie, isOpen }: TieProps) {
  const t = await getTranslations("resp");
  const name = tie.role?.name ?? t(row.subject === "customer" ? "responsible" : "participant");
  return (
    <ListItem
      title={<TieName viewer={cell.viewer} subject={row.subject} tie={tie} />}
      meta={<TieFacts viewer={cell.viewer} tie={tie} />}
      off={phaseOf(tie, cell.viewer.facts.today) === "past"}
      end={
        isOpen && (
          <>
            <ButtonLink
              href={cellAddress(cell, "tie", tie.id)}
              tone="plain"
              small
              icon="edit"
              label={t("change", { name })}
            />
            {tie.role && (
              <ButtonLink
                href={cellAddress(cell, "drop", tie.id)}
                tone="plain"
                small
                icon="x"
                label={t("takeAway", { name })}
              />
            )}
          </>
        )
      }
    />
  );
}

/** A further role, the first one, or a tick. Somebody who left is given nothing. */
async function Ways({ person, isHeld, ...cell }: Cell & { person: TeamMember; isHeld: boolean }) {
  const t = await getTranslations("resp");
  const isCustomer = cell.row.subject === "customer";
  const isLead = person.isLead || person.companies.length > 0;
  return (
    <>
      {!isHeld && !isLead && person.isActive && (
        <form action={clickCell}>
          <input type="hidden" name="here" value={cell.here} />
          <Button tone="go" name="cell" value={`${rowText(cell.row)}:${cell.employeeId}:on`}>
            {t(isCustomer ? "makeResponsible" : "makeParticipant")}
          </Button>
        </form>
      )}
      {person.isActive && (
        <ButtonLink href={cellAddress(cell, "role")} icon="plus">
          {t(cell.viewer.uses("roles") ? "addRole" : "addPeriod")}
        </ButtonLink>
      )}
    </>
  );
}
