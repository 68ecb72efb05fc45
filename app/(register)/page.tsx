import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import { Head } from "@/components/head";
import { Section } from "@/components/section";
import { myOpenActivities } from "@/lib/activities/queries";
import { listMyCustomers, listRecentCustomers } from "@/lib/customers/my-day";
import { paths } from "@/lib/paths";
import { currentViewer } from "@/lib/session";
import { UndoCompletion } from "./activities/undo-completion";
import { CustomerLinks } from "./customer-links";
import { DayLine } from "./day-line";
import { FirstStepsLine } from "./first-steps-line";
import { FlashLine } from "./flash-line";
import { HandOverLines } from "./hand-over-lines";
import { MyActivities } from "./my-activities";
import { MyMentions } from "./my-mentions";
import { MyWorkOrders } from "./my-work-orders";
import { MyUpdates } from "./registry/my-updates";

/** My day: what I have to do, the customers I answer for, what was touched last. */
export default async function MyDay({ searchParams }: PageProps<"/">) {
  const [viewer, query, t] = await Promise.all([currentViewer(), searchParams, getTranslations()]);
  const greeting = t("home.greeting", { name: viewer.facts.name.split(" ")[0] ?? "" });
  const title = <title>{`${t("home.title")} · Kumppani`}</title>;
  if (!viewer.can("customers.read")) {
    return (
      <>
        {title}
        <FlashLine params={query} />
        <Head title={greeting} />
        {!viewer.can("workOrders.own") && (
          <Empty art="missing" title={t("home.noRights")} text={t("home.noRightsHint")} />
        )}
        <MyWorkOrders viewer={viewer} />
      </>
    );
  }
  const [entries, mine, recent] = await Promise.all([
    myOpenActivities(viewer),
    listMyCustomers(viewer),
    listRecentCustomers(viewer),
  ]);
  const all = (
    <ButtonLink href={paths.customers({ owner: viewer.employeeId })} tone="plain" small>
      {t("home.all")}
    </ButtonLink>
  );
  return (
    <>
      {title}
      <FlashLine params={query}>
        <UndoCompletion query={query} />
      </FlashLine>
      <Head title={greeting} text={<DayLine viewer={viewer} entries={entries} />} />
      <HandOverLines viewer={viewer} />
      <MyUpdates viewer={viewer} />
      {mine.length + recent.length === 0 && <FirstStepsLine viewer={viewer} />}
      <div className="cols">
        <div className="stack stack--l">
          <MyMentions viewer={viewer} />
          <MyActivities viewer={viewer} entries={entries} />
        </div>
        <div className="stack stack--l">
          <MyWorkOrders viewer={viewer} />
          <Section id="mine" title={t("home.mine")} actions={all}>
            <CustomerLinks customers={mine} empty={t("home.mineEmptyHint")} />
          </Section>
          <Section id="recent" title={t("home.recent")}>
            <CustomerLinks customers={recent} empty={t("customers.emptyReadOnly")} />
          </Section>
        </div>
      </div>
    </>
  );
}
