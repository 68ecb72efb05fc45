import fs from "node:fs";
import path from "node:path";
import { expect, test } from "./fixtures";

/** Every way in from outside, with the right that opens it. The build must have exactly these. */
const actions = {
  "app/sign-in/actions.ts": ["chooseLanguage", "enter", "signOut"],
  "app/set-up/[token]/actions.ts": ["setUp"],
  "app/(register)/account/actions.ts": [
    "endOthers",
    "renewCalendar",
    "revokeCalendar",
    "saveKeyFigures",
    "savePreferences",
    "stopViewing",
  ],
  "app/(register)/contacts/actions.ts": ["addList", "markKeyword", "markRole", "removeList", "saveList"],
  "app/(register)/activities/actions.ts": ["complete", "reopen"],
  "app/(register)/notes/actions.ts": ["addNote", "pinNote", "putAway", "removeNote", "saveNote"],
  "app/(register)/customers/[id]/activities/actions.ts": [
    "addActivity",
    "completeTicked",
    "reassignTicked",
    "removeActivity",
    "reopenTicked",
    "saveActivity",
    "saveNewActivity",
  ],
  "app/(register)/customers/actions.ts": [
    "addCustomer",
    "addToGroup",
    "archive",
    "bringBack",
    "letStageFollow",
    "remove",
    "saveCustomer",
    "saveHeader",
    "unarchive",
  ],
  "app/(register)/customers/[id]/addresses/actions.ts": [
    "deleteAddress",
    "saveAddress",
    "saveHeadOffice",
    "saveNewAddress",
  ],
  "app/(register)/customers/[id]/contacts/actions.ts": [
    "deactivate",
    "eraseForGood",
    "reactivate",
    "saveContact",
    "saveNewContact",
  ],
  "app/(register)/files/actions.ts": ["removeFile", "saveFile", "saveNewLink"],
  "app/(register)/customers/[id]/history/actions.ts": ["restoreEarlier"],
  "app/(register)/customers/[id]/registry/actions.ts": ["askRegister", "takeFromRegister"],
  "app/(register)/customers/[id]/relations/actions.ts": ["deleteRelation", "saveRelation"],
  "app/(register)/customers/[id]/units/actions.ts": ["saveMainUnit", "saveSubUnit"],
  "app/(register)/customers/[id]/companies/actions.ts": [
    "endCompany",
    "saveHome",
    "saveNewCompany",
    "saveRelatedCompany",
  ],
  "app/(register)/customers/[id]/sales/actions.ts": [
    "addSale",
    "markLost",
    "markWon",
    "removeSale",
    "reopen",
    "saveSale",
  ],
  "app/(register)/customers/[id]/settings/actions.ts": [
    "resetBilling",
    "resetCompanyBilling",
    "saveBilling",
    "saveCompanyBilling",
    "saveGroupings",
  ],
  "app/(register)/customers/[id]/settings/einvoice/actions.ts": ["findAddress", "takeAddress", "takeCompanyAddress"],
  "app/(register)/customers/import/actions.ts": ["bringIn", "saveColumns"],
  "app/(register)/groups/actions.ts": [
    "addGroup",
    "removeGroup",
    "saveGroup",
    "saveGroupBilling",
    "saveMembers",
    "saveSellers",
    "undoRemoval",
  ],
  "app/(register)/projects/[id]/months/actions.ts": ["fillOrSave"],
  "app/(register)/projects/actions.ts": ["addProject", "close", "remove", "reopen", "saveProject"],
  "app/(register)/responsibilities/bulk-actions.ts": ["chooseBulk", "confirmBulk"],
  "app/(register)/responsibilities/import/actions.ts": ["bringMatrixIn"],
  "app/(register)/responsibilities/hand-over/actions.ts": ["chooseHandOver", "confirmHandOver", "takeHandOverBack"],
  "app/(register)/responsibilities/actions.ts": [
    "changeCell",
    "changeOwner",
    "changeTie",
    "clickCell",
    "giveRoles",
    "takeRole",
    "undoResponsibilities",
  ],
  "app/(register)/responsibilities/grid/actions.ts": ["pressCell"],
  "app/(register)/special-groups/actions.ts": [
    "addSpecialGroup",
    "fillSpecialGroup",
    "removeSpecialGroup",
    "saveSpecialGroup",
    "saveSpecialMembers",
    "undoDeletion",
    "undoMembers",
  ],
  "app/(register)/invoices/actions.ts": ["credit", "issue", "makeDraft", "removeDraft", "saveDraft"],
  "app/(register)/project-tasks/actions.ts": ["addTask", "move", "moveCard", "removeTask", "saveTask"],
  "app/(register)/reports/actions.ts": ["addReport", "removeReport", "saveReport"],
  "app/(register)/jobs/actions.ts": ["retry", "startCheck", "stop"],
  "app/(register)/registry/actions.ts": ["archiveCeased", "decide", "saveReview"],
  "app/(register)/work-orders/actions.ts": [
    "assignTicked",
    "finishTicked",
    "removeOrder",
    "saveOrder",
    "saveProgress",
    "takeOrder",
    "undoTicked",
  ],
  "app/(register)/work-orders/new/actions.ts": ["makeOrders", "takeBack"],
  "app/(register)/work-orders/templates/actions.ts": ["addTemplate", "change", "copy", "saveTemplate"],
  "app/(register)/settings/billing/actions.ts": ["saveOrganisationBilling"],
  "app/(register)/settings/companies/actions.ts": ["add", "change", "remove", "save"],
  "app/(register)/settings/currencies/actions.ts": ["add", "addSeveral", "remove", "save", "saveHome"],
  "app/(register)/settings/switches/actions.ts": ["flip", "flipAnyway"],
  "app/(register)/settings/contacts/actions.ts": ["saveRules"],
  "app/(register)/settings/industries/actions.ts": ["offer"],
  "app/(register)/settings/first-steps/actions.ts": ["putAway"],
  "app/(register)/settings/groups/actions.ts": ["makeFromTemplate"],
  "app/(register)/settings/numbering/actions.ts": ["saveNumbers"],
  "app/(register)/settings/organisation/actions.ts": ["saveName"],
  "app/(register)/settings/people/actions.ts": [
    "deactivate",
    "invite",
    "makeLink",
    "reactivate",
    "save",
    "signOutEverywhere",
    "unlink",
    "viewAs",
  ],
  "app/(register)/settings/permissions/actions.ts": ["add", "remove", "save"],
  "app/(register)/settings/registers/actions.ts": ["add", "change", "merge", "move", "remove", "save"],
  "app/(register)/settings/types/actions.ts": ["addTypical"],
  "app/(register)/settings/vat/actions.ts": ["addRate", "removeRate", "saveRate"],
};

