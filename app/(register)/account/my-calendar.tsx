import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Form } from "@/components/form";
import { Facts, Section } from "@/components/section";
import type { getMyFeed } from "@/lib/calendar/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { currentLocale, currentViewer } from "@/lib/session";
import { renewCalendar, revokeCalendar } from "./actions";
import { CalendarAddress } from "./calendar-address";

/** The secret address under which other calendars show the person's activities. */
export async function MyCalendar({ feed }: { feed: Awaited<ReturnType<typeof getMyFeed>> }) {
  const [t, viewer, locale] = await Promise.all([getTranslations("calendar"), currentViewer(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const revoke = feed && (
    <form action={revokeCalendar}>
      <input type="hidden" name="id" value={feed.id} />
      <Button small tone="plain">
        {t("revoke")}
      </Button>
    </form>
  );
  return (
    <Section id="calendar" title={t("title")} actions={revoke} pad>
      <div className="stack">
        {feed && (
          <Facts
            items={[
              { label: t("created"), value: format.dateTime(feed.createdAt) },
              { label: t("read"), value: feed.readAt ? format.dateTime(feed.readAt) : t("neverRead") },
            ]}
          />
        )}
        <Form
          action={renewCalendar}
          id="calendar"
          formKey={newFormKey()}
          title={`${(await getTranslations("nav"))("account")} · Kumppani`}
          texts={await formTexts()}
          submit={t(feed ? "renew" : "create")}
          layout="stack"
        >
          <p className="sm muted">{t(feed ? "renewText" : "text")}</p>
          <CalendarAddress label={t("address")} hint={t("addressHint")} />
        </Form>
      </div>
    </Section>
  );
}
