import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Field } from "@/components/field";
import { customerChoices } from "@/lib/customers/queries";
import { paths } from "@/lib/paths";
import { getRow, type ResponsibilityRow } from "@/lib/responsibilities/queries";
import { type Row, rowText } from "@/lib/responsibilities/rules";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../form-panel";
import { ReadPanel } from "../read-panel";
import { changeOwner } from "./actions";
import type { Place } from "./responsible-panels";
import { isChangeable, RowState } from "./row-state";

/** A new account owner or project manager, and whether the one before stays responsible. */
export async function OwnerPanel({ viewer, here, row: asked }: Place & { row: Row }) {
  const [t, locale] = await Promise.all([getTranslations("resp"), currentLocale()]);
  const row = await getRow(viewer, asked, locale);
  const isCustomer = row.subject === "customer";
  const title = t(isCustomer ? "replaceOwner" : "replaceManager");
  if (row.hasOwnLead || !isChangeable(row)) return <NoOwnerPanel row={row} title={title} here={here} />;
  const { owners } = await customerChoices(viewer, locale, isCustomer ? { companies: row.companies } : undefined);
  const options = owners
    .filter(({ id }) => id !== row.leadId)
    .map(({ id, name }) => ({ value: String(id), label: name }));
  const label = t(isCustomer ? "newOwner" : "newManager");
  return (
    <FormPanel
      title={title}
      about={row.name}
      close={here}
      action={changeOwner}
      submit={title}
      labels={{ ownerId: label }}
      hidden={{ row: rowText(row), former: String(row.leadId ?? ""), here }}
      values={{ keepFormer: "on" }}
    >
      <p className="muted">{row.name}</p>
      <Field name="ownerId" label={label} kind="select" required options={[{ value: "", label: "" }, ...options]} />
      {row.leadName && (
        <Field
          name="keepFormer"
          label={t(isCustomer ? "keepFormer" : "keepManager", { name: row.leadName })}
          kind="checkbox"
        />
      )}
    </FormPanel>
  );
}

type NoProps = { row: ResponsibilityRow; title: string; here: string };

/** The owner in the viewer's own company is another than at home, and is chosen among the companies of the customer. */
async function NoOwnerPanel({ row, title, here }: NoProps) {
  const t = await getTranslations();
  return (
    <ReadPanel
      title={title}
      about={row.name}
      close={here}
      foot={
        row.hasOwnLead && (
          <ButtonLink href={paths.cardSection(row.customerId, "settings", "companies")} tone="go">
            {t("relatedCompany.title")}
          </ButtonLink>
        )
      }
    >
      <p className="muted">{row.name}</p>
      <RowState row={row} />
      {row.hasOwnLead && <p>{t("error.ownOwner")}</p>}
    </ReadPanel>
  );
}
