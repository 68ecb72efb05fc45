import { getTranslations } from "next-intl/server";
import { Icon } from "@/components/icon";
import { MenuForm, MenuLink, MenuNote } from "@/components/menu";
import { WaitButton } from "@/components/wait-button";
import { paths } from "@/lib/paths";
import type { Card } from "../card";
import { askRegister } from "./actions";
import { idProblem, registerOfCard } from "./register-of-card";

/** In the menu of the card: fetches what the business register says of the customer, or says why it cannot. */
export async function RegisterEntry(card: Card) {
  const register = registerOfCard(card);
  if (!register) return null;
  const t = await getTranslations();
  const { id } = card.customer;
  const problem = idProblem(card.customer);
  if (!problem) {
    return (
      <MenuForm action={askRegister} hidden={{ id: String(id) }} label={t("registry.title")}>
        <li>
          <WaitButton
            look="entry"
            icon={<Icon name="building" />}
            label={t("registry.title")}
            busy={t("registry.fetching")}
          />
        </li>
      </MenuForm>
    );
  }
  const isMissing = problem === "noId";
  const missing = t(`registry.needsId.${register.name}` as "registry.needsId.prh");
  return (
    <>
      <MenuNote icon="building" reason={isMissing ? missing : t("error.registryInvalidId")}>
        {t("registry.title")}
      </MenuNote>
      <MenuLink href={`${paths.customer(id, { panel: "edit" })}#f-businessId`} icon="edit">
        {isMissing ? t("registry.addId") : t("registry.checkId")}
      </MenuLink>
    </>
  );
}
