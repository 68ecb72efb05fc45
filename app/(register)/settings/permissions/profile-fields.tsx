import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { type Area, allows, areas, type Permission, reaches } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";
import { areaNames } from "@/lib/profiles/rules";

/** Name, reach and a level for each area. Levels above the viewer’s own are not offered. */
export async function ProfileFields({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations();
  const { grants, reach: held } = viewer.facts;
  const offered = reaches.filter((reach) => held.includes("all") || held.includes(reach));
  const levels = (area: Area) =>
    areas[area]
      .filter((level, place) => place === 0 || allows(grants, permissionOf(area, level)))
      .map((level) => ({ value: level, label: t(`level.${level}`) }));
  return (
    <>
      <Field name="name" label={t("profile.name")} kind="text" required autoComplete="off" />
      <Field
        name="reach"
        label={t("profile.reach")}
        kind="checkboxes"
        options={offered.map((reach) => ({ value: reach, label: t(`reachOf.${reach}`) }))}
      />
      {areaNames.map((area) => (
        <Field
          key={area}
          name={`level.${area}`}
          label={t(`area.${area}`)}
          kind="select"
          span={3}
          options={levels(area)}
        />
      ))}
    </>
  );
}

const permissionOf = (area: Area, level: string) => (level === "yes" ? area : `${area}.${level}`) as Permission;
