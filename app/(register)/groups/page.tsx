import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { demand } from "@/lib/access/gate";
import { groupFilter } from "@/lib/groups/filter";
import { listGroups } from "@/lib/groups/queries";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { GroupFlash } from "./group-flash";
import { GroupPanel } from "./group-panel";
import { GroupTable } from "./group-table";
import { GroupSearch, GroupsHead, PlacePager } from "./groups-head";
import { NoGroups } from "./no-groups";

/** The customer groups, and beside them the dialog that the address asks for. */
export default async function Groups({ searchParams }: PageProps<"/groups">) {
  const [viewer, locale, params] = await Promise.all([currentViewer(), currentLocale(), searchParams]);
  const filter = groupFilter(params);
  const { panel } = filter;
  if (panel) demand(viewer, "groups");
  const listed = panel ? { panel, q: "", page: 1 } : filter;
  const [page, t] = await Promise.all([listGroups(viewer, listed, locale), getTranslations("groups")]);

  return (
    <>
      {!panel && <title>{`${t("title")} · Kumppani`}</title>}
      <Behind panel={panel !== null}>
        {!panel && <GroupFlash viewer={viewer} params={params} />}
        <GroupsHead viewer={viewer} at="groups" />
        <GroupSearch action={paths.groups()} q={listed.q} total={page.total} />
        {page.rows.length > 0 ? (
          <>
            <GroupTable viewer={viewer} rows={page.rows} />
            <PlacePager
              label={t("pages")}
              page={listed.page}
              place={page}
              to={(number) => paths.groups({ q: listed.q, page: number > 1 ? number : null })}
            />
          </>
        ) : (
          <NoGroups viewer={viewer} q={listed.q} at="groups" />
        )}
      </Behind>
      {panel && <GroupPanel viewer={viewer} filter={filter} panel={panel} params={params} />}
    </>
  );
}
