import { getTranslations } from "next-intl/server";
import { Field, type FieldOption } from "@/components/field";
import { absent } from "@/lib/outcome";
import { getRow, listEmployees } from "@/lib/responsibilities/queries";
import { phaseOf, type Row, rowText } from "@/lib/responsibilities/rules";
import { type Role, rolesOf } from "@/lib/roles/queries";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../form-panel";
import { changeTie, giveRoles } from "./actions";
import { type Cell, cellAddress, cellAt } from "./cell-panel";
import { tieLabels } from "./labels";
import type { Place } from "./responsible-panels";

/** Somebody becomes responsible or gets further roles: whom one chooses, or with `employeeId` that one. */
export async function GivePanel({ employeeId, ...place }: Place & { row: Row; employeeId: number | null }) {
  const { viewer, here } = place;
  const [t, labels, locale] = await Promise.all([getTranslations(), tieLabels(), currentLocale()]);
  const cell = employeeId === null ? null : await cellAt({ ...place, employeeId });
  const row = cell?.row ?? (await getRow(viewer, place.row, locale));
  const roles = (await rolesOf(viewer, locale))[row.subject].filter(({ isOffered }) => isOffered);
  const isCustomer = row.subject === "customer";
  const title = cell
    ? t(viewer.uses("roles") ? "resp.addRole" : "resp.addPeriod")
    : t(isCustomer ? "resp.add" : "resp.addParticipant");
  // What is held without a role turns into the role: its days and note are offered again.
  const plain = cell?.person.ties.find((tie) => !tie.role && phaseOf(tie, viewer.facts.today) !== "past");
  return (
    <FormPanel
      title={title}
      about={row.name}
      close={here}
      action={giveRoles}
      submit={t("action.add")}
      labels={labels}
      hidden={{ row: rowText(row), here, ...(cell && { employeeId: String(employeeId) }) }}
      values={{ validFrom: plain?.validFrom ?? "", validTo: plain?.validTo ?? "", note: plain?.note ?? "" }}
    >
      <p className="muted">{[cell?.person.name, row.name].filter(Boolean).join(" · ")}</p>
      {!cell && (
        <Field
          name="employeeId"
          label={labels.employeeId}
          kind="select"
          required
          options={[{ value: "", label: "" }, ...(await employeeOptions(place))]}
        />
      )}
      {roles.length > 0 && (
        <Field
          name="roles"
          label={labels.roles}
          kind="checkboxes"
          options={roles.map((role) => optionOf(role))}
          hint={t(isCustomer ? "resp.rolesHint" : "resp.rolesHintProject")}
        />
      )}
      <DayFields />
    </FormPanel>
  );
}

/** One responsibility: its role, its days, its note. */
export async function TiePanel({ tieId, ...cell }: Cell & { tieId: number }) {
  const { viewer, here } = cell;
  const [t, labels, { row, person }] = await Promise.all([getTranslations(), tieLabels(), cellAt(cell)]);
  const tie = person.ties.find(({ id }) => id === tieId) ?? absent();
  const all = (await rolesOf(viewer, await currentLocale()))[row.subject];
  const roles = all.filter(({ id, isOffered }) => isOffered || id === tie.role?.id);
  return (
    <FormPanel
      title={tie.role?.name ?? t(row.subject === "customer" ? "resp.responsible" : "resp.participant")}
      about={row.name}
      close={here}
      cancel={cellAddress(cell, "cell")}
      action={changeTie}
      submit={t("action.save")}
      labels={labels}
      hidden={{ row: rowText(row), employeeId: String(cell.employeeId), tie: String(tieId), here }}
      values={{
        roleId: String(tie.role?.id ?? ""),
        validFrom: tie.validFrom ?? "",
        validTo: tie.validTo ?? "",
        note: tie.note ?? "",
      }}
    >
      <p className="muted">
        {person.name} · {row.name}
      </p>
      {roles.length > 0 && (
        <Field
          name="roleId"
          label={labels.roleId}
          kind="select"
          options={[
            { value: "", label: t("resp.noRole") },
            ...roles.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      )}
      <DayFields />
    </FormPanel>
  );
}

async function DayFields() {
  const labels = await tieLabels();
  return (
    <>
      <Field name="validFrom" label={labels.validFrom} kind="date" span={3} />
      <Field name="validTo" label={labels.validTo} kind="date" span={3} />
      <Field name="note" label={labels.note} kind="text" autoComplete="off" />
    </>
  );
}

const optionOf = ({ id, name, letter, colour }: Role): FieldOption => ({
  value: String(id),
  label: name,
  letter,
  role: colour,
});

/** Everybody, or only oneself for whoever may not assign others. */
async function employeeOptions({ viewer }: Place): Promise<FieldOption[]> {
  const employees = await listEmployees(viewer, await currentLocale());
  return employees
    .filter(({ id }) => viewer.can("assignOthers") || id === viewer.employeeId)
    .map(({ id, name, companyName }) => ({
      value: String(id),
      label: viewer.uses("multiCompany") ? `${name} (${companyName})` : name,
    }));
}
