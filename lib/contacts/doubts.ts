import "server-only";
import { eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { customerContacts } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { DoubtAbout } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { fold } from "@/lib/text";

type Who = { firstName?: string | null; lastName?: string | null; email?: string | null };

const mostShown = 5;

/**
 * Doubts about people within reach with the same name or e-mail: a contact of this very customer, or of another, who
 * can be made a contact here too. Of people out of reach nothing is told.
 */
export async function twinDoubts(tx: Transaction, tables: Tables, customerId: number, who: Who): Promise<DoubtAbout[]> {
  const found = await twins(tx, tables, who);
  const here = found.filter((contact) => contact.customerId === customerId);
  const known = new Set(here.map(({ personId }) => personId));
  const elsewhere = new Map(
    found.filter(({ personId }) => !known.has(personId)).map((contact) => [contact.personId, contact]),
  );
  const use = (personId: number) => paths.customer(customerId, { panel: "new-contact", person: personId });
  const open = (id: number) => paths.customer(customerId, { panel: `contact.${id}` });
  return [
    ...doubt(
      "contactHere",
      here.map((contact) => ({ id: contact.id, href: open(contact.id), contact })),
    ),
    ...doubt(
      "contactElsewhere",
      [...elsewhere].map(([id, contact]) => ({ id, href: use(id), contact })),
    ),
  ];
}

type Twin = Awaited<ReturnType<typeof twins>>[number];

function doubt(key: "contactHere" | "contactElsewhere", found: { id: number; href: string; contact: Twin }[]) {
  if (!found.length) return [];
  const shown = found.slice(0, mostShown);
  const label = ({ name, title, customerName }: Twin) =>
    `${[name, title].filter(Boolean).join(", ")} (${customerName})`;
  const links = shown.map(({ href, contact }) => ({ href, label: label(contact) }));
  return [{ mark: `${key}:${shown.map(({ id }) => id).join(".")}`, key, links }];
}

/** Found by the indexes of e-mail and search; the name itself has the last word. */
async function twins(tx: Transaction, tables: Tables, { firstName, lastName, email }: Who) {
  const { customerContacts: contacts, customers, persons } = tables;
  const name = [firstName, lastName].filter(Boolean).join(" ");
  const fullName = sql<string>`concat_ws(' ', ${persons.firstName}, ${persons.lastName})`;
  const sameName = sql`fold(${fullName}) = fold(${name})`;
  const { id } = customerContacts;
  const likely: SQL[] = [];
  if (name) likely.push(sql`select ${id} from ${customerContacts} where ${customerContacts.search} like ${like(name)}`);
  if (email) likely.push(sql`select ${id} from ${customerContacts} where lower(${customerContacts.email}) = ${email}`);
  if (!likely.length) return [];
  return tx
    .select({
      id: contacts.id,
      personId: persons.id,
      name: fullName,
      title: contacts.title,
      customerId: customers.id,
      customerName: customers.name,
    })
    .from(sql`(${sql.join(likely, sql` union `)}) likely`)
    .innerJoin(contacts, sql`${contacts.id} = likely.id`)
    .innerJoin(persons, eq(persons.id, contacts.personId))
    .innerJoin(customers, eq(customers.id, contacts.customerId))
    .where(
      sql`${isNull(persons.erasedAt)} and ${or(sameName, email ? sql`lower(${contacts.email}) = ${email}` : undefined)}`,
    )
    .orderBy(contacts.id)
    .limit(50);
}

const like = (name: string) => `% ${fold(name).replace(/[\\%_]/g, "\\$&")} %`;
