import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { providerName } from "@/lib/identity-provider";
import { unlink } from "./actions";

type Props = { id: number; issuer: string; isOwn: boolean };

/** That a person signs in with an identity provider, and the way to end that. */
export async function ProviderLine({ id, issuer, isOwn }: Props) {
  const t = await getTranslations("person");
  const provider = providerName(issuer);
  return (
    <form action={unlink} className="row px-4 pt-4 md:px-6">
      <input type="hidden" name="id" value={id} />
      <span>{t("byProvider", { provider })}</span>
      {!isOwn && (
        <Button small icon="x">
          {t("unlinkProvider")}
        </Button>
      )}
    </form>
  );
}
