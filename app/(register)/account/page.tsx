import { getTranslations } from "next-intl/server";
import { ChoiceForm } from "@/components/choice-form";
import { Head } from "@/components/head";
import { Facts, Section } from "@/components/section";
import { getMyFeed } from "@/lib/calendar/queries";
import { listMySessions } from "@/lib/employees/queries";
import { localeNames, locales } from "@/lib/locale/choice";
import { currentLocale, currentViewer } from "@/lib/session";
import { FlashLine } from "../flash-line";
import { savePreferences } from "./actions";
import { MyCalendar } from "./my-calendar";
import { MyKeyFigures } from "./my-key-figures";
import { MyRights } from "./my-rights";
import { MySessions } from "./my-sessions";

/** The person's own page: language, appearance, calendar, rights, devices. The form of the calendar gives the title. */
export default async function Account({ searchParams }: PageProps<"/account">) {
  const [viewer, locale, params, t] = await Promise.all([
    currentViewer(),
    currentLocale(),
    searchParams,
    getTranslations(),
  ]);
  const themes = [
    { value: "system", label: t("nav.themeSystem") },
    { value: "light", label: t("nav.themeLight") },
    { value: "dark", label: t("nav.themeDark") },
  ];
  const languages = locales.map((value) => ({ value, label: localeNames[value], lang: value }));
  return (
    <>
      <FlashLine params={params} />
      <Head title={t("nav.account")} />
      <div className="cols cols--even">
        <div className="stack stack--l">
          <Section id="person" title={viewer.facts.name}>
            <Facts
              items={[
                { label: t("session.email"), value: viewer.facts.email },
                { label: t("account.company"), value: viewer.facts.companyName },
              ]}
            />
          </Section>
          <Section id="language" title={t("nav.language")} pad>
            <ChoiceForm
              action={savePreferences}
              name="locale"
              label={t("nav.language")}
              current={locale}
              options={languages}
            />
          </Section>
          <Section id="theme" title={t("nav.theme")} pad>
            <ChoiceForm
              action={savePreferences}
              name="theme"
              label={t("nav.theme")}
              current={viewer.facts.theme ?? "system"}
              options={themes}
            />
          </Section>
          <Section id="shortcuts" title={t("nav.shortcuts")} text={t("account.shortcutsText")} pad>
            <ChoiceForm
              action={savePreferences}
              name="shortcuts"
              label={t("nav.shortcuts")}
              current={viewer.facts.shortcuts ? "on" : "off"}
              options={[
                { value: "on", label: t("settings.on") },
                { value: "off", label: t("settings.off") },
              ]}
            />
          </Section>
          <MyKeyFigures viewer={viewer} />
          <MyCalendar feed={await getMyFeed(viewer)} />
          <MySessions sessions={await listMySessions(viewer)} />
        </div>
        <MyRights viewer={viewer} />
      </div>
    </>
  );
}
