import { wholeNumber } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { companyChoices, customerChoices } from "@/lib/customers/queries";
import { oneOf, type Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { lookUp } from "@/lib/registry/look-up";
import { askedOf, newCustomerValues } from "@/lib/registry/new-customer";
import { currentLocale } from "@/lib/session";
import { findUnit } from "@/lib/units/queries";

/**
 * With what the form of a new customer begins. The address may say name, group, that it is a subcontractor, its main
 * unit, for whoever reaches all the company, and what a business register is asked.
 */
export async function beginningOf(viewer: Viewer, params: Params) {
  const number = (name: string) => wholeNumber(oneOf(params, name));
  const companies = await companyChoices(viewer);
  const company =
    companies.find(({ id }) => id === number("company")) ??
    companies.find(({ id }) => id === viewer.facts.companyId) ??
    companies[0] ??
    absent();
  const choices = await customerChoices(viewer, await currentLocale(), { companies: [company.id], isNew: true });
  const group = choices.groups.find(({ id }) => id === number("group"));
  const as = viewer.uses("purchaseInvoices") && oneOf(params, "as") === "subcontractor" ? "subcontractor" : null;
  const parentId = number("parent");
  const unit = parentId === null ? undefined : await findUnit(viewer, parentId);
  const mainUnit = unit?.archivedAt === null ? unit : undefined;
  const keep = {
    name: oneOf(params, "name"),
    group: group?.id,
    as,
    parent: mainUnit?.id,
    company: companies.length > 1 ? company.id : null,
  };
  return { companies, company, choices, group, as, mainUnit, keep, ...(await registered(viewer, params, company)) };
}

/** What a business register is asked, and what it says of the business that is to fill in the form. */
async function registered(viewer: Viewer, params: Params, company: { country: string }) {
  const asked = viewer.can("registry") ? askedOf(params, company.country, viewer.facts.registers) : null;
  if (!asked?.id) return { asked, found: null, filled: null };
  const found = await lookUp(viewer, asked.register, asked.id);
  const values = found.ok ? newCustomerValues(asked.register, found.record) : null;
  return { asked, found, filled: values && { register: asked.register.name, values } };
}

export type Beginning = Awaited<ReturnType<typeof beginningOf>>;
