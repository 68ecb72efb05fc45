import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Badge } from "@/components/chips";
import { PlainMark } from "@/components/plain-mark";
import { List, ListItem } from "@/components/section";
import { pageWith } from "@/lib/paths";
import type { TeamMember } from "@/lib/responsibilities/parts";
import { mayAssign } from "@/lib/responsibilities/places";
import { type Row, rowText } from "@/lib/responsibilities/rules";
import type { Place } from "./responsible-panels";
import { TieFacts, TieName } from "./tie-words";

type Props = Place & {
  row: Row;
  people: readonly TeamMember[];
  /** Whether anything may be changed now. */
  isOpen: boolean;
};

/** Who answers for a customer or takes part in a project, each with roles and days, and the way to change it. */
export async function TeamList({ people, isOpen, ...place }: Props) {
  const t = await getTranslations("resp");
  const { viewer, here, row } = place;
  return (
    <List>
      {people.map((person) => (
        <ListItem
          key={person.employeeId}
          title={
            <>
              <b>{person.name}</b>
              {!person.isActive && <Badge>{t("inactive")}</Badge>}
            </>
          }
          meta={<Answers {...place} person={person} />}
          end={
            isOpen &&
            mayAssign(viewer, person.employeeId) && (
              <ButtonLink
                href={pageWith(here, { panel: `cell.${rowText(row).replace(":", ".")}.${person.employeeId}` })}
                tone="plain"
                small
                icon="edit"
                label={t("change", { name: person.name })}
              />
            )
          }
          off={!person.isActive}
        />
      ))}
    </List>
  );
}

/** As what somebody answers, a line for each. */
async function Answers({ viewer, row, person }: Omit<Props, "people" | "isOpen"> & { person: TeamMember }) {
  return (
    <>
      <Leads row={row} person={person} />
      {person.ties.map((tie) => (
        <span key={tie.id} className="block">
          <TieName viewer={viewer} subject={row.subject} tie={tie} />
          <TieFacts viewer={viewer} tie={tie} />
        </span>
      ))}
    </>
  );
}

/** Account owner, here or in related companies, or project manager. */
export async function Leads({ row, person }: { row: Row; person: Pick<TeamMember, "isLead" | "companies"> }) {
  const t = await getTranslations();
  const own = person.isLead ? [t(row.subject === "customer" ? "customer.ownerId" : "project.manager")] : [];
  return [...own, ...person.companies.map((company) => t("resp.ownerIn", { company }))].map((words) => (
    <span key={words} className="row">
      <PlainMark kind="owner" />
      <span>{words}</span>
    </span>
  ));
}
