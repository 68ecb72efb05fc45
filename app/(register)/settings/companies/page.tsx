import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Badge } from "@/components/chips";
import { List, ListItem, Section } from "@/components/section";
import { newFormKey } from "@/lib/form-texts";
import { switchNames } from "@/lib/settings/fields";
import { getSwitches } from "@/lib/settings/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { flip } from "./actions";

/** What is on or off for everybody. What is between companies shows only where there are several. */
export default async function Visibility({ searchParams }: PageProps<"/settings/companies">) {
  const place = await settingsAt("companies", searchParams);
  const [t, switches] = await Promise.all([getTranslations("settings"), getSwitches(place.viewer)]);
  const offered = switchNames.filter((name) => name === "groupRequired" || switches.companies > 1);
  const formKey = newFormKey();
  return (
    <SettingsFrame {...place} panel={null}>
      <Section id="switches" title={t("section.companies")}>
        <List>
          {offered.map((name) => (
            <ListItem
              key={name}
              title={
                <>
                  <b id={`switch-${name}`}>{t(`switch.${name}`)}</b>
                  <Badge tone={switches[name] ? "on" : undefined}>{t(switches[name] ? "on" : "off")}</Badge>
                </>
              }
              meta={t(`switchAbout.${name}`)}
              end={
                <form action={flip}>
                  <input type="hidden" name="id" value="1" />
                  <input type="hidden" name="formKey" value={formKey} />
                  <input type="hidden" name="name" value={name} />
                  <input type="hidden" name="to" value={switches[name] ? "off" : "on"} />
                  <Button small>
                    {t(switches[name] ? "turnOff" : "turnOn")}
                    <span className="vh"> {t(`switch.${name}`)}</span>
                  </Button>
                </form>
              }
            />
          ))}
        </List>
      </Section>
    </SettingsFrame>
  );
}
