import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import { Head } from "@/components/head";
import { Section } from "@/components/section";
import { listMyCustomers, listRecentCustomers } from "@/lib/customers/my-day";
import { paths } from "@/lib/paths";
import { currentViewer } from "@/lib/session";
import { CustomerLinks } from "./customer-links";
import { FlashLine } from "./flash-line";

/** My day: the customers I answer for and what was touched last. */
export default async function MyDay({ searchParams }: PageProps<"/">) {
  const [viewer, params, t] = await Promise.all([currentViewer(), searchParams, getTranslations()]);
  const sees = viewer.can("customers.read");
  const [mine, recent] = sees ? await Promise.all([listMyCustomers(viewer), listRecentCustomers(viewer)]) : [[], []];
  return (
    <>
      <title>{`${t("home.title")} · Kumppani`}</title>
      <FlashLine params={params} />
      <Head title={t("home.greeting", { name: viewer.facts.name.split(" ")[0] ?? "" })} />
      {!sees && <Empty art="missing" title={t("home.noRights")} text={t("home.noRightsHint")} />}
      {sees && (
        <div className="cols cols--even">
          <Section
            id="mine"
            title={t("home.mine")}
            actions={
              <ButtonLink href={paths.customers({ owner: viewer.employeeId })} tone="plain" small>
                {t("home.all")}
              </ButtonLink>
            }
          >
            <CustomerLinks customers={mine} empty={t("home.mineEmptyHint")} />
          </Section>
          <Section id="recent" title={t("home.recent")}>
            <CustomerLinks customers={recent} empty={t("customers.emptyReadOnly")} />
          </Section>
        </div>
      )}
    </>
  );
}
