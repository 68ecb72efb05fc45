import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Notice } from "@/components/flash";
import { stopViewing } from "./account/actions";

/** On every page while somebody looks at the register as another person: as whom, and the way back. */
export async function ViewingNote({ name }: { name: string }) {
  const t = await getTranslations("nav");
  return (
    <div className="pb-4">
      <Notice kind="warn">
        <div className="row between">
          <p>{t("viewingAs", { name })}</p>
          <form action={stopViewing}>
            <Button small>{t("stopViewing")}</Button>
          </form>
        </div>
      </Notice>
    </div>
  );
}
