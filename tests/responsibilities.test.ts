import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { projectParticipants, responsibilities } from "@/db/schema/index";
import { setCell } from "@/lib/responsibilities/commands";
import { plainTie } from "@/lib/responsibilities/rules";
import { type Cast, cast } from "./cast";

let we: Cast;
let ahola: number;
beforeAll(async () => {
  we = await cast();
  ahola = we.world.customers.ahola;
});
beforeEach(async () => {
  await db.delete(responsibilities);
  await db.delete(projectParticipants);
});

const held = async (customerId: number, employeeId: number) =>
  db
    .select({
      roleId: responsibilities.roleId,
      validFrom: responsibilities.validFrom,
      validTo: responsibilities.validTo,
      note: responsibilities.note,
    })
    .from(responsibilities)
    .where(and(eq(responsibilities.customerId, customerId), eq(responsibilities.employeeId, employeeId)));

describe("a cell", () => {
  test("is switched on and off, and a repeated post changes nothing", async () => {
    const { karin } = we.world.people;
    const cell = `customer:${ahola}:${karin}`;
    const on = await setCell(we.aino, { cell: `${cell}:on` });
    expect(on).toMatchObject({ ok: true, result: { count: 1 } });
    expect(await held(ahola, karin)).toEqual([plainTie]);
    expect(await setCell(we.aino, { cell: `${cell}:on` })).toMatchObject({ ok: true, result: { count: 0, id: 0 } });
    expect(await setCell(we.aino, { cell: `${cell}:off` })).toMatchObject({ ok: true, result: { count: 1 } });
    expect(await held(ahola, karin)).toEqual([]);
  });
});
