import "server-only";
import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { settings } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { none } from "@/lib/access/scopes";
import type { Viewer } from "@/lib/access/viewer";
import { askedOf } from "@/lib/contacts/rules";
import { deriveStages } from "@/lib/customers/stage";
import { keepCompaniesApart } from "@/lib/features/doubts";
import { askFirst } from "@/lib/outcome";
import { switchDoubts } from "./doubts";
import { contactRequirements, contactRulesInput, numberingInput, organisationInput, switchInput } from "./fields";
import { governsCompanies, positionOf, turned } from "./rules";

type Settings = typeof settings.$inferSelect;

/**
 * Saves what a form of the settings sends.
 * @param kept what stays as it is although the form says nothing of it
 */
const saved = <Input extends z.ZodType<Partial<typeof settings.$inferInsert>>>(
  input: Input,
  kept: (viewer: Viewer, row: Settings, values: z.output<Input>) => Partial<Settings> = () => ({}),
) =>
  command({
    may: "settings",
    on: settings,
    log: "settings.updated",
    input,
    async run({ viewer, tx, row }, values) {
      await tx
        .update(settings)
        .set({ ...values, ...kept(viewer, row, values), version: sql`${settings.version} + 1` })
        .where(eq(settings.id, row.id));
      return { id: row.id };
    },
  });

/** What contacts have to have counts from their next change on; those that lack it stay as they are. */
export const saveContactRules = saved(contactRulesInput, (viewer, row, { requiredContactFields }) => ({
  requiredContactFields: contactRequirements.filter((one) =>
    askedOf(viewer, [one]).length > 0 ? requiredContactFields.includes(one) : row.requiredContactFields.includes(one),
  ),
}));

/** What the organisation is called, and whose days its dates are. */
export const saveOrganisation = saved(organisationInput);

/** Counts for numbers given from now on. Those that customers have stay (decisions 7.8). */
export const saveNumbering = saved(numberingInput);

/** Turns one thing for everybody, from their next click; `was` is the way back. Asks before it exposes or hides data. */
const flipping = (right: "settings" | "companies", among: (viewer: Viewer) => ReturnType<typeof sql> | undefined) =>
  command({
    may: right,
    on: settings,
    among,
    log: "settings.switched",
    input: switchInput(right),
    async run({ viewer, tx, row, confirmed, fact }, { name, to }) {
      const was = positionOf(row, name);
      fact("switch", name);
      if (was !== to) {
        if (name === "multiCompany" && to === "off") await keepCompaniesApart(tx);
        askFirst(confirmed, await switchDoubts(tx, name, to));
        await tx
          .update(settings)
          .set({ ...turned(row, name, to), version: sql`${settings.version} + 1` })
          .where(eq(settings.id, row.id));
        if (name === "wonMakesActive") await deriveStages(tx, viewer, null);
      }
      return { id: row.id, name, was };
    },
  });

export const flipSwitch = flipping("settings", () => undefined);

/** What holds between companies, for those who reach all of them. */
export const flipCompanySwitch = flipping("companies", (viewer) =>
  governsCompanies(viewer) && viewer.uses("multiCompany") ? undefined : none,
);
