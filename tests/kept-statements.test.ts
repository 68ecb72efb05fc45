import { beforeAll, describe, expect, test, vi } from "vitest";
import { kept } from "@/lib/access/kept";
import { visibleTables } from "@/lib/access/rows";
import { addressesOf } from "@/lib/addresses/queries";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { getCustomer } from "@/lib/customers/queries";
import { type Cast, cast, having } from "./cast";

let we: Cast;
let at: Cast["world"]["customers"];
beforeAll(async () => {
  we = await cast();
  at = we.world.customers;
});

const statement = (answer: string) => ({
  prepare: () => ({ execute: async (values?: Record<string, unknown>) => [answer, values] }),
});

describe("a statement is written once", () => {
  test("for equal facts and an equal question", async () => {
    const tables = visibleTables(we.maija);
    const write = vi.fn(() => statement("first"));
    expect(await kept(tables, ["test", 1, "en"], write, { id: 1 })).toEqual(["first", { id: 1 }]);
    expect(await kept(tables, ["test", 1, "en"], write, { id: 2 })).toEqual(["first", { id: 2 }]);
    expect(write).toHaveBeenCalledTimes(1);
  });

  test("and anew for another question or another viewer", async () => {
    const ask = (viewer: Cast["maija"], ...question: unknown[]) =>
      kept(visibleTables(viewer), ["test of others", ...question], () => statement(`${viewer.employeeId} ${question}`));
    expect(await ask(we.maija, 1)).toEqual([`${we.maija.employeeId} 1`, undefined]);
    expect(await ask(we.maija, "1", 2)).toEqual([`${we.maija.employeeId} 1,2`, undefined]);
    expect(await ask(we.sven, 1)).toEqual([`${we.sven.employeeId} 1`, undefined]);
  });
});

describe("whoever asks", () => {
  test("gets the customer asked for, and what belongs to it", async () => {
    const [berg, other] = [
      await getCustomer(we.maija, at.berg, "en"),
      await getCustomer(we.maija, at.gravendijk, "en"),
    ];
    expect([berg.id, other.id]).toEqual([at.berg, at.gravendijk]);
    const [ofBerg, ofOther] = [await addressesOf(we.maija, at.berg), await addressesOf(we.maija, at.gravendijk)];
    expect(ofBerg.map(({ id }) => id)).not.toEqual(ofOther.map(({ id }) => id));
  });

  test("gets nothing by what another has asked before, nor by rights held before", async () => {
    await getCustomer(we.maija, at.gravendijk, "en");
    await expect(getCustomer(we.sven, at.gravendijk, "en")).rejects.toThrow("404");
    const filter = customerFilter({ view: "flat" });
    const all = await listCustomers(we.maija, filter, "en");
    const some = await listCustomers(we.sven, filter, "en");
    expect(some.rows.length).toBeLessThan(all.rows.length);
    const money = await getCustomer(we.maija, at.berg, "en");
    const noMoney = await getCustomer(having(we.maija, { money: "none" }), at.berg, "en");
    expect(money).toHaveProperty("figures.money");
    expect(noMoney).not.toHaveProperty("figures.money");
  });
});
