import { getTranslations } from "next-intl/server";
import { activityChoices } from "@/lib/activities/queries";
import { type ActivityKind, kinds } from "@/lib/activities/rules";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { saveNewActivity } from "./actions";
import { ActivityFields } from "./activity-fields";
import { activityLabels } from "./labels";

export async function NewActivityPanel({ viewer, customer, kind }: Card & { kind: ActivityKind }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const choices = await activityChoices(viewer, customer.id, locale);
  const close = paths.customer(customer.id);
  const words = { todo: t("activity.addTodo"), event: t("activity.addEvent"), note: t("activity.addNote") };
  const names = { todo: t("activity.kindTodo"), event: t("activity.kindEvent"), note: t("activity.kindNote") };
  const { today } = viewer.facts;
  const standard = choices.types.find((type) => type.kind === kind && type.isDefault);
  return (
    <FormPanel
      key={kind}
      title={words[kind]}
      about={customer.name}
      close={close}
      tabs={{
        label: t("activity.kind"),
        items: kinds.map((one) => ({
          href: paths.customer(customer.id, { panel: "new-activity", kind: one }),
          label: names[one],
          current: one === kind,
        })),
      }}
      action={saveNewActivity}
      submit={t("action.save")}
      labels={await activityLabels()}
      hidden={{ id: String(customer.id), kind }}
      values={{
        typeId: String(standard?.id ?? ""),
        ownerId: String(viewer.employeeId),
        dueOn: kind === "note" ? today : "",
        startsOn: today,
      }}
    >
      <ActivityFields kind={kind} choices={choices} mayAssign={viewer.can("assignOthers")} />
    </FormPanel>
  );
}
