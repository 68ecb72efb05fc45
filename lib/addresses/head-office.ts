import "server-only";
import { eq } from "drizzle-orm";
import { addresses } from "@/db/schema/index";
import { record, type Source } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import { touched } from "@/lib/stamps";

type Row = typeof addresses.$inferSelect;

/** Who does it, and what the log tells of where it comes from. */
export type Teller = { by: number; source: Source; facts?: Record<string, string> };

/**
 * An address that becomes or stops being the head office beside what a command is about, with its own line in the log.
 * The former one goes first: two head offices are refused at once, none only at the end.
 */
export async function markHeadOffice(
  tx: Transaction,
  { by, source, facts }: Teller,
  { id, customerId }: Row,
  isHeadOffice: boolean,
): Promise<void> {
  const [marked] = await tx
    .update(addresses)
    .set({ isHeadOffice, ...touched(addresses, by) })
    .where(eq(addresses.id, id))
    .returning({ version: addresses.version });
  await record(tx, {
    actorId: by,
    action: "address.headOfficeChosen",
    source,
    subject: "addresses",
    subjectId: id,
    subjectVersion: marked?.version ?? null,
    customerId,
    changes: [{ field: "isHeadOffice", before: !isHeadOffice, after: isHeadOffice }],
    facts,
  });
}
