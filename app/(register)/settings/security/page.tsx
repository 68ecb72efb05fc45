import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import { Menu, MenuLink } from "@/components/menu";
import { Section } from "@/components/section";
import { paths } from "@/lib/paths";
import { filterQuery, isFiltered, pageSize, securityFilter } from "@/lib/security-log/filter";
import { listLoggedPeople, listSecurityLog } from "@/lib/security-log/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { SecurityFilters } from "./security-filters";
import { SecurityTable } from "./security-table";

/** Who signed in, took data along, was refused or changed rights: newest first. The whole state is in the address. */
export default async function Security({ searchParams }: PageProps<"/settings/security">) {
  const place = await settingsAt("security", searchParams);
  const filter = securityFilter(place.query);
  const [t, found, people] = await Promise.all([
    getTranslations(),
    listSecurityLog(place.viewer, filter),
    listLoggedPeople(place.viewer, place.locale),
  ]);
  const lines = found.slice(0, pageSize);
  const query = filterQuery(filter);
  return (
    <SettingsFrame {...place} panel={null}>
      <Section
        id="security"
        title={t("settings.section.security")}
        text={t("securityLog.about")}
        actions={
          place.viewer.can("export") && (
            <Menu label={t("action.more")} quiet>
              <MenuLink href={paths.exportSecurityLog("xlsx", query)} icon="excel" download>
                {t("customers.exportList")}
              </MenuLink>
              <MenuLink href={paths.exportSecurityLog("csv", query)} icon="download" download>
                {t("customers.exportCsv")}
              </MenuLink>
            </Menu>
          )
        }
      >
        <SecurityFilters filter={filter} people={people} />
        {lines.length > 0 ? (
          <SecurityTable viewer={place.viewer} locale={place.locale} lines={lines} />
        ) : isFiltered(filter) ? (
          <Empty art="search" title={t("securityLog.noHits")}>
            <ButtonLink href={paths.settings("security")}>{t("list.clearFilters")}</ButtonLink>
          </Empty>
        ) : (
          <Empty art="calendar" title={t("securityLog.nothing")} text={t("securityLog.nothingText")} />
        )}
      </Section>
      {found.length > pageSize && (
        <p>
          <ButtonLink href={paths.settings("security", { ...query, before: lines.at(-1)?.id })}>
            {t("history.older")}
          </ButtonLink>
        </p>
      )}
    </SettingsFrame>
  );
}
