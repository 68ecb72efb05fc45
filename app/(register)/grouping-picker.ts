import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import { type Grouping, groupingKinds, groupingText } from "@/lib/groupings/filter";
import { listGroupings } from "@/lib/groupings/queries";
import { currentLocale } from "@/lib/session";

/**
 * The one menu of everything customers are grouped by, under its headings: for a filter bar, or with `kind: "select"` a
 * field of a form. Its value is "group.12", "special.3", "companyGroup.4", "segment.9" or "group.none".
 * @param all what the first option says, for nothing picked
 */
export async function groupingPicker(viewer: Viewer, picked: Grouping | null, all?: string) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const rows = await listGroupings(viewer, locale, picked);
  const headings = {
    group: t("groups.title"),
    special: t("grouping.specialGroups"),
    companyGroup: t("register.title.companyGroups"),
    segment: t("grouping.segments"),
  };
  const noGroup = { value: "group.none", label: t("customers.noGroup"), heading: headings.group };
  return {
    name: "grouping",
    label: t("grouping.title"),
    value: groupingText(picked),
    options: [
      { value: "", label: all ?? t("grouping.allCustomers") },
      ...groupingKinds.flatMap((kind) => [
        ...rows
          .filter((row) => row.kind === kind)
          .map(({ id, name }) => ({ value: groupingText({ kind, id }), label: name, heading: headings[kind] })),
        ...(kind === "group" ? [noGroup] : []),
      ]),
    ],
  };
}
