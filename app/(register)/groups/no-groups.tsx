import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";

type Props = { viewer: Viewer; q: string; at: "groups" | "special" };

/** Says what belongs here and offers the first step to those who may take it. */
export async function NoGroups({ viewer, q, at }: Props) {
  const t = await getTranslations();
  const isSpecial = at === "special";
  if (q) {
    return (
      <Empty art="search" title={t("groups.noGroupHits", { query: q })}>
        <ButtonLink href={isSpecial ? paths.specialGroups() : paths.groups()}>{t("groups.showAll")}</ButtonLink>
      </Empty>
    );
  }
  const title = isSpecial ? t("specialGroups.emptyTitle") : t("groups.emptyTitle");
  const text = isSpecial ? t("specialGroups.emptyText") : t("groups.emptyText");
  if (!viewer.can("groups"))
    return <Empty art="grid" title={title} text={isSpecial ? text : t("groups.emptyReadOnly")} />;
  return (
    <Empty art="grid" title={title} text={text}>
      <ButtonLink
        href={isSpecial ? paths.specialGroups({ panel: "new" }) : paths.groups({ panel: "new-group" })}
        tone="go"
        icon="plus"
      >
        {isSpecial ? t("specialGroups.add") : t("groups.add")}
      </ButtonLink>
    </Empty>
  );
}
