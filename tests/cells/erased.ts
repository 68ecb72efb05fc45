import { ids } from "./calls";
import { canary } from "./canaries";
import type { Context, On } from "./furnishing";
import { type Call, calledDirectly, knock } from "./knocking";
import { stored } from "./stored";
import type { World } from "./world";

/** Where somebody is erased, after all was said of them that can be. */
export const erasedAt = ["own", "archived", "sister"];

/** A person of whom everything says the word: card, log, file, keyword, list and an imported row. */
export async function toBeErased(word: string, on: On, { put, employees, all }: Context): Promise<number> {
  const person = await put("persons", { first_name: word, last_name: word, salutation: word });
  const contact = await put("customer_contacts", {
    ...on,
    person_id: person,
    title: word,
    email: `${word}@cells.example`,
    phone_raw: word,
    description: word,
  });
  const about = { subject: "customer_contacts", subject_id: contact, subject_version: 1, ...on };
  const event = await put("events", { actor_id: employees.colleague, action: "contact.updated", ...about });
  const value = JSON.stringify(`earlier ${word}`);
  await put("event_values", { event_id: event, field: "title", before: value, after: JSON.stringify(word) });
  await put("files", {
    ...on,
    contact_id: contact,
    name: word,
    media_type: "text/plain",
    blob_id: await stored(put, word),
  });
  const keyword = await put("keywords", { name: word });
  await put("contact_keyword_links", { contact_id: contact, keyword_id: keyword });
  await put("mailing_lists", {
    name: `Cells ${on.customer_id}`,
    filter: JSON.stringify({ q: word }),
    owner_id: employees.administrator,
    is_shared: true,
  });
  await put("import_rows", { import_id: all.import, line: on.customer_id, cells: [word] });
  return contact;
}

/** The administrator has them erased, as one does on the card. */
export async function erase(site: string, { ids: of, cookies }: World): Promise<void> {
  const id = ids["app/(register)/customers/[id]/contacts/actions.ts eraseForGood"] ?? "";
  for (const place of erasedAt) {
    const { customer, erasedContact } = of[place] ?? {};
    const form = { id: String(erasedContact), word: canary("erased", place) };
    const call: Call = { id, bound: [], takes: "state", form };
    const { headers, ...asked } = calledDirectly(call);
    const answer = await knock(`${site}/customers/${customer}`, {
      ...asked,
      headers: { ...headers, origin: site },
      cookie: cookies.administrator,
    });
    if (!answer.to?.includes("contactErased")) throw new Error(`nobody is erased at ${place}: ${answer.status}`);
  }
}
