import "server-only";
import { max } from "drizzle-orm";
import { z } from "zod";
import { customerTypes } from "@/db/schema/index";
import { changesBetween, recordEach } from "@/lib/access/audit";
import { command } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";
import { locales } from "@/lib/locale/choice";
import { text } from "@/lib/text";
import { missingTypes, type Names, type TypicalType, typicalTypes } from "./rules";

const eachWord = typicalTypes.flatMap((type) =>
  locales.map((locale) => ({ type, locale, field: `${type}.${locale}` })),
);

/** What each of the typical types is called in the four languages: "partner.fi", "partner.sv" … */
const typicalInput = z
  .strictObject(Object.fromEntries(eachWord.map(({ field }) => [field, text(100)])))
  .transform((words) => {
    const names = Object.fromEntries(typicalTypes.map((type) => [type, {}])) as Record<TypicalType, Names>;
    for (const { type, locale, field } of eachWord) names[type][locale] = words[field];
    return names;
  });

/** Adds those of the typical types that are missing, after the ones that are there. */
export const addTypicalTypes = command({
  may: "settings",
  log: "customerTypes.typicalAdded",
  input: typicalInput,
  async run({ viewer, tx }, typical) {
    const there = await tx.select({ names: customerTypes.names }).from(customerTypes).for("share");
    const missing = missingTypes(
      typical,
      there.map((type) => type.names),
    );
    const [last] = await tx.select({ position: max(customerTypes.position) }).from(customerTypes);
    const values = missing.map((type, at) => ({
      names: typical[type],
      position: (last?.position ?? 0) + at + 1,
      invoicingAllowed: type !== "prospect",
    }));
    if (values.length === 0) throw new Invalid({ "": { key: "typesThere" } });
    const made = await tx.insert(customerTypes).values(values).returning();
    const lines = made.map(({ id, version, ...row }) => ({ id, version, changes: changesBetween({}, row) }));
    const source = { actorId: viewer.employeeId, action: "customerType.created", source: "web" } as const;
    await recordEach(tx, { ...source, subject: "customer_types" }, lines);
    return { id: made[0]?.id ?? 0, added: made.length };
  },
});
