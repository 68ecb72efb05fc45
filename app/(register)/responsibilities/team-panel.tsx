import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { pageWith } from "@/lib/paths";
import { getRow } from "@/lib/responsibilities/queries";
import { phaseOf, type Row, rowText } from "@/lib/responsibilities/rules";
import { currentLocale } from "@/lib/session";
import { ReadPanel } from "../read-panel";
import type { Place } from "./responsible-panels";
import { isChangeable, RowState } from "./row-state";
import { TeamList } from "./team-list";

/** Everybody who takes part in a project, or answers for a customer, with the ways to add and to replace. */
export async function TeamPanel({ viewer, here, row: asked }: Place & { row: Row }) {
  const [t, words, locale] = await Promise.all([getTranslations("resp"), getTranslations("project"), currentLocale()]);
  const row = await getRow(viewer, asked, locale);
  const isCustomer = row.subject === "customer";
  const people = row.people.map((person) => ({
    ...person,
    ties: person.ties.filter((tie) => phaseOf(tie, viewer.facts.today) !== "past"),
  }));
  const present = people.filter(({ isLead, companies, ties }) => isLead || companies.length + ties.length > 0);
  const isOpen = isChangeable(row);
  const to = (kind: string) => pageWith(here, { panel: `${kind}.${rowText(row).replace(":", ".")}` });
  return (
    <ReadPanel
      title={isCustomer ? t("people") : words("participants")}
      about={row.name}
      close={here}
      foot={
        isOpen && (
          <>
            <ButtonLink href={to("role")} tone="go" icon="plus">
              {t(isCustomer ? "add" : "addParticipant")}
            </ButtonLink>
            {viewer.can("assignOthers") && (
              <ButtonLink href={to("owner")}>{t(isCustomer ? "replaceOwner" : "replaceManager")}</ButtonLink>
            )}
          </>
        )
      }
    >
      <p className="muted">{row.name}</p>
      <RowState row={row} />
      {present.length === 0 ? (
        <EmptyLine text={t(isCustomer ? "none" : "noneProject")} />
      ) : (
        <TeamList viewer={viewer} here={here} row={row} people={present} isOpen={isOpen} />
      )}
    </ReadPanel>
  );
}
