import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { Head } from "@/components/head";
import { PageLink } from "@/components/page-link";
import { List, ListItem, Section } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { seesProfitability } from "@/lib/financials/filter";
import { paths } from "@/lib/paths";
import { listSavedReports } from "@/lib/reports/queries";
import { titleOf } from "./words";

const ready = [
  { about: "customers", by: "type", across: null },
  { about: "customers", by: "group", across: null },
  { about: "customers", by: "special", across: null },
  { about: "customers", by: "owner", across: null },
  { about: "customers", by: "country", across: "stage" },
  { about: "customers", by: "createdMonth", across: null, stage: "all" },
  { about: "contacts", by: "keyword", across: null },
  { about: "contacts", by: "role", across: null },
] as const;

/** Ready-made reports to begin with, and those that were saved. */
export async function Start({ viewer }: { viewer: Viewer }) {
  const [t, saved] = await Promise.all([getTranslations(), listSavedReports(viewer)]);
  const offered = ready.filter(({ by }) => by !== "role" || viewer.uses("roles"));
  const whose = ({ isMine, isShared, ownerName }: (typeof saved)[number]) => {
    if (!isMine) return t("report.sharedBy", { name: ownerName ?? "" });
    return isShared ? t("report.yoursShared") : t("report.onlyYours");
  };
  return (
    <>
      <Head title={t("report.title")} text={t("report.start")} />
      <div className="cols">
        <Section id="ready" title={t("report.ready")}>
          <List>
            {seesProfitability(viewer) && (
              <ListItem
                icon="bars"
                title={
                  <PageLink className="name" href={paths.financialReport()}>
                    {t("finance.report")}
                  </PageLink>
                }
                meta={t("finance.reportText")}
              />
            )}
            {offered.map(({ about, by, across, ...rest }) => (
              <ListItem
                key={by}
                icon="bars"
                title={
                  <PageLink
                    className="name"
                    href={paths.reports({ about: about === "contacts" ? about : null, by, across, ...rest })}
                  >
                    {titleOf(about, t(`report.by.${by}`), across && t(`report.by.${across}`), t)}
                  </PageLink>
                }
              />
            ))}
          </List>
        </Section>
        <Section id="saved" title={t("report.saved")}>
          {saved.length > 0 ? (
            <List>
              {saved.map((report) => (
                <ListItem
                  key={report.id}
                  icon="bars"
                  title={
                    <PageLink className="name" href={paths.reports({ saved: report.id })}>
                      {report.name}
                    </PageLink>
                  }
                  meta={whose(report)}
                />
              ))}
            </List>
          ) : (
            <EmptyLine text={t("report.noSaved")} />
          )}
        </Section>
      </div>
    </>
  );
}
