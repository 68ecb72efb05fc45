import { canary } from "./canaries";
import { erasedAt, toBeErased } from "./erased";
import { reaching } from "./people";
import { type Place, places } from "./places";
import { businessIds, registered } from "./registered";
import { stored } from "./stored";
import type { Made } from "./unplaced";
import type { Put, Row } from "./world";

export type Context = Made & { put: Put; all: Record<string, number> };

/** One customer with everything on it. In every place "owns" sells, manages the project and is to do the work order. */
export async function furnish(name: string, place: Place, made: Context): Promise<Record<string, number>> {
  const { put, companies, employees, group, all } = made;
  const word = (area: string) => canary(area, name);
  const businessId = businessIds[Object.keys(places).indexOf(name)] ?? "";
  const customer = await put("customers", {
    company_id: companies[place.home],
    number: `97${Object.keys(places).indexOf(name)}`,
    name: `Aa ${word("name")}`,
    country: "FI",
    stage: "active",
    email: `${word("card")}@cells.example`,
    phone: word("card"),
    description: word("card"),
    website: `https://${word("card")}.example`,
    business_id: businessId,
    owner_id: place.mates.length ? employees.mate : employees.colleague,
    group_id: place.soldBy.length ? group : null,
  });
  for (const company of place.companies.filter((one) => one !== place.home)) {
    await put("customer_companies", { customer_id: customer, company_id: companies[company] });
  }
  for (const who of place.answers)
    await put("responsibilities", { customer_id: customer, employee_id: employees[who] });
  if (name === "past") {
    const days = { valid_from: "2020-01-01", valid_to: "2020-12-31" };
    for (const who of ["seller", "owns"])
      await put("responsibilities", { customer_id: customer, employee_id: employees[who], ...days });
  }
  const on = { customer_id: customer };
  const address = await put("addresses", {
    ...on,
    street: word("card"),
    city: "Turku",
    country: "FI",
    is_head_office: true,
  });
  const secondAddress = await put("addresses", { ...on, street: word("card"), city: "Oulu", country: "FI" });
  const known = async (row: Row) =>
    put("customer_contacts", { ...on, person_id: await put("persons", { last_name: word("card") }), ...row });
  const contact = await known({
    email: `contact-${word("card")}@cells.example`,
    phone: word("card"),
    title: word("card"),
  });
  const inactiveContact = await known({ inactive_at: new Date() });
  const partner = await put("customers", {
    company_id: companies[place.home],
    number: `98${customer}`,
    name: `partner ${customer}`,
    country: "FI",
  });
  const ordered = await work(word, on, made);
  return {
    customer,
    address,
    secondAddress,
    contact,
    inactiveContact,
    partner,
    tie: await put("responsibilities", { ...on, employee_id: employees.aide, note: word("card") }),
    change: await renamed(customer, word, made),
    relation: await put("customer_relations", { ...on, related_id: partner, kind: "partner" }),
    related: await put("customer_companies", { ...on, company_id: all.thirdCompany }),
    ...ordered,
    ...(await papers(word, on, ordered.project, made)),
    ...(await registered(businessId, word, on, made)),
    ...(erasedAt.includes(name) && { erasedContact: await toBeErased(word("erased"), on, made) }),
  };
}

/** What the log knows of an earlier description. */
async function renamed(customer: number, word: Word, { put, employees }: Context): Promise<number> {
  const about = { subject: "customers", subject_id: customer, customer_id: customer, subject_version: 1 };
  const event = await put("events", { actor_id: employees.colleague, action: "customer.updated", ...about });
  const value = JSON.stringify(`before ${word("card")}`);
  return put("event_values", { event_id: event, field: "description", before: value, after: JSON.stringify("now") });
}

export type Word = (area: string) => string;
export type On = { customer_id: number };

async function work(word: Word, on: On, { put, employees, all }: Context) {
  const { owns } = employees;
  const project = await put("projects", {
    ...on,
    number: `Q-${on.customer_id}`,
    name: word("project"),
    status: "active",
    manager_id: owns,
  });
  const sale = await put("sales_cases", {
    ...on,
    name: word("sale"),
    status_id: all.status,
    probability: 20,
    owner_id: owns,
    description: word("sale"),
  });
  const todo = { ...on, kind: "todo", type_id: all.activityType, owner_id: employees.colleague };
  const activity = await put("activities", { ...todo, title: word("card"), body: word("card") });
  await put("activities", { ...todo, title: word("private"), is_private: true });
  await put("activities", { ...on, kind: "note", title: word("private"), body: word("private"), is_private: true });
  await put("activities", { ...todo, title: word("project"), project_id: project });
  await put("activities", { ...todo, title: word("sale"), sales_case_id: sale });
  const doneActivity = await put("activities", { ...todo, title: word("card"), completed_at: new Date() });
  const note = await put("activities", {
    ...on,
    kind: "note",
    title: word("card"),
    body: word("card"),
    created_by: employees.colleague,
  });
  await meeting(word, on, { put, employees });
  const mention = await put("activity_participants", {
    activity_id: note,
    employee_id: employees.administrator,
    written_as: "@x",
  });
  const workOrder = await put("work_orders", { title: word("order"), description: word("order") });
  const order = await put("customer_work_orders", {
    ...on,
    work_order_id: workOrder,
    assignee_id: owns,
    note: word("order"),
  });
  const made = { title: word("order"), created_by: employees.administrator };
  const madeOrder = await put("work_orders", made);
  await put("customer_work_orders", { ...on, work_order_id: madeOrder });
  const task = await put("project_tasks", { project_id: project, title: word("project"), assignee_id: owns });
  await put("project_months", {
    project_id: project,
    month: "2026-01-01",
    kind: "actual",
    revenue: 47_110.37,
    note: word("money"),
  });
  return { project, sale, activity, doneActivity, note, mention, workOrder, order, madeOrder, task };
}

/** In everybody's calendar, and shown in it to those who may open the customer. */
async function meeting(word: Word, on: On, { put, employees }: Pick<Context, "put" | "employees">): Promise<void> {
  const hours = { starts_at: "2099-01-01T10:00Z", ends_at: "2099-01-01T11:00Z" };
  const entry = { ...on, ...hours, kind: "event", title: word("card"), place: word("card"), body: word("card") };
  const activity = await put("activities", { ...entry, owner_id: employees.colleague });
  for (const name of reaching)
    await put("activity_participants", { activity_id: activity, employee_id: employees[name] });
}

async function papers(
  word: Word,
  on: On,
  project: number,
  { put, companies }: Context,
): Promise<Record<string, number>> {
  const text = { media_type: "text/plain" };
  const link = { url: "https://files.example/one" };
  const draft = {
    ...on,
    company_id: companies.home,
    currency: "EUR",
    note: word("money"),
    our_reference: word("money"),
  };
  const invoice = await put("invoices", draft);
  await put("invoice_lines", {
    invoice_id: invoice,
    position: 1,
    description: word("money"),
    quantity: 1,
    unit_price: 10,
    vat_rate: 24,
  });
  return {
    invoice,
    file: await put("files", { ...on, name: `${word("card")}.txt`, ...text, blob_id: await stored(put, word("card")) }),
    projectFile: await put("files", {
      ...{ ...on, ...text, project_id: project, name: `${word("project")}.txt` },
      blob_id: await stored(put, word("project")),
    }),
    link: await put("files", { ...on, name: word("card"), ...link }),
    billing: await put("billing", { ...on, payment_term: 14, our_reference: word("card") }),
  };
}
