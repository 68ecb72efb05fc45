import { getTranslations } from "next-intl/server";
import { Icon } from "@/components/icon";
import { Facts, Section } from "@/components/section";
import { type Permission, rightsOf } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";
import { profileName } from "../profile-name";

/** The rights of the viewer's profile, one sentence each. */
export async function MyRights({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations();
  const { profile, grants, reach } = viewer.facts;
  const rights = rightsOf(grants);
  return (
    <Section id="rights" title={t("account.rights")}>
      <Facts
        items={[
          { label: t("account.profile"), value: profile ? profileName(t, profile) : t("account.none") },
          {
            label: t("account.reach"),
            value: reach.length ? reach.map((one) => t(`reach.${one}`)).join(", ") : t("account.none"),
          },
        ]}
      />
      <ul className="list">
        {rights.map((right: Permission) => (
          <li key={right}>
            <Icon name="check" />
            <span>{t(`right.${right}`)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
