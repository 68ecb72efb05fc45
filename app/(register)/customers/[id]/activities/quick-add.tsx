import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Icon } from "@/components/icon";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { type Card, isEditable } from "../card";
import { isHeaderOpen } from "../header-form";
import { addActivity } from "./actions";

/** Whether the one-line form brings the title of the page: not while something is open before it. */
export const isQuickAddLeading = (card: Card): boolean => isEditable(card) && !card.query.panel && !isHeaderOpen(card);

/** A to-do, a calendar entry or a note in one line; the time is asked for entries only, by the style sheet. */
export async function QuickAdd(card: Card) {
  const { viewer, customer } = card;
  const t = await getTranslations("activity");
  const labels = { kind: t("kind"), title: t("new"), on: t("on"), time: t("time") };
  return (
    <div className="well quick-add">
      <Form
        action={addActivity}
        id="quick"
        formKey={newFormKey()}
        title={isQuickAddLeading(card) ? `${customer.name} · Kumppani` : undefined}
        texts={await formTexts()}
        submit={t("add")}
        labels={labels}
        hidden={{ id: String(customer.id) }}
        values={{ kind: "todo", on: viewer.facts.today }}
        layout="stack"
      >
        <Field
          name="kind"
          label={labels.kind}
          kind="pick"
          quietLabel
          options={[
            { value: "todo", label: t("kindTodo"), icon: <Icon name="task" /> },
            { value: "event", label: t("kindEvent"), icon: <Icon name="cal" /> },
            { value: "note", label: t("kindNote"), icon: <Icon name="note" /> },
          ]}
        />
        <div className="quick">
          <Field name="title" label={labels.title} kind="text" quietLabel placeholder={t("what")} autoComplete="off" />
          <Field name="on" label={labels.on} kind="date" quietLabel />
          <Field name="time" label={labels.time} kind="time" quietLabel />
        </div>
      </Form>
    </div>
  );
}
