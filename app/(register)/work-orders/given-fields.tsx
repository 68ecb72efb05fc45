import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { assignings } from "@/lib/work-orders/fields";
import { workOrderLabels, workOrderWords } from "./labels";

type Props = { employees: readonly { id: number; name: string }[] };

/** Who is to do it; the one person shows once one is asked for. */
export async function GivenFields({ employees }: Props) {
  const [t, labels, words] = await Promise.all([getTranslations("workOrder"), workOrderLabels(), workOrderWords()]);
  const options = assignings.map((value) => ({ value, label: words.assignTo[value] }));
  const people = employees.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <div className="stack group/given">
      <Field name="assignTo" label={labels.assignTo} kind="radios" options={options} />
      <div className="hidden group-has-[[value=employee]:checked]/given:block">
        <Field
          name="assigneeId"
          label={labels.assigneeId}
          kind="select"
          options={[{ value: "", label: t("choose") }, ...people]}
        />
      </div>
    </div>
  );
}
