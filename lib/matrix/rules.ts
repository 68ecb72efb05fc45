import type { Row, Tie } from "@/lib/responsibilities/rules";

export type Team = { id: number; name: string };

type Employee = { id: number; teams: readonly Team[] };

/** Who stands above a column, under which team: the one asked for, else their first by name. Without a team last. */
export function columnsOf<E extends Employee>(
  everybody: readonly E[],
  wanted: { team: number | null; employee: number | null },
  collator: Intl.Collator,
): (E & { team: string | null })[] {
  return everybody
    .filter(({ id }) => wanted.employee === null || id === wanted.employee)
    .flatMap((employee) => {
      const team = employee.teams.find(({ id }) => wanted.team === null || id === wanted.team)?.name ?? null;
      return wanted.team !== null && team === null ? [] : [{ ...employee, team }];
    })
    .sort((one, other) => {
      if (one.team === null || other.team === null) return Number(one.team === null) - Number(other.team === null);
      return collator.compare(one.team, other.team);
    });
}

/** As `Tie`, of whom it is, and of its note only that there is one. */
export type MatrixTie = Omit<Tie, "note"> & { employeeId: number; hasNote: boolean };

export type MatrixProject = {
  id: number;
  number: string;
  name: string;
  isClosed: boolean;
  managerId: number | null;
  /** How many answer for it today, its manager among them. */
  count: number;
  ties: MatrixTie[];
  /** How many projects the customer has, of those asked for; not all may be here. */
  total: number;
};

/** What one employee has to do with one customer or project. */
export type Cell = {
  /** Owns the customer or manages the project: null at home, else the name of the related company. */
  leads: readonly (string | null)[];
  /** Those that have not ended. */
  ties: readonly MatrixTie[];
};

/** A row of the grid: a customer, or one of its projects. */
export type Line = Row & {
  name: string;
  /** How many answer for it today. */
  count: number;
  isClosed: boolean;
  cells: ReadonlyMap<number, Cell>;
};

type Customer = {
  id: number;
  name: string;
  count: number;
  ownerId: number | null;
  companyOwners: readonly { employeeId: number; company: string }[];
  ties: readonly MatrixTie[];
};

export function lineOfCustomer({ id, name, count, ownerId, companyOwners, ties }: Customer): Line {
  const leaders = [...(ownerId === null ? [] : [{ employeeId: ownerId, company: null }]), ...companyOwners];
  return { subject: "customer", subjectId: id, name, count, isClosed: false, cells: cellsOf(leaders, ties) };
}

export function lineOfProject({ id, name, count, isClosed, managerId, ties }: MatrixProject): Line {
  const leaders = managerId === null ? [] : [{ employeeId: managerId, company: null }];
  return { subject: "project", subjectId: id, name, count, isClosed, cells: cellsOf(leaders, ties) };
}

function cellsOf(leaders: readonly { employeeId: number; company: string | null }[], ties: readonly MatrixTie[]) {
  const cells = new Map<number, { leads: (string | null)[]; ties: MatrixTie[] }>();
  const at = (employeeId: number) => {
    const cell = cells.get(employeeId) ?? { leads: [], ties: [] };
    cells.set(employeeId, cell);
    return cell;
  };
  for (const { employeeId, company } of leaders) at(employeeId).leads.push(company);
  for (const tie of ties) at(tie.employeeId).ties.push(tie);
  return cells;
}

/** Whether one press takes it all away: a tick without role, dates or note. */
export const isPlainCell = ({ leads, ties }: Cell): boolean =>
  leads.length === 0 &&
  ties.every(({ roleId, validFrom, validTo, hasNote }) => !hasNote && (roleId ?? validFrom ?? validTo) === null);

/** How heavy a column is, compared with the others that answer for anybody: one and a half, or twice as much. */
export function heatOf(load: number, loads: readonly number[]): "busy" | "full" | null {
  const held = loads.filter((one) => one > 0);
  const usual = held.reduce((sum, one) => sum + one, 0) / (held.length || 1);
  if (held.length < 3 || load < 5) return null;
  return load >= 2 * usual ? "full" : load >= 1.5 * usual ? "busy" : null;
}
