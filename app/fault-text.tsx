import { getTranslations } from "next-intl/server";
import { Empty } from "@/components/empty";

/** When the register itself cannot be reached: plain words, no script needed, in the browser's language. */
export async function FaultText() {
  const t = await getTranslations("fault");
  return (
    <main className="main">
      <title>{`${t("title")} · Kumppani`}</title>
      <Empty art="missing" title={t("title")} page text={t("unreachable")} />
    </main>
  );
}
