import { type Door, page } from "./doors";

const edit = "customers.edit";
const panel = (name: string, needs: string, of = "customer"): Door =>
  page("/customers/[id]", `customers.read and ${needs}`, of, `/customers/{customer}?panel=${name}`);
const ofTab = (tab: string, name: string, needs: string, of = "customer"): Door =>
  page(`/customers/[id]/${tab}`, `customers.read and ${needs}`, of, `/customers/{customer}/${tab}?panel=${name}`);
const at = (address: string, needs: string, of?: string): Door => page(address.replace(/\?.*/, ""), needs, of, address);

/** Panels and what is picked from in them: each an address of its own, with a right of its own. */
export const panels: readonly Door[] = [
  panel("edit", edit),
  panel("archive", edit),
  panel("delete", "deleteCustomer"),
  panel("my-sight", "customers.read"),
  panel("contact.{contact}", "customers.read"),
  panel("erase-contact.{contact}", "eraseContact"),
  panel("activity.{activity}", "customers.read"),
  panel("note.{note}", "customers.read"),
  panel("file.{file}", "customers.read"),
  panel("new-relation&find=canary", edit),
  panel("registry.{comparison}", `registry and ${edit}`),
  panel("registry.{askedComparison}", `registry and ${edit}`, "asked"),
  ofTab("settings", "billing.payer&q=canary", edit),
  ofTab("settings", "unit&q=canary", edit),
  ofTab("settings", "sub-unit&q=canary", edit),
  ofTab("settings", "einvoice", `registry and ${edit}`),
  ofTab("settings", "groupings", edit),
  ofTab("history", "restore.{change}", edit),
  ofTab("sales", "sale.{sale}", "sales.own", "sale"),
  at("/registry?panel=compare.{comparison}", `registry and ${edit}`, "customer"),
  at("/groups?panel=group.{group}&tab=customers&q=canary", "groups and customers.read"),
  at("/special-groups?panel=group.{specialGroup}&tab=customers&q=canary", "groups and customers.read"),
  at("/work-orders?panel=order.{order}", "workOrders.own", "order"),
  at("/work-orders/new?customer={customer}", "workOrders.edit and customers.read"),
  at("/responsibilities?panel=team.customer.{customer}", "responsibilities and customers.read", "customer"),
  at("/responsibilities?panel=bulk.row.customer.{customer}", "responsibilities and customers.read", "customer"),
  at(
    "/responsibilities/hand-over?step=preview&fromId={person}&toId={mate}&startsOn=2099-01-01&parts=owners",
    "responsibilities and assignOthers and customers.read",
  ),
  at("/customers?panel=registry-check&id={customer}", "customers.read"),
  at("/customers?panel=regroup&id={customer}", "customers.read"),
  at("/contacts?panel=keyword&id={contact}", "customers.all"),
  at("/reports?by=owner", "reports and customers.read"),
];
