import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import { paths } from "@/lib/paths";

/** One answer for what is not there and what is not open to the reader. */
export async function NotFoundText() {
  const t = await getTranslations("notFound");
  return (
    <>
      <title>{`${t("title")} · Kumppani`}</title>
      <Empty art="missing" title={t("title")} page text={t("text")}>
        <ButtonLink href={paths.home()} tone="go">
          {t("home")}
        </ButtonLink>
      </Empty>
    </>
  );
}
