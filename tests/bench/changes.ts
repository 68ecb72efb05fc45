import type { Client } from "./client.ts";
import { inventions } from "./fill-words.ts";
import { type Waiting, waitingOf } from "./page-costs.ts";
import type { Server } from "./server.ts";

/** Brings a file in through the doors that people use, and waits until it is in. Seconds of each step. */
export async function bringIn(server: Server, database: string, client: Client, rows: number) {
  const file = { name: "customers.csv", bytes: Buffer.from(await tableOf(server, database, rows)) };
  const form = await client.get("/customers/import");
  const uploaded = await client.submit("/customers/import", form.text, 'name="stage"', { file });
  const place = uploaded.location.replace(/^https?:\/\/[^/]+/, "");
  const id = Number(/\/customers\/import\/(\d+)/.exec(place)?.[1]);
  if (!id) throw new Error(`the upload was refused: ${uploaded.status} ${place}`);
  const columns = await client.get(place);
  const mapped = await client.submit(place, columns.text, "column", {});
  const checkBegan = performance.now();
  await client.get(mapped.location);
  // A large file is checked by a job.
  await until(async () => (await server.run(database, "select from jobs where status = 'open'")).length === 0);
  const check = await client.get(mapped.location);
  const began = performance.now();
  const run = await client.submit(mapped.location, check.text, `name="id" value="${id}"`, {});
  if (run.status >= 400) throw new Error(`the import was refused: ${run.status}`);
  const result = await outcome(server, database, id);
  return {
    upload: uploaded.whole / 1000,
    check: (began - checkBegan) / 1000,
    run: (performance.now() - began) / 1000,
    ...result,
  };
}

/** Whether it runs at once or as a job, the row of the import says when it is done. */
async function outcome(server: Server, database: string, id: number): Promise<{ created: number; rejected: number }> {
  const look = () =>
    server.run<{ created: number; rejected: number }>(
      database,
      `select created, rejected from imports where id = ${id} and status = 'done'`,
    );
  await until(async () => (await look()).length > 0);
  const [row] = await look();
  return row ?? { created: 0, rejected: 0 };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 180_000; Date.now() < deadline; ) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the import does not come to an end");
}

/** New customers, and one in twenty that is there already. */
async function tableOf(server: Server, database: string, size: number): Promise<string> {
  const invent = inventions(1_000_003);
  const known = await server.run<{ name: string; businessId: string }>(
    database,
    `select name, business_id as "businessId" from customers where business_id is not null and tab = 0 order by id limit ${Math.ceil(size / 20)}`,
  );
  const rows = Array.from({ length: size }, (_, place) => {
    const market = invent.market();
    const twin = place % 20 === 0 ? known[place / 20] : undefined;
    const { street, postalCode, city } = invent.address(market);
    const name = twin?.name ?? `${invent.company(market)} ${place}`;
    return [
      name,
      twin?.businessId ?? "",
      invent.country(market),
      `new${place}@import.example`,
      street,
      postalCode,
      city,
    ];
  });
  const head = ["Name", "Business ID", "Country", "E-mail", "Street", "Postcode", "City"];
  return [head, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n");
}

/** Changes one customer’s website, again and again. */
export async function save(client: Client, customer: string, times: number): Promise<Waiting> {
  const waits: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    const place = `/customers/${customer}?panel=edit`;
    const page = await client.get(place);
    const answer = await client.submit(place, page.text, 'name="annualRevenue"', {
      website: `https://muutos${turn}.example`,
    });
    if (answer.status !== 303) throw new Error(`the change was refused: ${answer.status}`);
    waits.push(answer.whole);
  }
  return waitingOf(waits);
}

/** Tries to add a customer whose name is much like others', and is asked whether it is one of them. */
export async function doubtfulCustomer(client: Client, name: string): Promise<number> {
  const page = await client.get("/customers/new");
  const values = { name, country: "FI", businessId: "9300000-9", email: "info@doubt.example" };
  const answer = await client.submit("/customers/new", page.text, 'name="headOffice.street"', values);
  if (answer.status !== 200) throw new Error(`a twin was not noticed: ${answer.status}`);
  return answer.whole;
}
