import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { paths } from "@/lib/paths";
import type { Template } from "@/lib/work-order-templates/queries";

type Props = {
  /** For whom the order is, as the address says it. */
  target: Record<string, string | number | readonly number[] | null | undefined>;
  offered: readonly Template[];
  template: Template | null;
};

/** Fills the form in from a template; what was typed before goes. */
export async function ChooseTemplate({ target, offered, template }: Props) {
  const t = await getTranslations();
  if (offered.length === 0) return null;
  const hidden = Object.entries(target).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, String(one)] as const),
  );
  return (
    <form action={paths.newWorkOrder()} className="row mb-6" aria-label={t("workOrderTemplate.template")}>
      {hidden.map(([name, value]) => (
        <input key={`${name}.${value}`} type="hidden" name={name} value={value} />
      ))}
      <select
        key={template?.id ?? 0}
        className="in w-auto"
        name="template"
        aria-label={t("workOrderTemplate.template")}
        defaultValue={template?.id ?? ""}
      >
        <option value="">{t("workOrderTemplate.none")}</option>
        {offered.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Button>{t("workOrderTemplate.use")}</Button>
    </form>
  );
}
