import type { ReactNode } from "react";
import { demand } from "@/lib/access/gate";
import { wholeNumber } from "@/lib/access/post";
import { getContact, getKnownPerson } from "@/lib/contacts/queries";
import { absent } from "@/lib/outcome";
import { currentLocale } from "@/lib/session";
import { type Card, isEditable, type OpenPanel } from "../card";
import { ContactFacts } from "./contact-facts";
import { EditContact } from "./edit-contact";
import { NewContact } from "./new-contact";

/** The panels of a customer's contacts: new-contact, contact.ID. Who may not change one reads it. */
export const contactPanel: OpenPanel = (name, card) => {
  if (name === "new-contact") {
    demand(card.viewer, "customers.edit");
    return isEditable(card) ? <Added {...card} /> : null;
  }
  const [, id] = /^contact\.(\d+)$/.exec(name) ?? [];
  return id === undefined ? null : <OfOneContact {...card} id={wholeNumber(id) ?? absent()} />;
};

async function OfOneContact({ id, ...card }: Card & { id: number }): Promise<ReactNode> {
  const contact = await getContact(card.viewer, card.customer.id, id, await currentLocale());
  return isEditable(card) ? <EditContact {...card} contact={contact} /> : <ContactFacts {...card} contact={contact} />;
}

async function Added(card: Card): Promise<ReactNode> {
  const personId = wholeNumber(card.query.person);
  const person = personId ? await getKnownPerson(card.viewer, card.customer.id, personId) : null;
  return <NewContact {...card} person={person} />;
}
