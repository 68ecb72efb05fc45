import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { employees, sessions } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { choice } from "@/lib/fields";
import { locales } from "@/lib/locale/choice";

/** Language, appearance and single keys: a person's own business, on every device. */
export const choosePreferences = command({
  may: "signed in",
  log: "employee.preferencesChosen",
  input: z
    .strictObject({
      locale: choice(locales),
      theme: choice(["light", "dark", "system"]),
      shortcuts: choice(["on", "off"]),
    })
    .partial(),
  async run({ tx, viewer }, { locale, theme, shortcuts }) {
    const values = {
      ...(locale && { locale }),
      ...(theme && { theme: theme === "system" ? null : theme }),
      ...(shortcuts && { shortcuts: shortcuts === "on" }),
    };
    if (Object.keys(values).length) await tx.update(employees).set(values).where(eq(employees.id, viewer.employeeId));
    return { id: viewer.employeeId };
  },
});

/** Ends all of the person's other sessions at once. */
export const endOtherSessions = command({
  may: "signed in",
  log: "session.othersEnded",
  input: z.strictObject({}),
  async run({ tx, viewer }) {
    await tx
      .delete(sessions)
      .where(and(eq(sessions.employeeId, viewer.employeeId), ne(sessions.idHash, viewer.facts.sessionHash)));
    return { id: viewer.employeeId };
  },
});
