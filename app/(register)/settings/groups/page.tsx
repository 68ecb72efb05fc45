import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { PageLink } from "@/components/page-link";
import { Facts, List, ListItem, Section } from "@/components/section";
import { formatsOf } from "@/lib/format";
import { groupsInUse } from "@/lib/groups/queries";
import { templates } from "@/lib/groups/templates";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { getSwitches } from "@/lib/settings/queries";
import { type SettingsPlace, settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { SwitchList } from "../switches/switch-list";
import { TemplatePanel } from "./template-panel";

/** Whether every customer needs a group, where groups count, and how to begin with them. */
export default async function GroupSettings({ searchParams }: PageProps<"/settings/groups">) {
  const place = await settingsAt("groups", searchParams);
  const { viewer, locale } = place;
  const [t, positions, used] = await Promise.all([getTranslations(), getSwitches(viewer), groupsInUse(viewer)]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const mayMake = viewer.can("groups");
  const groups = (words: string, n: number) => ({ label: words, value: t("groups.nGroups", { n }) });
  return (
    <SettingsFrame {...place} panel={templatePanel(place)}>
      <Section id="rule" title={t("settings.groupRule")}>
        <SwitchList names={["groupRequired"]} positions={positions} />
        <p className="pt-3">
          {t("groups.ungrouped", { n: used.ungrouped })}{" "}
          {used.ungrouped > 0 && (
            <PageLink href={paths.customers({ group: "none" })}>{t("groups.showUngrouped")}</PageLink>
          )}
        </p>
      </Section>
      <Section
        id="groups"
        title={t("groups.title")}
        count={number(used.all)}
        text={t("groups.text")}
        actions={
          <>
            <ButtonLink href={paths.groups()} small>
              {t("groups.open")}
            </ButtonLink>
            {mayMake && (
              <ButtonLink href={paths.groups({ panel: "new-group" })} small icon="plus">
                {t("groups.add")}
              </ButtonLink>
            )}
          </>
        }
      >
        <Facts
          items={[
            groups(t("groups.usedNumbers"), used.numbered),
            groups(t("groups.usedTerms"), used.withTerms),
            groups(t("groups.sellers"), used.sold),
          ]}
        />
      </Section>
      {mayMake && (
        <Section id="templates" title={t("groups.templates")} text={t("groups.templatesText")}>
          <List>
            {templates.map((template) => (
              <ListItem
                key={template}
                title={<b>{t(`groups.template.${template}`)}</b>}
                meta={t(`groups.templateAbout.${template}`)}
                end={
                  <ButtonLink href={paths.settings("groups", { panel: `template.${template}` })} small>
                    {t("groups.preview")}
                    <span className="vh"> {t(`groups.template.${template}`)}</span>
                  </ButtonLink>
                }
              />
            ))}
          </List>
        </Section>
      )}
    </SettingsFrame>
  );
}

function templatePanel({ viewer, query }: SettingsPlace) {
  const template = templates.find((one) => query.panel === `template.${one}`);
  if (!template) return null;
  return viewer.can("groups") ? <TemplatePanel viewer={viewer} template={template} /> : absent();
}
