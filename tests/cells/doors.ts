/**
 * Every address of the product, each with what opens it: `needs` the right as it is written in the profiles ("and", "or";
 * "anyone" is not even signed in), `of` what it leads to (tests/cells/rule.ts), where a name in braces stands for the id.
 * A page or route that the build has and this table has not fails the test, and the other way round.
 */
export type Door = {
  path: string;
  needs: string;
  of?: string;
  at?: readonly string[];
  method?: "POST";
  asked?: "json";
};

export const page = (path: string, needs: string, of?: string, ...at: string[]): Door => ({ path, needs, of, at });

const card = "customers.read";

export const pages: readonly Door[] = [
  page("/", "signed in"),
  page("/account", "signed in"),
  page("/contacts", card, undefined, "?q=canary", "?view=phones"),
  page("/customers", card, undefined, "?q=canary", "?tab=all&sort=-name", "?tab=archived&view=flat"),
  page("/customers/[id]", card, "listed", "/customers/{customer}"),
  page("/customers/[id]/settings", card, "customer", "/customers/{customer}/settings"),
  page(
    "/customers/[id]/collaboration",
    `${card} and projects.own or workOrders.own`,
    "customer",
    "/customers/{customer}/collaboration",
  ),
  page("/customers/[id]/financials", `${card} and money.read`, "customer", "/customers/{customer}/financials"),
  page("/customers/[id]/history", card, "customer", "/customers/{customer}/history"),
  page("/customers/[id]/sales", `${card} and sales.own or projects.own`, "customer", "/customers/{customer}/sales"),
  page("/customers/import", "import and customers.edit"),
  page("/customers/import/[id]", "import and customers.edit", "administrators", "/customers/import/{import}"),
  page("/customers/new", "customers.edit"),
  page("/groups", card),
  page("/invoices/[id]", "money.read", "invoice", "/invoices/{invoice}"),
  page("/projects/[id]", "projects.own", "project", "/projects/{project}"),
  page("/projects/[id]/collaboration", "projects.own", "project", "/projects/{project}/collaboration"),
  page("/projects/[id]/financials", "projects.own and money.read", "projectMonth", "/projects/{project}/financials"),
  page("/jobs/[id]", "signed in", "job", "/jobs/{job}"),
  page("/jobs", "signed in"),
  page("/registry", "registry and customers.edit"),
  page("/responsibilities", card),
  page("/responsibilities/coverage", card),
  page("/responsibilities/import", "import and responsibilities"),
  page(
    "/responsibilities/import/[id]",
    "import and responsibilities",
    "administrators",
    "/responsibilities/import/{matrixImport}",
  ),
  page("/responsibilities/hand-over", "responsibilities and assignOthers and customers.read"),
  page("/responsible-persons", card),
  page("/reports", "reports and customers.read"),
  page("/reports/financials", "reports and money.read and customers.read"),
  page("/settings", "settings or people or permissions or companies or audit"),
  page("/settings/activities", "settings"),
  page("/settings/billing", "settings"),
  page("/settings/companies", "companies", "unlimited"),
  page("/settings/contacts", "settings"),
  page("/settings/currencies", "settings"),
  page("/settings/features", "settings"),
  page("/settings/fields", "settings"),
  page("/settings/groupings", "settings"),
  page("/settings/industries", "settings"),
  page("/settings/groups", "settings"),
  page("/settings/numbering", "settings"),
  page("/settings/organisation", "settings"),
  page("/settings/people", "people"),
  page("/settings/permissions", "permissions"),
  page("/settings/registry", "settings"),
  page("/settings/roles", "settings"),
  page("/settings/sales", "settings"),
  page("/settings/security", "audit"),
  page("/settings/teams", "settings"),
  page("/settings/types", "settings"),
  page("/settings/units", "settings"),
  page("/settings/vat", "settings"),
  page("/special-groups", card),
  page("/work-orders", "workOrders.own", undefined, "?tab=open", "?tab=all"),
  page("/work-orders/new", "workOrders.edit and customers.read"),
  page("/work-orders/templates", "workOrders.edit"),
];

const file = (path: string, needs: string, of?: string, ...at: string[]): Door => ({ path, needs, of, at });
const post = (path: string, needs: string, of?: string, ...at: string[]): Door => ({
  path,
  needs,
  of,
  at,
  method: "POST",
});

/** Downloads, exports, uploads, and what the script of a page asks. */
export const routes: readonly Door[] = [
  file("/api/customers/number", "customers.edit", undefined, "?value=97", "?value=971&id={customer}"),
  post("/api/files", "customers.edit", "customer", "/api/files?customer={customer}"),
  file("/api/files/[id]", card, "customer", "/api/files/{file}"),
  file("/api/files/[id]", `${card} and projects.own`, "project", "/api/files/{projectFile}"),
  post("/api/imports", "import and customers.edit"),
  post("/api/vcards", "customers.edit", "customer", "/api/vcards?customer={customer}"),
  file("/contacts/[id]/vcard", "export and customers.read", "customer", "/contacts/{contact}/vcard"),
  file("/contacts/export", "export and customers.read", undefined, "?format=csv", "?format=xlsx", "?format=vcf"),
  file(
    "/customers/[id]/financials/export",
    "export and money.read",
    "customer",
    "/customers/{customer}/financials/export?format=csv",
  ),
  file(
    "/customers/export",
    "export and customers.read",
    undefined,
    "?format=csv",
    "?format=xlsx",
    "?format=csv&q=canary",
  ),
  file(
    "/customers/import/[id]/rejected",
    "import and customers.edit",
    "administrators",
    "/customers/import/{import}/rejected",
  ),
  file("/customers/import/template", "import"),
  file("/groups/[id]/export", "export and customers.read", undefined, "/groups/{group}/export?format=xlsx"),
  file("/reports/export", "export and reports and customers.read", undefined, "?format=xlsx&by=group"),
  file("/reports/financials/export", "export and reports and money.read and customers.read", undefined, "?format=csv"),
  file("/responsibilities/export", "export and customers.read", undefined, "?format=csv"),
  file("/responsible-persons/export", "export and customers.read", undefined, "?format=csv"),
  file("/settings/security/export", "export and audit", undefined, "?format=csv"),
  file(
    "/special-groups/[id]/export",
    "export and customers.read",
    undefined,
    "/special-groups/{specialGroup}/export?format=csv",
  ),
  file("/work-orders/export", "export and workOrders.own", undefined, "?format=csv"),
];

/** Doors before the door: who comes there is nobody yet. Their own tests try them (sign-in, set-up, calendar-feed, health). */
export const before = {
  pages: ["/_global-error", "/_not-found", "/fault", "/set-up/[token]", "/sign-in"],
  routes: ["/api/auth/[...nextauth]", "/api/calendar/[file]", "/api/health/live", "/api/health/ready"],
};
