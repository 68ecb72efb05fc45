import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Head } from "@/components/head";
import { Pager } from "@/components/pager";
import { SearchLine } from "@/components/search-line";
import { Tabs } from "@/components/tabs";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { countGroupLists } from "@/lib/groupings/queries";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";

const fewGroups = 10;

/** Customer groups and special groups are two tabs of one place. */
export async function GroupsHead({ viewer, at }: { viewer: Viewer; at: "groups" | "special" }) {
  const [t, locale, counts] = await Promise.all([getTranslations(), currentLocale(), countGroupLists(viewer)]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const isSpecial = at === "special";
  return (
    <>
      <Head
        title={isSpecial ? t("grouping.specialGroups") : t("groups.title")}
        text={isSpecial ? t("specialGroups.text") : t("groups.text")}
        actions={
          viewer.can("groups") && (
            <ButtonLink
              href={isSpecial ? paths.specialGroups({ panel: "new" }) : paths.groups({ panel: "new-group" })}
              tone="go"
              icon="plus"
              keyN
            >
              {isSpecial ? t("specialGroups.add") : t("groups.add")}
            </ButtonLink>
          )
        }
      />
      <Tabs
        label={t("groups.kinds")}
        items={[
          { href: paths.groups(), label: t("groups.title"), count: number(counts.groups), current: !isSpecial },
          {
            href: paths.specialGroups(),
            label: t("grouping.specialGroups"),
            count: number(counts.special),
            current: isSpecial,
          },
        ]}
      />
    </>
  );
}

type SearchProps = { action: string; q: string; total: number };

/** Few groups are found with the eyes. */
export async function GroupSearch({ action, q, total }: SearchProps) {
  const t = await getTranslations();
  if (!q && total <= fewGroups) return null;
  return (
    <div className="mb-3">
      <SearchLine
        action={action}
        label={t("groups.find")}
        placeholder={t("groups.find")}
        submit={t("action.search")}
        value={q}
      />
    </div>
  );
}

type Place = { from: number; total: number; hasMore: boolean; rows: readonly unknown[] };
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
