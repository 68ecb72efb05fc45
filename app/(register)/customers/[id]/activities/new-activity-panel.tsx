import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { activityChoices } from "@/lib/activities/queries";
import { type ActivityKind, kinds } from "@/lib/activities/rules";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
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
    <Panel
      title={words[kind]}
      close={{ href: close, label: t("action.close") }}
      tabs={{
        label: t("activity.kind"),
        items: kinds.map((one) => ({
          href: paths.customer(customer.id, { panel: "new-activity", kind: one }),
          label: names[one],
          current: one === kind,
        })),
      }}
    >
      <Form
        key={kind}
        action={saveNewActivity}
        formKey={newFormKey()}
        title={`${words[kind]} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await activityLabels()}
        hidden={{ id: String(customer.id), kind }}
        values={{
          typeId: String(standard?.id ?? ""),
          ownerId: String(viewer.employeeId),
          dueOn: kind === "note" ? today : "",
          startsOn: today,
        }}
        cancel={{ href: close, label: t("action.cancel") }}
      >
        <ActivityFields kind={kind} choices={choices} mayAssign={viewer.can("assignOthers")} />
      </Form>
    </Panel>
  );
}
