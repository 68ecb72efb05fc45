import { getTranslations } from "next-intl/server";
import { HiddenFields } from "@/components/hidden-fields";
import { List, ListItem, Section } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import type { Picked } from "@/lib/customers/picked";
import { formatsOf } from "@/lib/format";
import { checkPreview } from "@/lib/registry-checks/queries";
import { leftOutReasons, secondsEach } from "@/lib/registry-checks/rules";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../form-panel";
import { startCheck } from "../jobs/actions";
import { roughly } from "../jobs/roughly";
import { ReadPanel } from "../read-panel";

type Props = { viewer: Viewer; which: Picked; close: string };

/** Says whom a check asks about, whom it leaves out and why, and roughly how long it takes, before it is started. */
export async function CheckPanel({ viewer, which, close }: Props) {
  const [t, locale, preview] = await Promise.all([getTranslations(), currentLocale(), checkPreview(viewer, which)]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const { checked, leftOut } = preview;
  const title = t("check.panelTitle");
  const reasons = leftOutReasons.filter((reason) => leftOut(reason) > 0);
  const others = reasons.length > 0 && (
    <Section id="left-out" title={t("check.leftOutTitle")}>
      <List>
        {reasons.map((reason) => (
          <ListItem key={reason} title={t(`check.leftOut.${reason}`)} end={number(leftOut(reason))} />
        ))}
      </List>
    </Section>
  );
  if (checked === 0) {
    return (
      <ReadPanel title={title} close={close} ask>
        <p>{t("error.checkNobody")}</p>
        {others}
      </ReadPanel>
    );
  }
  const time = await roughly(checked * secondsEach);
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={startCheck}
      submit={t("check.start")}
      hidden={which.filter === undefined ? {} : { filter: which.filter }}
    >
      <HiddenFields values={{ members: (which.members ?? []).map(String) }} />
      <p>{t("check.panelText", { n: checked, number: number(checked), time })}</p>
      {others}
    </FormPanel>
  );
}
