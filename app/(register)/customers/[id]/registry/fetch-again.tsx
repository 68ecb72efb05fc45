import { getTranslations } from "next-intl/server";
import { Icon } from "@/components/icon";
import { WaitButton } from "@/components/wait-button";
import { askRegister } from "./actions";

/** Asks the register once more, from the foot of a panel. */
export async function FetchAgain({ customerId, label }: { customerId: number; label: string }) {
  const t = await getTranslations("registry");
  return (
    <form action={askRegister}>
      <input type="hidden" name="id" value={customerId} />
      <WaitButton icon={<Icon name="refresh" />} label={label} busy={t("fetching")} />
    </form>
  );
}
