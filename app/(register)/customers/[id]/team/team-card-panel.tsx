import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import type { Viewer } from "@/lib/access/viewer";
import { initialsOf } from "@/lib/format";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { teamOf } from "@/lib/roles/queries";
import { currentLocale } from "@/lib/session";
import { ReadPanel } from "../../../read-panel";
import type { Card, OpenPanel } from "../card";
import { letterOf, partsOf } from "./team-letter";

const name = "team-card";

/** Without roles nobody says what a customer may know of, so there is no card either. */
export const teamCardPanel: OpenPanel = (asked, card) => {
  if (asked !== name) return null;
  return card.viewer.uses("roles") && !card.customer.isMasked ? <TeamCard {...card} /> : absent();
};

/** The way to the card, for whoever may see who answers for the customer. */
export async function TeamCardLink({ viewer, customerId }: { viewer: Viewer; customerId: number }) {
  if (!viewer.uses("roles")) return null;
  const t = await getTranslations("roles");
  return <a href={paths.customer(customerId, { panel: name })}>{t("teamCard")}</a>;
}

/** Whom the customer may turn to, in the customer's language: to print, or to send as a letter. */
async function TeamCard({ viewer, customer }: Card) {
  const language = customer.language ?? (await currentLocale());
  const [t, words, team] = await Promise.all([
    getTranslations("roles"),
    getTranslations({ locale: language, namespace: "roles" }),
    teamOf(viewer, customer.id, language),
  ]);
  const letter = letterOf(words, team);
  return (
    <ReadPanel
      title={t("teamCard")}
      about={customer.name}
      close={paths.customer(customer.id)}
      foot={
        team.length > 0 && (
          <ButtonLink href={`mailto:${customer.email ?? ""}?${letter}`} tone="go">
            {t("sendTeam")}
          </ButtonLink>
        )
      }
    >
      <p className="faint sm team-hint">{t("teamHint")}</p>
      {team.length === 0 && <EmptyLine text={t("noTeam")} />}
      <article className="team-card" lang={language}>
        <h3>{words("yourTeam")}</h3>
        <p className="faint">{customer.name}</p>
        <ul>
          {team.map((one) => (
            <li key={one.email}>
              <span className="who">
                <i aria-hidden="true">{initialsOf(one.name)}</i>
                <b>{one.name}</b>
              </span>
              <span>{partsOf(words, one).join(" · ")}</span>
              <a href={`mailto:${one.email}`}>{one.email}</a>
            </li>
          ))}
        </ul>
      </article>
    </ReadPanel>
  );
}
