import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { employees, exchangeRates, invoices, profiles, projectMonths, projects } from "@/db/schema/index";
import type { Reach } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";
import { signedIn } from "./cast";

type Row<T extends { $inferInsert: object }> = T["$inferInsert"];
let made = 0;

/** A project of a customer, straight into the database. */
export async function newProject(customerId: number, rest: Partial<Row<typeof projects>> = {}): Promise<number> {
  const number = `M-${++made}`;
  const [row] = await db
    .insert(projects)
    .values({ customerId, number, name: `Projekti ${made}`, ...rest })
    .returning({ id: projects.id });
  return row?.id ?? 0;
}

type Amounts = Partial<Pick<Row<typeof projectMonths>, "revenue" | "billing" | "labour" | "otherCosts" | "hours">>;

export async function newMonth(
  projectId: number,
  month: string,
  kind: "actual" | "forecast",
  amounts: Amounts,
): Promise<void> {
  await db.insert(projectMonths).values({ projectId, month, kind, ...amounts });
}

type Bill = { net: string; on: string; currency?: string; project?: number; company: number; draft?: boolean };

/** An invoice with nothing on it but its sum; a draft has no sum and counts nowhere. */
export async function newInvoice(customerId: number, { net, on, currency = "EUR", ...bill }: Bill): Promise<number> {
  const issued = {
    status: "issued" as const,
    number: String(900_000 + ++made),
    issuedOn: on,
    dueOn: on,
    issuedAt: sql`now()`,
    recipientName: "X",
    issuerName: "Y",
    net,
    vat: "0",
    gross: net,
  };
  const [row] = await db
    .insert(invoices)
    .values({ customerId, companyId: bill.company, projectId: bill.project, currency, ...(!bill.draft && issued) })
    .returning({ id: invoices.id });
  return row?.id ?? 0;
}

export async function newRate(currency: string, validFrom: string, rate: string): Promise<void> {
  await db.insert(exchangeRates).values({ currency, validFrom, rate });
}

/** The same person with other rights. */
export async function withGrants(
  viewer: Viewer,
  grants: Record<string, string>,
  reach: Reach[] = ["all"],
): Promise<Viewer> {
  const [profile] = await db
    .insert(profiles)
    .values({ name: `Oikeudet ${++made}`, grants, reach })
    .returning({ id: profiles.id });
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, viewer.employeeId));
  return signedIn(viewer.employeeId);
}
