import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Head } from "@/components/head";
import { Pager } from "@/components/pager";
import { SearchLine } from "@/components/search-line";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import type { GroupFilter } from "@/lib/groups/filter";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";

const fewGroups = 10;

export async function GroupsHead({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations("groups");
  return (
    <Head
      title={t("title")}
      text={t("text")}
      actions={
        viewer.can("groups") && (
          <ButtonLink href={paths.groups({ panel: "new-group" })} tone="go" icon="plus" keyN>
            {t("add")}
          </ButtonLink>
        )
      }
    />
  );
}

/** Few groups are found with the eyes. */
export async function GroupSearch({ filter, total }: { filter: GroupFilter; total: number }) {
  const t = await getTranslations();
  if (!filter.q && total <= fewGroups) return null;
  return (
    <div className="mb-3">
      <SearchLine
        action={paths.groups()}
        label={t("groups.find")}
        placeholder={t("groups.find")}
        submit={t("action.search")}
        value={filter.q}
      />
    </div>
  );
}

type Place = { from: number; total: number; hasMore: boolean; rows: readonly unknown[] };

export async function GroupsPager({ filter, page }: { filter: GroupFilter; page: Place }) {
  const t = await getTranslations("groups");
  const to = (number: number) => paths.groups({ q: filter.q, page: number > 1 ? number : null });
  return <PlacePager label={t("pages")} page={filter.page} place={page} to={to} />;
}

type PlaceProps = { label: string; page: number; place: Place; to: (page: number) => string };

/** Where one is in a list of known length; nothing while it fits one page. */
export async function PlacePager({ label, page, place, to }: PlaceProps) {
  const [t, locale, viewer] = await Promise.all([getTranslations(), currentLocale(), currentViewer()]);
  const { count, number } = formatsOf(locale, viewer.facts.timeZone);
  if (page === 1 && !place.hasMore) return null;
  const range = t("list.rowsShown", {
    from: number(place.from),
    to: number(place.from + place.rows.length - 1),
    total: count(place.total),
  });
  return (
    <Pager
      label={label}
      range={range}
      previous={page > 1 ? to(page - 1) : undefined}
      next={place.hasMore ? to(page + 1) : undefined}
      texts={{ previous: t("action.previous"), next: t("action.next") }}
    />
  );
}
