import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";

/** Says what belongs here and offers the first step to those who may take it. */
export async function NoGroups({ viewer, q }: { viewer: Viewer; q: string }) {
  const t = await getTranslations("groups");
  if (q) {
    return (
      <Empty art="search" title={t("noGroupHits", { query: q })}>
        <ButtonLink href={paths.groups()}>{t("showAll")}</ButtonLink>
      </Empty>
    );
  }
  if (!viewer.can("groups")) return <Empty art="grid" title={t("emptyTitle")} text={t("emptyReadOnly")} />;
  return (
    <Empty art="grid" title={t("emptyTitle")} text={t("emptyText")}>
      <ButtonLink href={paths.groups({ panel: "new-group" })} tone="go" icon="plus">
        {t("add")}
      </ButtonLink>
    </Empty>
  );
}
