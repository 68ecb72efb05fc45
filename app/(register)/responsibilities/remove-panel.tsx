import { getTranslations } from "next-intl/server";
import { absent } from "@/lib/outcome";
import { phaseOf, rowText } from "@/lib/responsibilities/rules";
import { FormPanel } from "../form-panel";
import { changeCell, takeRole } from "./actions";
import { type Cell, cellAddress, cellAt } from "./cell-panel";

/** Asks before somebody is no longer responsible, and says what goes with it. */
export async function RemovePanel(cell: Cell) {
  const { viewer, here, employeeId } = cell;
  const [t, { row, person }] = await Promise.all([getTranslations(), cellAt(cell)]);
  const held = person.ties.filter((tie) => phaseOf(tie, viewer.facts.today) !== "past");
  const isMore = held.some(({ role, validFrom, validTo, note }) => role || validFrom || validTo || note);
  const isCustomer = row.subject === "customer";
  const { name } = person;
  const submit = t(isCustomer ? "resp.remove" : "resp.removeParticipant");
  return (
    <FormPanel
      title={t("resp.removeTitle", { name })}
      about={row.name}
      close={here}
      ask
      action={changeCell}
      submit={submit}
      tone="bad"
      hidden={{
        cell: `${rowText(row)}:${employeeId}:off`,
        here,
        ...(isMore && { confirmed: `remove:${rowText(row)}:${employeeId}` }),
      }}
    >
      <p className="muted">{row.name}</p>
      <p>{t(isCustomer ? "resp.removeText" : "resp.removeTextProject", { name })}</p>
      {isMore && <p>{t("doubt.responsibilityLost", { name })}</p>}
    </FormPanel>
  );
}

/** Asks before a role is taken away, which leaves the responsibility. */
export async function DropPanel({ tieId, ...cell }: Cell & { tieId: number }) {
  const [t, { row, person }] = await Promise.all([getTranslations("resp"), cellAt(cell)]);
  const role = person.ties.find(({ id }) => id === tieId)?.role ?? absent();
  const words = { role: role.name, name: person.name };
  const isLead = person.isLead || person.companies.length > 0;
  return (
    <FormPanel
      title={t("takeAway", { name: role.name })}
      about={row.name}
      close={cell.here}
      cancel={cellAddress(cell, "cell")}
      ask
      action={takeRole}
      submit={t("removeRole")}
      tone="bad"
      hidden={{ row: rowText(row), employeeId: String(cell.employeeId), tie: String(tieId), here: cell.here }}
    >
      <p className="muted">{row.name}</p>
      {!isLead && <p>{t(row.subject === "customer" ? "removeRoleText" : "removeRoleTextProject", words)}</p>}
    </FormPanel>
  );
}
