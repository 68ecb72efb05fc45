import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { Section } from "@/components/section";
import { pageWith, paths } from "@/lib/paths";
import { responsiblePanel } from "../../../responsibilities/responsible-panels";
import { TeamList } from "../../../responsibilities/team-list";
import type { Card, OpenPanel } from "../card";
import { TeamCardLink } from "../team/team-card-panel";

/** The customer team: its owner and whoever answers for it, each with roles and days. */
export async function ResponsibleSection({ viewer, customer }: Card) {
  const { id, team, isMasked, archivedAt } = customer;
  if (isMasked) return null;
  const t = await getTranslations("resp");
  const here = paths.customer(id);
  const isOpen = archivedAt === null && viewer.can("responsibilities");
  const to = (kind: string) => pageWith(here, { panel: `${kind}.customer.${id}` });
  return (
    <Section
      id="responsibles"
      title={t("people")}
      count={team.length ? String(team.length) : undefined}
      actions={isOpen && <ButtonLink href={to("role")} tone="plain" small icon="plus" label={t("add")} />}
    >
      {team.length === 0 ? (
        <EmptyLine text={t("none")} />
      ) : (
        <TeamList
          viewer={viewer}
          here={here}
          row={{ subject: "customer", subjectId: id }}
          people={team}
          isOpen={isOpen}
        />
      )}
      <p className="row row--wide xs pt-3 empty:hidden">
        {isOpen && viewer.can("assignOthers") && customer.ownerId !== null && (
          <a href={to("owner")}>{t("replaceOwner")}</a>
        )}
        <TeamCardLink viewer={viewer} customerId={id} />
      </p>
    </Section>
  );
}

/** The panels of single responsibilities, where they stand on a tab of the card. */
export const responsiblesPanel =
  (tab: "contact" | "sales"): OpenPanel =>
  (name, { viewer, customer }) =>
    responsiblePanel({ viewer, here: paths.customerTab(customer.id, tab) }, name);
