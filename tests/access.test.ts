import { getTableColumns, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import { keepBytes, openFile } from "@/lib/access/blobs";
import { allows, areas, type Permission, rightsOf } from "@/lib/access/permissions";
import { rules, type TableName, visibleTables } from "@/lib/access/rows";
import { exportContacts } from "@/lib/contact-register/export";
import { exportCustomers } from "@/lib/customers/export";
import { exportFigures as exportFinancials } from "@/lib/financials/export";
import { exportAddresses } from "@/lib/mailing-lists/export";
import { findParticipants, foundParticipants } from "@/lib/peppol/participants";
import { lookUp, searchRegister } from "@/lib/registry/look-up";
import { exportFigures, exportReportContacts, exportReportCustomers } from "@/lib/reports/export";
import { exportMatrix } from "@/lib/responsibilities/export";
import { exportPersons } from "@/lib/responsible-persons/export";
import { exportSecurityLog } from "@/lib/security-log/export";
import { exportCards } from "@/lib/vcards/export";
import { exportWorkOrders } from "@/lib/work-orders/export";
import { type Cast, cast } from "./cast";

type Door = ((...args: unknown[]) => Promise<unknown>) & { permission?: Permission | "signed in" };

const modules = import.meta.glob<Record<string, Door>>("../lib/*/{queries,commands,list,my-day}.ts", {
  eager: true,
});
const exported = Object.entries(modules).flatMap(([file, exports]) =>
  Object.entries(exports)
    .filter(([, door]) => typeof door === "function")
    .map(([name, door]) => ({ name: `${file.slice(7)} ${name}`, door })),
);
const doors = [
  ...exported,
  { name: "customers/export.ts exportCustomers", door: exportCustomers as Door },
  { name: "contact-register/export.ts exportContacts", door: exportContacts as Door },
  { name: "financials/export.ts exportFigures", door: exportFinancials as Door },
  { name: "mailing-lists/export.ts exportAddresses", door: exportAddresses as Door },
  { name: "peppol/participants.ts findParticipants", door: findParticipants as Door },
  { name: "peppol/participants.ts foundParticipants", door: foundParticipants as Door },
  { name: "reports/export.ts exportFigures", door: exportFigures as Door },
  { name: "reports/export.ts exportReportContacts", door: exportReportContacts as Door },
  { name: "reports/export.ts exportReportCustomers", door: exportReportCustomers as Door },
  { name: "responsibilities/export.ts exportMatrix", door: exportMatrix as Door },
  { name: "responsible-persons/export.ts exportPersons", door: exportPersons as Door },
  { name: "security-log/export.ts exportSecurityLog", door: exportSecurityLog as Door },
  { name: "vcards/export.ts exportCards", door: exportCards as Door },
  { name: "work-orders/export.ts exportWorkOrders", door: exportWorkOrders as Door },
  { name: "registry/look-up.ts lookUp", door: lookUp as Door },
  { name: "registry/look-up.ts searchRegister", door: searchRegister as Door },
  { name: "access/blobs.ts keepBytes", door: keepBytes as unknown as Door },
  { name: "access/blobs.ts openFile", door: openFile as unknown as Door },
];

let we: Cast;
beforeAll(async () => {
  we = await cast();
});

describe("every door", () => {
  test("is declared", () => {
    expect(doors.length).toBeGreaterThan(20);
    expect(doors.filter(({ door }) => !door.permission).map(({ name }) => name)).toEqual([]);
  });

  test.each(doors.filter(({ door }) => door.permission !== "signed in"))(
    "refuses somebody without rights as if it were not there: $name",
    async ({ door }) => {
      await expect((async () => door(we.nils, {}, {}, {}))()).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
    },
  );
});

describe("every table", () => {
  const tables = (Object.entries(schema) as [TableName, PgTable][]).filter(([, table]) => is(table, PgTable));

  test("has an owner rule, and nothing more has one", () => {
    expect(Object.keys(rules).sort()).toEqual(tables.map(([name]) => name).sort());
  });

  test.each(tables.map(([name, table]) => ({ name, table })))(
    "$name shows somebody without rights nothing of customers",
    async ({ name }) => {
      const open = visibleTables(we.nils)[name] as PgTable;
      const rows = await db.select().from(open).limit(5);
      if (rules[name].read !== "signed in") expect(rows).toEqual([]);
    },
  );

  test("that belongs to a customer is cut to the reach of the viewer", async () => {
    const belonging = tables.filter(([, table]) => "customerId" in getTableColumns(table)).map(([name]) => name);
    expect(belonging.length).toBeGreaterThan(6);
    for (const viewer of [we.sven, we.pieter, we.ebba]) {
      const reach = new Set((await db.select().from(visibleTables(viewer).customers)).map((customer) => customer.id));
      for (const name of belonging) {
        const open = visibleTables(viewer)[name] as unknown as typeof schema.addresses;
        const seen = (await db.select({ customerId: open.customerId }).from(open)).map((row) => row.customerId);
        expect(
          seen.filter((id) => id !== null && !reach.has(id)),
          `${name} for ${viewer.facts.name}`,
        ).toEqual([]);
      }
    }
  });
});

describe("rights", () => {
  test("a level holds the levels below it, and nothing holds what is not granted", () => {
    expect(allows({ customers: "edit" }, "customers.read")).toBe(true);
    expect(allows({ customers: "edit" }, "customers.all")).toBe(false);
    expect(allows({ groups: "yes" }, "groups")).toBe(true);
    expect(allows({ groups: "no" }, "groups")).toBe(false);
    expect(allows({}, "money.read")).toBe(false);
    expect(allows({ customers: "owner" }, "customers.read")).toBe(false);
  });

  test("the built-in profiles are those of the table of rights", () => {
    const rights = (viewer: Cast["maija"]) => new Set(rightsOf(viewer.facts.grants));
    expect([...rights(we.maija)]).toHaveLength(Object.keys(areas).length);
    expect([...rights(we.aino)].sort()).toEqual(
      [...rights(we.maija)]
        .filter((right) => !["people", "permissions", "settings", "companies", "audit", "viewAs"].includes(right))
        .sort(),
    );
    expect([...rights(we.sven)].sort()).toEqual([
      "customers.edit",
      "projects.read",
      "registry",
      "reports",
      "sales.own",
      "workOrders.own",
    ]);
    expect([...rights(we.pieter)].sort()).toEqual(["customers.read", "projects.own", "workOrders.own"]);
    expect([...rights(we.nils)]).toEqual([]);
  });
});
