import { getTranslations } from "next-intl/server";
import { waitAtAddress } from "@/lib/access/throttle";
import type { IdentityProvider } from "@/lib/identity-provider";
import { currentDevice } from "@/lib/session";

/**
 * Why the way over the provider did not lead in, in words; null where nothing was refused.
 * @param refused the word in the address: "refused", "silent" or "wait"
 */
export async function refusalBy({ name }: IdentityProvider, refused: unknown): Promise<string | null> {
  const t = await getTranslations("error");
  if (refused === "refused") return t("providerRefused", { provider: name });
  if (refused === "silent") return t("providerSilent", { provider: name });
  if (refused !== "wait") return null;
  const minutes = await waitAtAddress((await currentDevice()).ip ?? "unknown");
  return minutes > 0 ? t("tooManyAttempts", { minutes }) : null;
}
