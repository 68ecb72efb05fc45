import { getTranslations } from "next-intl/server";
import { MenuButton, MenuForm, MenuLink } from "@/components/menu";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { signOut } from "../sign-in/actions";

export async function PersonMenu({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations();
  return (
    <>
      <MenuLink href={paths.account()} icon="person">
        {t("nav.account")}
        <small>{viewer.facts.email}</small>
      </MenuLink>
      <MenuForm action={signOut} cut>
        <MenuButton icon="out">{t("session.signOut")}</MenuButton>
      </MenuForm>
    </>
  );
}
