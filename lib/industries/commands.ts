import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { settings } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { choice } from "@/lib/fields";
import { type IndustrySection, industrySections } from "./rules";

const input = z.strictObject({
  section: choice(industrySections as [IndustrySection, ...IndustrySection[]]),
  to: choice(["offered", "hidden"]),
});

/** Whether a section of the classification is offered. Customers that have an industry of it keep it, and show it. */
export const offerIndustry = command({
  may: "settings",
  on: settings,
  log: "industries.switched",
  input,
  async run({ tx, row }, { section, to }) {
    const others = row.hiddenIndustries.filter((one) => one !== section);
    const hiddenIndustries = to === "hidden" ? [...others, section].toSorted() : others;
    await tx
      .update(settings)
      .set({ hiddenIndustries, version: sql`${settings.version} + 1` })
      .where(eq(settings.id, row.id));
    return { id: row.id };
  },
});