const pages = [
  "/",
  "/_global-error",
  "/_not-found",
  "/account",
  "/contacts",
  "/customers",
  "/customers/[id]",
  "/customers/[id]/settings",
  "/customers/[id]/collaboration",
  "/customers/[id]/financials",
  "/customers/[id]/history",
  "/customers/[id]/sales",
  "/customers/import",
  "/customers/import/[id]",
  "/customers/new",
  "/fault",
  "/groups",
  "/invoices/[id]",
  "/projects/[id]",
  "/projects/[id]/collaboration",
  "/projects/[id]/financials",
  "/jobs/[id]",
  "/registry",
  "/responsibilities",
  "/responsibilities/coverage",
  "/responsibilities/import",
  "/responsibilities/import/[id]",
  "/responsibilities/hand-over",
  "/responsible-persons",
  "/reports",
  "/reports/financials",
  "/set-up/[token]",
  "/settings",
  "/settings/activities",
  "/settings/billing",
  "/settings/companies",
  "/settings/contacts",
  "/settings/currencies",
  "/settings/features",
  "/settings/fields",
  "/settings/groupings",
  "/settings/industries",
  "/settings/groups",
  "/settings/numbering",
  "/settings/organisation",
  "/settings/people",
  "/settings/permissions",
  "/settings/registry",
  "/settings/roles",
  "/settings/sales",
  "/settings/teams",
  "/settings/types",
  "/settings/units",
  "/settings/vat",
  "/sign-in",
  "/special-groups",
  "/work-orders",
  "/work-orders/new",
  "/work-orders/templates",
];
const routes = [
  "/api/auth/[...nextauth]",
  "/api/calendar/[file]",
  "/api/customers/number",
  "/api/files",
  "/api/files/[id]",
  "/api/health/live",
  "/api/health/ready",
  "/api/imports",
  "/api/vcards",
  "/contacts/[id]/vcard",
  "/contacts/export",
  "/customers/[id]/financials/export",
  "/customers/export",
  "/customers/import/[id]/rejected",
  "/customers/import/template",
  "/groups/[id]/export",
  "/reports/export",
  "/reports/financials/export",
  "/responsibilities/export",
  "/responsible-persons/export",
  "/special-groups/[id]/export",
  "/work-orders/export",
];

