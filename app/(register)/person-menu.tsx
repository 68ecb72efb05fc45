import { getTranslations } from "next-intl/server";
import { MenuButton, MenuForm, MenuLink } from "@/components/menu";
import type { Viewer } from "@/lib/access/viewer";
import { localeNames, locales } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { signOut } from "../sign-in/actions";
import { savePreferences } from "./account/actions";

/** The person's own page, language and appearance, and the way out. */
export async function PersonMenu({ viewer }: { viewer: Viewer }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const dark = viewer.facts.theme === "dark";
  return (
    <>
      <MenuLink href={paths.account()} icon="person">
        {t("nav.account")}
        <small>{viewer.facts.email}</small>
      </MenuLink>
      <MenuLink href={paths.jobs()} icon="clock">
        {t("nav.jobs")}
      </MenuLink>
      <MenuForm action={savePreferences} label={t("nav.language")} cut>
        {locales.map((one) => (
          <MenuButton
            key={one}
            name="locale"
            value={one}
            icon={one === locale ? "check" : "globe"}
            current={one === locale}
          >
            <span lang={one}>{localeNames[one]}</span>
          </MenuButton>
        ))}
      </MenuForm>
      <MenuForm action={savePreferences} label={t("nav.theme")} cut>
        <MenuButton name="theme" value={dark ? "light" : "dark"} icon="contrast">
          {t(dark ? "nav.themeToLight" : "nav.themeToDark")}
        </MenuButton>
      </MenuForm>
      <MenuForm action={signOut} cut>
        <MenuButton icon="out">{t("session.signOut")}</MenuButton>
      </MenuForm>
    </>
  );
}
