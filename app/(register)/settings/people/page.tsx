import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Badge } from "@/components/chips";
import { EmptyLine } from "@/components/empty";
import { PageLink } from "@/components/page-link";
import { SearchLine } from "@/components/search-line";
import { Section } from "@/components/section";
import { Switch } from "@/components/switch";
import { Table } from "@/components/table";
import { providerName } from "@/lib/identity-provider";
import { paths } from "@/lib/paths";
import { peopleFilter } from "@/lib/people/filter";
import { listPeople } from "@/lib/people/queries";
import { profileName } from "../../profile-name";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { personPanel } from "./person-panel";

/** Who works here and may sign in. */
export default async function People({ searchParams }: PageProps<"/settings/people">) {
  const place = await settingsAt("people", searchParams);
  const filter = peopleFilter(place.query);
  const [t, people] = await Promise.all([getTranslations(), listPeople(place.viewer, filter, place.locale)]);
  return (
    <SettingsFrame {...place} panel={personPanel(place)}>
      <div className="row between">
        <SearchLine
          action={paths.settings("people")}
          label={t("person.search")}
          placeholder={t("person.search")}
          submit={t("action.search")}
          value={filter.q}
          hidden={filter.inactive ? { inactive: "1" } : undefined}
        />
        <Switch
          name="inactive"
          on={filter.inactive}
          onValue="1"
          label={t("person.deactivated")}
          hidden={filter.q ? { q: filter.q } : undefined}
        />
      </div>
      <Section
        id="people"
        title={t("settings.section.people")}
        count={String(people.length)}
        actions={
          <ButtonLink href={paths.settings("people", { panel: "new-person" })} small icon="plus">
            {t("person.invite")}
          </ButtonLink>
        }
      >
        {people.length === 0 ? (
          <EmptyLine text={t("person.none")} />
        ) : (
          <Table
            head={
              <>
                <th scope="col">{t("person.name")}</th>
                <th scope="col">{t("person.email")}</th>
                <th scope="col">{t("person.companyId")}</th>
                <th scope="col">{t("person.profileId")}</th>
              </>
            }
          >
            <tbody>
              {people.map((person) => (
                <tr key={person.id}>
                  <th scope="row">
                    <span className="row row--name">
                      <PageLink
                        className="name"
                        href={paths.settings("people", { panel: `person.${person.id}` })}
                        still
                      >
                        {`${person.firstName} ${person.lastName}`}
                      </PageLink>
                      {person.issuer && <Badge icon="key">{providerName(person.issuer)}</Badge>}
                      {person.isInvited && <Badge>{t("person.invited")}</Badge>}
                      {person.isSeller && <Badge tone="on">{t("person.seller")}</Badge>}
                    </span>
                    {person.teams.length > 0 && <span className="sub">{person.teams.join(", ")}</span>}
                  </th>
                  <td className="wrap-anywhere">{person.email}</td>
                  <td>{person.companyName}</td>
                  <td>
                    {person.profile ? (
                      profileName(t, person.profile)
                    ) : (
                      <span className="faint">{t("person.noProfile")}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Section>
    </SettingsFrame>
  );
}
