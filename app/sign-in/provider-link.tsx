import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import type { IdentityProvider } from "@/lib/identity-provider";
import { paths } from "@/lib/paths";
import { addressOf } from "@/lib/session";

type Props = { provider: IdentityProvider; returnTo: string };

/** The way to the identity provider, under the address it knows us by. */
export async function ProviderLink({ provider, returnTo }: Props) {
  const t = await getTranslations("session");
  return (
    <>
      {!provider.isOnlyWay && <p className="or">{t("or")}</p>}
      <ButtonLink
        href={await addressOf(paths.providerSignIn(returnTo))}
        icon="key"
        tone={provider.isOnlyWay ? "go" : undefined}
        away
      >
        {t("withProvider", { provider: provider.name })}
      </ButtonLink>
    </>
  );
}
