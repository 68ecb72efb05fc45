import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { Head } from "@/components/head";
import { List, ListItem, Section } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { listSavedReports } from "@/lib/reports/queries";

const ready = {
  type: { by: "type" },
  group: { by: "group" },
  special: { by: "special" },
  owner: { by: "owner" },
  country: { by: "country", across: "stage" },
  created: { by: "createdMonth", stage: "all" },
  keyword: { about: "contacts", by: "keyword" },
  role: { about: "contacts", by: "role" },
} as const;

/** Ready-made reports to begin with, and those that were saved. */
export async function Start({ viewer }: { viewer: Viewer }) {
  const [t, saved] = await Promise.all([getTranslations("report"), listSavedReports(viewer)]);
  const names = (Object.keys(ready) as (keyof typeof ready)[]).filter(
    (name) => name !== "role" || viewer.uses("roles"),
  );
  const whose = ({ isMine, isShared, ownerName }: (typeof saved)[number]) => {
    if (!isMine) return t("sharedBy", { name: ownerName ?? "" });
    return isShared ? t("yoursShared") : t("onlyYours");
  };
  return (
    <>
      <Head title={t("title")} text={t("start")} />
      <div className="cols">
        <Section id="ready" title={t("ready")}>
          <List>
            {names.map((name) => (
              <ListItem
                key={name}
                icon="bars"
                title={
                  <Link className="name" href={paths.reports(ready[name])} prefetch={false}>
                    {t(`readyMade.${name}`)}
                  </Link>
                }
              />
            ))}
          </List>
        </Section>
        <Section id="saved" title={t("saved")}>
          {saved.length > 0 ? (
            <List>
              {saved.map((report) => (
                <ListItem
                  key={report.id}
                  icon="bars"
                  title={
                    <Link className="name" href={paths.reports({ saved: report.id })} prefetch={false}>
                      {report.name}
                    </Link>
                  }
                  meta={whose(report)}
                />
              ))}
            </List>
          ) : (
            <EmptyLine text={t("noSaved")} />
          )}
        </Section>
      </div>
    </>
  );
}
