import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Field } from "@/components/field";
import { visibilities } from "@/lib/work-orders/fields";
import type { WorkOrderOptions } from "@/lib/work-orders/queries";
import { workOrderLabels, workOrderWords } from "./labels";

/** Who may see an order; the role, the team or the people show once they are asked for. */
export async function SeenFields({ options }: { options: Pick<WorkOrderOptions, "roles" | "teams" | "employees"> }) {
  const [t, labels, words] = await Promise.all([getTranslations("workOrder"), workOrderLabels(), workOrderWords()]);
  const named = (rows: readonly { id: number; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const first = (rows: readonly { id: number; name: string }[]) => [{ value: "", label: t("choose") }, ...named(rows)];
  const hints = { everyone: t("hintEveryone"), responsibles: t("hintResponsible"), role: t("hintRole") };
  const kinds = visibilities.filter((kind) => kind !== "role" || options.roles.length > 0);
  return (
    <div className="stack group/seen">
      <Field
        name="visibility"
        label={labels.visibility}
        kind="radios"
        options={kinds.map((value) => ({
          value,
          label: words.visibility[value],
          hint: value in hints ? hints[value as keyof typeof hints] : undefined,
        }))}
      />
      <Asked of="group-has-[[value=role]:checked]/seen:block">
        <Field name="roleId" label={labels.roleId} kind="select" options={first(options.roles)} />
      </Asked>
      <Asked of="group-has-[[value=team]:checked]/seen:block">
        <Field name="teamId" label={labels.teamId} kind="select" options={first(options.teams)} />
      </Asked>
      <Asked of="group-has-[[value=people]:checked]/seen:block">
        <Field name="people" label={labels.people} kind="checkboxes" options={named(options.employees)} />
      </Asked>
    </div>
  );
}

const Asked = ({ of, children }: { of: string; children: ReactNode }) => (
  <div className={`hidden ${of}`}>{children}</div>
);