const built = (file: string) =>
  JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, "../../.next-test", file), "utf8"));

type Reference = { exportedName: string; filename: string };

test("the build has the declared doors and no others", () => {
  const found: Record<string, string[]> = {};
  for (const { exportedName, filename } of Object.values<Reference>(
    built("server/server-reference-manifest.json").node,
  )) {
    found[filename] = [...(found[filename] ?? []), exportedName].sort();
  }
  expect(found).toEqual(actions);
  expect(Object.values<string>(built("app-path-routes-manifest.json")).sort()).toEqual([...pages, ...routes].sort());
});

test("every answer carries the headers that protect the reader", async ({ request }) => {
  for (const address of ["/sign-in", "/nowhere", "/api/health/live", "/api/nowhere", "/_next/static/nothing.js"]) {
    const { headers } = { headers: (await request.get(address, { maxRedirects: 0 })).headers() };
    expect(headers["x-content-type-options"], address).toBe("nosniff");
    expect(headers["referrer-policy"], address).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"], address).toBe("same-origin");
    expect(headers["x-powered-by"], address).toBeUndefined();
  }
  const policy = (await request.get("/sign-in")).headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/);
  expect(policy).not.toContain("unsafe-inline");
});

test("without an identity provider nothing answers under its address", async ({ request }) => {
  for (const step of ["signin/oidc", "callback/oidc?code=1&state=1", "session", "providers", "csrf", "signout"]) {
    expect((await request.get(`/api/auth/${step}`)).status(), step).toBe(404);
    expect((await request.post(`/api/auth/${step}`, { form: {} })).status(), step).toBe(404);
  }
  const page = await (await request.get("/sign-in?refused=refused")).text();
  expect(page).not.toContain("/api/auth");
  expect(page).not.toContain('role="alert"');
});

test("a form posted from a foreign page, or from nowhere, changes nothing", async ({ request, baseURL }) => {
  const actionId = Object.entries<Reference>(built("server/server-reference-manifest.json").node).find(
    ([, one]) => one.exportedName === "enter",
  )?.[0];
  const post = (headers: Record<string, string>) =>
    request.post("/sign-in", {
      headers,
      multipart: { [`$ACTION_ID_${actionId}`]: "", email: "aino@demo.example", password: "only-for-tests" },
      maxRedirects: 0,
    });
  const foreign: Record<string, string>[] = [{ origin: "https://evil.example" }, { origin: "null" }, {}];
  for (const headers of foreign) {
    const answer = await post(headers);
    expect(answer.headers()["set-cookie"] ?? "", JSON.stringify(headers)).not.toContain("kumppani=");
  }
  expect(baseURL).toBeTruthy();
});
