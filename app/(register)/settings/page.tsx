import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Head } from "@/components/head";
import { List, ListItem } from "@/components/section";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { currentViewer } from "@/lib/session";
import { sectionsOf } from "./sections";

/** The pages of the settings that are open to the viewer. */
export default async function Settings() {
  const [viewer, t] = await Promise.all([currentViewer(), getTranslations("settings")]);
  const sections = sectionsOf(viewer);
  if (sections.length === 0) absent();
  return (
    <>
      <title>{`${t("title")} · Kumppani`}</title>
      <Head title={t("title")} />
      <List>
        {sections.map((section) => (
          <ListItem
            key={section}
            title={
              <Link className="name" href={paths.settings(section)} prefetch={false}>
                {t(`section.${section}`)}
              </Link>
            }
            meta={t(`about.${section}`)}
          />
        ))}
      </List>
    </>
  );
}
