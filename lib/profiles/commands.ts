import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { employees, profiles } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import type { Grants } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import { isWithinOwn } from "@/lib/people/rules";
import { profileInput } from "./fields";
import { grantsAfter } from "./rules";

/** A new profile, beginning as a copy of another one. */
export const createProfile = command({
  may: "permissions",
  on: profiles,
  subject: profiles,
  log: "profile.created",
  input: profileInput.required({ name: true }),
  async run({ viewer, tx, row: model }, input) {
    const made = { grants: grantsAfter(model.grants, input), reach: input.reach ?? model.reach };
    checkHeld(viewer, made);
    const [profile] = await tx
      .insert(profiles)
      .values({ name: input.name, ...made })
      .returning({ id: profiles.id });
    if (!profile) throw new Error("no profile");
    return { id: profile.id };
  },
});

/** Rights count from everybody's next click. The profiles of the product stay as they are: copy one to shape it. */
export const updateProfile = command({
  may: "permissions",
  on: profiles,
  log: "profile.updated",
  input: profileInput,
  async run({ viewer, tx, row }, input) {
    if (row.builtIn) throw new Invalid({ "": { key: "builtInProfile" } });
    const own = await tx.select().from(employees).where(eq(employees.id, viewer.employeeId));
    if (own.some(({ profileId }) => profileId === row.id)) throw new Invalid({ "": { key: "ownRights" } });
    const after = { grants: grantsAfter(row.grants, input), reach: input.reach ?? row.reach };
    checkHeld(viewer, row);
    checkHeld(viewer, after);
    await tx
      .update(profiles)
      .set({ ...after, ...(input.name && { name: input.name }), version: row.version + 1 })
      .where(eq(profiles.id, row.id));
    return { id: row.id };
  },
});

/** Only one that nobody holds goes. */
export const deleteProfile = command({
  may: "permissions",
  on: profiles,
  log: "profile.deleted",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    if (row.builtIn) throw new Invalid({ "": { key: "builtInProfile" } });
    checkHeld(viewer, row);
    const held = await tx.$count(employees, eq(employees.profileId, row.id));
    if (held) throw new Invalid({ "": { key: "profileHeld", params: { n: held } } });
    await tx.delete(profiles).where(eq(profiles.id, row.id));
    return { id: row.id };
  },
});

function checkHeld(viewer: Viewer, profile: { grants: Grants; reach: readonly string[] }) {
  if (!isWithinOwn(viewer, profile)) throw new Invalid({ "": { key: "grantsMore" } });
}
