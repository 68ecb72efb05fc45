import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import type { Viewer } from "@/lib/access/viewer";
import type { Problems } from "@/lib/errors";
import { emptyForm } from "@/lib/form-state";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { sentences } from "@/lib/forms";
import { groupingOf } from "@/lib/groupings/filter";
import { type Part, parts } from "@/lib/hand-overs/fields";
import { handOverChoices } from "@/lib/hand-overs/queries";
import { oneOf, type Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { groupingPicker } from "../../grouping-picker";
import { chooseHandOver } from "./actions";

type Props = { viewer: Viewer; params: Params; problems: Problems };

/** Who hands over to whom, from when, and what. */
export async function HandOverForm({ viewer, params, problems }: Props) {
  const [t, persons, texts] = await Promise.all([getTranslations(), handOverChoices(viewer), formTexts()]);
  const picked = await groupingPicker(viewer, groupingOf(oneOf(params, "grouping")));
  const formKey = newFormKey();
  const option = ({ id, name }: (typeof persons)[number]) => ({ value: String(id), label: name });
  const choose = { value: "", label: "" };
  const offered = parts.filter((part) => mayHand(viewer, part));
  const values = {
    fromId: oneOf(params, "fromId"),
    toId: oneOf(params, "toId"),
    startsOn: oneOf(params, "startsOn") || viewer.facts.today,
    endsOn: oneOf(params, "endsOn"),
    grouping: oneOf(params, "grouping"),
    parts: params.parts === undefined ? [...offered] : [params.parts].flat(),
  };
  const labels = {
    fromId: t("handover.from"),
    toId: t("handover.to"),
    startsOn: t("handover.fromDate"),
    endsOn: t("handover.untilDate"),
    parts: t("handover.include"),
    grouping: picked.label,
  };
  return (
    <Form
      action={chooseHandOver}
      formKey={formKey}
      title={`${t("handover.title")} · Kumppani`}
      texts={texts}
      submit={t("action.next")}
      labels={labels}
      state={{
        ...emptyForm(formKey),
        errors: await sentences(problems),
        tries: Object.keys(problems).length ? 1 : 0,
        values,
      }}
      values={values}
      cancel={{ href: paths.responsiblePersons(), label: t("action.cancel") }}
    >
      <Field
        name="fromId"
        label={labels.fromId}
        kind="select"
        span={3}
        required
        options={[choose, ...persons.map(option)]}
      />
      <Field
        name="toId"
        label={labels.toId}
        kind="select"
        span={3}
        required
        options={[choose, ...persons.filter(({ isActive }) => isActive).map(option)]}
      />
      <Field name="startsOn" label={labels.startsOn} kind="date" span={3} required />
      <Field name="endsOn" label={labels.endsOn} kind="date" span={3} hint={t("handover.untilHint")} />
      <Field
        name="parts"
        label={labels.parts}
        kind="checkboxes"
        options={offered.map((part) => ({ value: part, label: t(`handover.part.${part}`) }))}
      />
      <Field name="grouping" label={labels.grouping} kind="select" options={picked.options} />
    </Form>
  );
}

/** What the viewer may not change is not offered. */
function mayHand(viewer: Viewer, part: Part): boolean {
  if (part === "projects") return viewer.can("projects.own");
  if (part === "sellers") return viewer.can("groups");
  return part !== "orders" || viewer.can("workOrders.edit");
}
