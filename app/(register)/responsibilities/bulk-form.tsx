import { getTranslations } from "next-intl/server";
import { Field, type FieldProps } from "@/components/field";
import type { Problems } from "@/lib/errors";
import { emptyForm } from "@/lib/form-state";
import { newFormKey } from "@/lib/form-texts";
import { sentences } from "@/lib/forms";
import { oneOf } from "@/lib/list-address";
import { matrixQuery } from "@/lib/matrix/filter";
import { withQuery } from "@/lib/paths";
import { type Deed, deedsOf, mostCustomers, wishNames } from "@/lib/responsibility-bulk/rules";
import { rolesOf } from "@/lib/roles/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { FormPanel } from "../form-panel";
import { chooseBulk } from "./bulk-actions";
import { bulkAddress } from "./bulk-addresses";
import type { BulkChoices, BulkScope } from "./bulk-panel";
import { bulkTitle, deedWord } from "./bulk-words";

type Props = BulkScope & { choices: BulkChoices; deed: Deed; problems: Problems };

/** What is to be done with the row, the column or all customers found; a tab for each kind of change. */
export async function BulkForm({ target, panel, filter, params, here, choices, deed, problems }: Props) {
  const t = await getTranslations();
  const title = bulkTitle(t, target, choices);
  const formKey = newFormKey();
  const fields = await fieldsOf(target, deed, choices);
  const typed = Object.fromEntries(wishNames.map((name) => [name, oneOf(params, name)]));
  const tries = Object.keys(problems).length ? 1 : 0;
  return (
    <FormPanel
      title={title}
      close={here}
      tabs={{
        label: t("bulkChange.deeds"),
        items: deedsOf(target).map((one) => ({
          href: bulkAddress(filter, panel, { deed: one }),
          label: deedWord(t, target, one),
          current: one === deed,
        })),
      }}
      action={chooseBulk}
      formKey={formKey}
      state={{ ...emptyForm(formKey), errors: await sentences(problems), tries }}
      submit={t("bulkChange.preview")}
      hidden={{ panel, where: withQuery("", matrixQuery(filter)), deed }}
      labels={Object.fromEntries(fields.map(({ name, label }) => [name, label]))}
      values={{ ...typed, mode: typed.mode || "also" }}
    >
      {target.kind !== "row" && <p className="muted">{t("bulkChange.scope", { max: mostCustomers })}</p>}
      {deed === "clear" && <p>{t(target.kind === "row" ? "bulkChange.clearRow" : "bulkChange.clearColumn")}</p>}
      {fields.map((field) => (
        <Field key={field.name} {...field} />
      ))}
      {deed === "copy" && <p className="muted">{t("bulkChange.copyText")}</p>}
    </FormPanel>
  );
}

/** What has to be said for a change. */
async function fieldsOf(target: BulkScope["target"], deed: Deed, choices: BulkChoices): Promise<FieldProps[]> {
  const t = await getTranslations("bulkChange");
  const option = ({ id, name }: { id: number; name: string }) => ({ value: String(id), label: name });
  const choose = (name: string, label: string, among: readonly { id: number; name: string }[]): FieldProps => ({
    name,
    label,
    kind: "select",
    required: true,
    options: [{ value: "", label: "" }, ...among.map(option)],
  });
  const modes = (["also", "instead"] as const).map((value) => ({ value, label: t(value) }));
  const how: FieldProps[] = [
    { name: "mode", label: t("mode"), kind: "radios", options: modes },
    { name: "details", label: t("details"), kind: "checkbox" },
  ];
  if (deed === "copy" && target.kind === "row") {
    const label = t(target.subject === "customer" ? "customerNumber" : "projectNumber");
    return [{ name: "fromNumber", label, kind: "text", required: true, width: "m", autoComplete: "off" }, ...how];
  }
  if (deed === "copy") {
    const others = choices.persons.filter(({ id }) => id !== choices.person?.id);
    return [choose("fromId", t("from"), others), ...how];
  }
  if (deed === "clear") return [];
  if (deed === "take") return [choose("whoId", t("who"), choices.persons)];
  const whom =
    deed === "team"
      ? [choose("teamId", t("teamName"), choices.teams)]
      : target.kind === "shown"
        ? [choose("whoId", t("who"), choices.givable)]
        : [];
  return [...whom, ...(await tieFields(target.kind === "row" ? target.subject : "customer"))];
}

async function tieFields(subject: "customer" | "project"): Promise<FieldProps[]> {
  const [t, locale, viewer] = await Promise.all([getTranslations("resp"), currentLocale(), currentViewer()]);
  const roles = (await rolesOf(viewer, locale))[subject].filter(({ isOffered }) => isOffered);
  const options = [
    { value: "", label: t("noRole") },
    ...roles.map(({ id, name, letter }) => ({ value: String(id), label: `${name} (${letter})` })),
  ];
  return [
    ...(roles.length ? [{ name: "roleId", label: t("role"), kind: "select", options } as const] : []),
    { name: "validFrom", label: t("from"), kind: "date", span: 3 },
    { name: "validTo", label: t("until"), kind: "date", span: 3 },
    { name: "note", label: t("note"), kind: "text", autoComplete: "off" },
  ];
}
