import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Badge } from "@/components/chips";
import { Icon } from "@/components/icon";
import { Section } from "@/components/section";
import type { listMySessions } from "@/lib/employees/queries";
import { formatsOf } from "@/lib/format";
import { currentLocale, currentViewer } from "@/lib/session";
import { endOthers } from "./actions";

/** Where the person is signed in, with the way to end all but this one. */
export async function MySessions({ sessions }: { sessions: Awaited<ReturnType<typeof listMySessions>> }) {
  const [t, viewer, locale] = await Promise.all([getTranslations(), currentViewer(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const end = (
    <form action={endOthers}>
      <Button small tone="plain">
        {t("session.endOthers")}
      </Button>
    </form>
  );
  return (
    <Section id="sessions" title={t("session.devices")} actions={sessions.length > 1 && end}>
      <ul className="list">
        {sessions.map(({ id, userAgent, lastSeenAt, isThis }) => (
          <li key={id}>
            <Icon name="globe" />
            <div className="grow">
              {deviceName(userAgent) ?? t("account.unknownDevice")}{" "}
              {isThis && <Badge tone="on">{t("session.thisDevice")}</Badge>}
              <span className="sub">{t("session.lastSeen", { when: format.dateTime(lastSeenAt) })}</span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** "Firefox, Windows": enough to recognise one's own device. */
function deviceName(userAgent: string | null): string | null {
  const browser = userAgent?.match(/(Edg|OPR|Firefox|Chrome|Safari)(?=\/)/)?.[1];
  const system = userAgent?.match(/Windows|iPhone|iPad|Android|Mac OS|Linux/)?.[0];
  const names: Record<string, string> = { Edg: "Edge", OPR: "Opera" };
  return [browser && (names[browser] ?? browser), system].filter(Boolean).join(", ") || null;
}
