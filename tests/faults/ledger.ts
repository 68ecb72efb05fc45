import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { withClient } from "@/db/migrate";
import { tally } from "./tally";
import { type Answer, type Fields, filled, textOf, type Visitor } from "./visitor";

const newCustomer = "/customers/new";

/** A company name like no other, so that nobody is asked about a twin. */
export const newName = (): string => Array.from({ length: 3 }, word).join(" ");

const word = () =>
  Array.from({ length: 9 }, () => "abcdefghijklmnopqrstuvwxyz".charAt(Math.floor(Math.random() * 26))).join("");

/** What people were told was saved, and what they have had no answer to. */
export class Ledger {
  readonly acknowledged = new Map<string, { form: Fields; location: string }>();
  readonly unanswered = new Map<string, Fields>();
  private checked = 0;
  /** What was said to those whose form came back. */
  readonly refusals: string[] = [];

  /** The form of a new customer, filled in and not yet sent. */
  async open(visitor: Visitor): Promise<{ name: string; form: Fields }> {
    const { form } = await visitor.formOn(newCustomer, "headOffice.street");
    const name = newName();
    const place = {
      "headOffice.street": "Testikatu 1",
      "headOffice.postalCode": "00100",
      "headOffice.city": "Helsinki",
    };
    return { name, form: filled(form, { name, ...place }) };
  }

  /** Sends a form and notes what came of it. */
  send(visitor: Visitor, form: { name: string; form: Fields }): Promise<void> {
    return this.note(form, visitor.post(newCustomer, form.form));
  }

  /** What comes of a form that was sent. */
  async note({ name, form }: { name: string; form: Fields }, sent: Promise<Answer> | undefined): Promise<void> {
    this.unanswered.set(name, form);
    const answer = await sent?.catch(() => null);
    if (answer?.status === 303 && answer.location) {
      this.unanswered.delete(name);
      this.acknowledged.set(name, { form, location: answer.location });
    } else if (answer) this.refusals.push(`${answer.status} ${textOf(answer.text)}`);
  }

  /** Everybody without an answer sends the same form again, once; some of those who had one do so as well. */
  async sendAgain(visitor: Visitor): Promise<void> {
    for (const [name, form] of [...this.unanswered]) await this.send(visitor, { name, form });
    expect([...this.unanswered.keys()]).toEqual([]);
    for (const { form, location } of [...this.acknowledged.values()].slice(-3)) {
      expect((await visitor.post(newCustomer, form)).location).toBe(location);
    }
  }

  /** Whatever was acknowledged is there, whole; and nothing of all this twice. */
  async check(databaseUrl: string): Promise<void> {
    const acknowledged = await found(databaseUrl, [...this.acknowledged.keys()]);
    tally({
      acknowledged: acknowledged.length - this.checked,
      lost: acknowledged.filter(({ whole }) => whole === 0).length,
      doubled: acknowledged.filter(({ rows }) => rows > 1).length,
    });
    this.checked = acknowledged.length;
    expect(acknowledged.filter(({ rows, whole }) => rows !== 1 || whole !== 1)).toEqual([]);
    const others = await found(databaseUrl, [...this.unanswered.keys()]);
    expect(others.filter(({ rows, whole }) => rows > 1 || whole !== rows)).toEqual([]);
  }
}

/** How often each name stands in the register, and how often with its head office, its number kept and its log line. */
async function found(databaseUrl: string, names: string[]) {
  const parts = sql`
    exists (select from addresses a where a.customer_id = c.id and a.is_head_office)
    and exists (select from used_numbers u where u.number = c.number)
    and exists (select from events e where e.subject = 'customers' and e.subject_id = c.id)`;
  const { rows } = await withClient(databaseUrl, (db) =>
    db.execute<{ name: string; rows: number; whole: number }>(sql`
      select n.name, count(c.id)::int as rows, count(c.id) filter (where ${parts})::int as whole
      from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) n (name) left join customers c on c.name = n.name
      group by n.name`),
  );
  return rows;
}
