import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { demand } from "@/lib/access/gate";
import { groupFilter } from "@/lib/groups/filter";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { listSpecialGroups } from "@/lib/special-groups/queries";
import { GroupSearch, GroupsHead, PlacePager } from "../groups/groups-head";
import { NoGroups } from "../groups/no-groups";
import { SpecialFlash } from "./special-flash";
import { SpecialPanel } from "./special-panel";
import { SpecialTable } from "./special-table";

/** The special groups, and beside them the dialog that the address asks for. */
export default async function SpecialGroups({ searchParams }: PageProps<"/special-groups">) {
  const [viewer, locale, params] = await Promise.all([currentViewer(), currentLocale(), searchParams]);
  const filter = groupFilter(params);
  const { panel } = filter;
  if (panel) demand(viewer, "groups");
  const { q, page } = panel ? { q: "", page: 1 } : filter;
  const [place, t] = await Promise.all([listSpecialGroups(viewer, { q, page }, locale), getTranslations()]);

  return (
    <>
      {!panel && <title>{`${t("grouping.specialGroups")} · Kumppani`}</title>}
      <Behind panel={panel !== null}>
        {!panel && <SpecialFlash viewer={viewer} params={params} />}
        <GroupsHead viewer={viewer} at="special" />
        <GroupSearch action={paths.specialGroups()} q={q} total={place.total} />
        {place.rows.length > 0 ? (
          <>
            <SpecialTable viewer={viewer} rows={place.rows} />
            <PlacePager
              label={t("groups.pages")}
              page={page}
              place={place}
              to={(number) => paths.specialGroups({ q, page: number > 1 ? number : null })}
            />
          </>
        ) : (
          <NoGroups viewer={viewer} q={q} at="special" />
        )}
      </Behind>
      {panel && <SpecialPanel viewer={viewer} filter={filter} panel={panel} params={params} />}
    </>
  );
}
