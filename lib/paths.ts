type Query = Record<string, string | number | readonly (string | number)[] | null | undefined>;

/** Address with a query; empty values are left out, lists repeat their name. */
export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** An address of ours with other words in its query; null takes one away. */
export function pageWith(address: string, changes: Record<string, string | null>): string {
  const [path = "", search] = address.split("?");
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return query.size ? `${path}?${query}` : path;
}

/** Every address of the product is made here. People bookmark them: they are a promise. */
export const paths = {
  home: () => "/",
  signIn: (returnTo?: string, refused?: string) =>
    withQuery("/sign-in", { returnTo: returnTo === "/" ? undefined : returnTo, refused }),
  providerStep: (step: string) => `/api/auth/${step}`,
  providerSignIn: (returnTo: string) => withQuery("/api/auth/signin/oidc", { returnTo }),
  setUp: (token: string) => `/set-up/${token}`,
  settings: (section?: string, query?: Query) => withQuery(section ? `/settings/${section}` : "/settings", query),
  settingsPart: (section: string, part: string) => `/settings/${section}#${part}`,
  account: (query?: Query) => withQuery("/account", query),
  calendarFeed: (token: string) => `/api/calendar/${token}.ics`,
  customers: (query?: Query) => withQuery("/customers", query),
  /** @param filter as the address of the list says it */
  customersFound: (filter: string) => `/customers?${filter}`,
  newCustomer: (query?: Query) => withQuery("/customers/new", query),
  customer: (id: number, query?: Query) => withQuery(`/customers/${id}`, query),
  customerTab: (id: number, tab: string, query?: Query) =>
    withQuery(tab === "contact" ? `/customers/${id}` : `/customers/${id}/${tab}`, query),
  cardSection: (customer: number, tab: string, section: string) => `/customers/${customer}/${tab}#${section}`,
  customerSalesCase: (customer: number, salesCase: number) => `/customers/${customer}/sales?panel=sale.${salesCase}`,
  exportCustomers: (format: "xlsx" | "csv", query?: Query) => withQuery("/customers/export", { format, ...query }),
  importCustomers: (query?: Query) => withQuery("/customers/import", query),
  customerImport: (id: number, query?: Query) => withQuery(`/customers/import/${id}`, query),
  customerNumber: () => "/api/customers/number",
  importUpload: (kind?: "responsibilities") => withQuery("/api/imports", { kind }),
  file: (id: number) => `/api/files/${id}`,
  fileUpload: (at: { customerId: number; projectId: number | null; tab: string }) =>
    withQuery("/api/files", { customer: at.customerId, project: at.projectId, tab: at.tab }),
  importRejected: (id: number) => `/customers/import/${id}/rejected`,
  importTemplate: (locale: string) => withQuery("/customers/import/template", { locale }),
  jobs: (query?: Query) => withQuery("/jobs", query),
  job: (id: number, query?: Query) => withQuery(`/jobs/${id}`, query),
  registry: (query?: Query) => withQuery("/registry", query),
  contacts: (query?: Query) => withQuery("/contacts", query),
  exportContacts: (format: "xlsx" | "csv" | "vcf", query?: Query) =>
    withQuery("/contacts/export", { format, ...query }),
  contactCard: (id: number) => `/contacts/${id}/vcard`,
  cardUpload: (customer: number) => withQuery("/api/vcards", { customer }),
  groups: (query?: Query) => withQuery("/groups", query),
  group: (id: number, query?: Query) => withQuery("/groups", { panel: `group.${id}`, ...query }),
  specialGroups: (query?: Query) => withQuery("/special-groups", query),
  specialGroup: (id: number, query?: Query) => withQuery("/special-groups", { panel: `group.${id}`, ...query }),
  exportSpecialGroup: (id: number, format: "xlsx" | "csv" = "xlsx") =>
    withQuery(`/special-groups/${id}/export`, { format }),
  responsibilities: (query?: Query) => withQuery("/responsibilities", query),
  exportResponsibilities: (query?: Query) => withQuery("/responsibilities/export", { format: "xlsx", ...query }),
  coverage: (query?: Query) => withQuery("/responsibilities/coverage", query),
  importResponsibilities: (query?: Query) => withQuery("/responsibilities/import", query),
  responsibilitiesImport: (id: number, query?: Query) => withQuery(`/responsibilities/import/${id}`, query),
  handOver: (query?: Query) => withQuery("/responsibilities/hand-over", query),
  responsiblePersons: (query?: Query) => withQuery("/responsible-persons", query),
  exportResponsiblePersons: (format: "xlsx" | "csv", query?: Query) =>
    withQuery("/responsible-persons/export", { format, ...query }),
  workOrders: (query?: Query) => withQuery("/work-orders", query),
  newWorkOrder: (query?: Query) => withQuery("/work-orders/new", query),
  workOrderTemplates: (query?: Query) => withQuery("/work-orders/templates", query),
  workOrder: (id: number, query?: Query) => withQuery("/work-orders", { panel: `order.${id}`, ...query }),
  exportWorkOrders: (format: "xlsx" | "csv", query?: Query) => withQuery("/work-orders/export", { format, ...query }),
  project: (id: number, query?: Query) => withQuery(`/projects/${id}`, query),
  projectTab: (id: number, tab: string, query?: Query) =>
    withQuery(tab === "overview" ? `/projects/${id}` : `/projects/${id}/${tab}`, query),
  invoice: (id: number, query?: Query) => withQuery(`/invoices/${id}`, query),
  financials: (customer: number, query?: Query) => withQuery(`/customers/${customer}/financials`, query),
  exportFinancials: (customer: number, format: "xlsx" | "csv", query?: Query) =>
    withQuery(`/customers/${customer}/financials/export`, { format, ...query }),
  financialReport: (query?: Query) => withQuery("/reports/financials", query),
  exportFinancialReport: (format: "xlsx" | "csv", query?: Query) =>
    withQuery("/reports/financials/export", { format, ...query }),
  reports: (query?: Query) => withQuery("/reports", query),
  exportReport: (format: "xlsx" | "csv", query?: Query) => withQuery("/reports/export", { format, ...query }),
  exportSecurityLog: (format: "xlsx" | "csv", query?: Query) =>
    withQuery("/settings/security/export", { format, ...query }),
  exportGroup: (id: number, format: "xlsx" | "csv" = "xlsx") => withQuery(`/groups/${id}/export`, { format }),
};
