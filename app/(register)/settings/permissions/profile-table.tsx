import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { PageLink } from "@/components/page-link";
import { Table } from "@/components/table";
import { type Area, areas, reaches } from "@/lib/access/permissions";
import { paths } from "@/lib/paths";
import type { listProfiles } from "@/lib/profiles/queries";
import { granted, leveled, levelOf } from "@/lib/profiles/rules";
import { profileName } from "../../profile-name";

type Profile = Awaited<ReturnType<typeof listProfiles>>[number];

/** Areas down, profiles across; what is most is marked, what is nothing stands back. */
export async function ProfileTable({ profiles }: { profiles: readonly Profile[] }) {
  const t = await getTranslations();
  const names = new Map(profiles.map((profile) => [profile.id, profileName(t, profile)]));
  const section = (title: string, rows: readonly Area[]) => (
    <tbody>
      <tr className="grp">
        <th colSpan={profiles.length + 1} scope="rowgroup">
          {title}
        </th>
      </tr>
      {rows.map((area) => (
        <tr key={area}>
          <th scope="row">{t(`area.${area}`)}</th>
          {profiles.map((profile) => (
            <td key={profile.id} data-l={names.get(profile.id)}>
              <Level area={area} level={levelOf(profile.grants, area)} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
  return (
    <Table
      head={
        <>
          <th scope="col">{t("profile.area")}</th>
          {profiles.map((profile) => (
            <th scope="col" key={profile.id}>
              <PageLink
                href={paths.settings("permissions", { panel: `${profile.builtIn ? "copy" : "profile"}.${profile.id}` })}
                still
              >
                {names.get(profile.id)}
              </PageLink>
              <span className="sub">{t("profile.people", { n: profile.people })}</span>
            </th>
          ))}
        </>
      }
    >
      {section(t("profile.levels"), leveled)}
      {section(t("profile.rights"), granted)}
      <tbody>
        <tr className="grp">
          <th colSpan={profiles.length + 1} scope="rowgroup">
            {t("profile.reach")}
          </th>
        </tr>
        {reaches.map((reach) => (
          <tr key={reach}>
            <th scope="row">{t(`reachOf.${reach}`)}</th>
            {profiles.map((profile) => (
              <td key={profile.id} data-l={names.get(profile.id)}>
                <YesNo yes={profile.reach.some((one) => one === "all" || one === reach)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

async function Level({ area, level }: { area: Area; level: string }) {
  const t = await getTranslations("level");
  const words: readonly string[] = areas[area];
  if (words.includes("yes")) return <YesNo yes={level === "yes"} />;
  const word = t(level as "none");
  if (level === words[0]) return <span className="faint">{word}</span>;
  return level === words.at(-1) ? <Badge tone="on">{word}</Badge> : word;
}

async function YesNo({ yes }: { yes: boolean }) {
  const t = await getTranslations("level");
  return yes ? (
    <Badge tone="on" icon="check">
      {t("yes")}
    </Badge>
  ) : (
    <span className="faint">{t("no")}</span>
  );
}
