import { type Action, any, form, on, type Rest } from "./action";
import { settings } from "./settings-actions";

const click = (row: string, needs: string, rest: Rest = {}) => on(row, needs, { ...form, ...rest });
const card = "customers.read";
const edit = "customers.edit";
const decides = `registry and ${edit}`;
/** As the directory names the customer of the place. */
const participant = "0216:0037{digits}";
const onCard = { bound: [{ customerId: "{customer}", projectId: null, tab: "contact" }] };
/** Those named among others are told apart, or passed over. */
const members = { of: "customer", tells: true } as const;
const ticked = { ...members, bound: [""] };
const tickedOrders = { ...ticked, of: "order" };
const cell = "customer:{customer}:{mate}";
const keepsGroups = "groups and customers.read";
const assigns = "responsibilities and assignOthers and customers.read";

const files: Record<string, Record<string, Action>> = {
  account: {
    savePreferences: any("signed in", { theme: "dark" }, form),
    saveKeyFigures: any("signed in", { list: "" }),
    endOthers: any("signed in", {}, form),
    renewCalendar: any("signed in"),
    revokeCalendar: on("feed", "signed in", { ...form, of: "administrators" }),
    stopViewing: any("signed in", {}, form),
  },
  activities: {
    complete: on("activity", card, { ...form, form: { entry: "activity.{activity}" }, of: "ownedActivity" }),
    reopen: on("doneActivity", card, { ...form, form: { entry: "activity.{doneActivity}" }, of: "ownedActivity" }),
  },
  contacts: {
    markKeyword: any("customers.all", { id: "{keyword}", contacts: "{contact}", change: "add" }, ticked),
    markRole: any("customers.all", { id: "{contactRole}", contacts: "{contact}", change: "add" }, ticked),
    addList: any(card, { name: "qz" }),
    saveList: on("list", card, { of: "administrators", form: { name: "qz" } }),
    removeList: on("list", card, { of: "administrators" }),
  },
  "customers/[id]/activities": {
    addActivity: on("customer", edit, { form: { title: "qz", kind: "todo" } }),
    saveNewActivity: on("customer", edit, { form: { title: "qz", kind: "todo" } }),
    saveActivity: on("activity", edit, { form: { title: "qz" } }),
    removeActivity: on("activity", edit, { of: "others" }),
    completeTicked: on("customer", edit, { form: { activities: "{activity}" } }),
    reopenTicked: on("customer", edit, { form: { activities: "{doneActivity}" } }),
    reassignTicked: on("customer", edit, { form: { activities: "{activity}", ownerId: "{mate}" } }),
  },
  customers: {
    addCustomer: any(edit, { id: "{home}", name: "qz", country: "FI" }, { of: "home" }),
    saveCustomer: on("customer", edit, { form: { name: "qz" } }),
    saveHeader: on("customer", edit, { form: { name: "qz" }, bound: ["contact"] }),
    letStageFollow: click("customer", edit, { bound: ["contact"] }),
    archive: on("customer", edit),
    unarchive: click("customer", edit),
    remove: on("customer", "deleteCustomer"),
    bringBack: on("customer", "deleteCustomer", { of: "binned" }),
    addToGroup: any("groups", { id: "{group}", members: "{customer}" }, members),
  },
  "customers/[id]/addresses": {
    saveNewAddress: on("customer", edit, { form: { street: "qz", city: "qz", country: "FI" } }),
    saveAddress: on("address", edit, { form: { street: "qz" } }),
    deleteAddress: on("secondAddress", edit),
    saveHeadOffice: on("secondAddress", edit),
  },
  "customers/[id]/contacts": {
    deactivate: click("contact", edit, { bound: ["{customer}"] }),
    eraseForGood: on("contact", "eraseContact", { form: { word: "canary0card0{place}" } }),
    reactivate: click("inactiveContact", edit, { bound: ["{customer}"] }),
    saveContact: on("contact", edit, { form: { title: "qz" } }),
    saveNewContact: on("customer", edit, { form: { lastName: "qz" } }),
  },
  files: {
    removeFile: on("file", edit, { ...onCard, of: "others" }),
    saveFile: on("file", edit, { ...onCard, of: "others", form: { name: "qz" } }),
    saveNewLink: on("customer", edit, { ...onCard, form: { name: "qz", url: "https://qz.example" } }),
  },
  "customers/[id]/history": { restoreEarlier: on("customer", edit, { form: { change: "{change}" } }) },
  "customers/[id]/registry": {
    askRegister: click("customer", decides),
    takeFromRegister: on("customer", decides, { form: { fields: "website", comparison: "{comparison}" } }),
  },
  "customers/[id]/relations": {
    deleteRelation: click("relation", edit, { of: "relation", bound: ["{customer}"] }),
    saveRelation: on("customer", edit, { form: { relatedId: "{partner}", kind: "other" } }),
  },
  "customers/[id]/units": {
    saveMainUnit: on("customer", edit, { form: { parentId: "{partner}" } }),
    saveSubUnit: on("customer", edit, { form: { unitId: "{partner}" }, tells: true }),
  },
  "customers/[id]/companies": {
    endCompany: on("related", "customers.all", { of: "everywhere" }),
    saveHome: on("customer", "customers.all", { of: "everywhere", form: { companyId: "{company}" } }),
    saveNewCompany: on("customer", "customers.all", { of: "everywhere", form: { companyId: "{company}" } }),
    saveRelatedCompany: on("related", edit, { of: "everywhere", form: { number: "qz" } }),
  },
  "customers/[id]/sales": {
    addSale: on("customer", `${edit} and sales.own`, { form: { name: "qz", statusId: "{status}" } }),
    markLost: on("sale", "sales.own", { of: "editedSale", form: { lostReason: "qz" } }),
    markWon: on("sale", "sales.own", { of: "editedSale" }),
    removeSale: on("sale", "sales.own", { of: "editedSale" }),
    reopen: on("sale", "sales.own", { of: "editedSale" }),
    saveSale: on("sale", "sales.own", { of: "editedSale", form: { name: "qz" } }),
  },
  "customers/[id]/settings": {
    resetBilling: click("customer", edit, { bound: ["{customer}"], form: { paymentTerm: "" } }),
    resetCompanyBilling: click("related", edit, { of: "everywhere", bound: ["{customer}"], form: { paymentTerm: "" } }),
    saveBilling: on("customer", edit, { form: { paymentTerm: "9" } }),
    saveCompanyBilling: on("related", edit, { of: "everywhere", form: { paymentTerm: "9" } }),
    saveGroupings: on("customer", edit, { form: { tags: "{tag}" } }),
  },
  "customers/[id]/settings/einvoice": {
    findAddress: click("customer", decides, { form: { customer: "{customer}" } }),
    takeAddress: on("customer", decides, { form: { customer: "{customer}", participant } }),
    takeCompanyAddress: on("related", decides, {
      of: "everywhere",
      form: { customer: "{customer}", participant },
    }),
  },
  "customers/import": {
    beginImport: on("import", "import and customers.edit", { of: "administrators" }),
    bringIn: on("import", "import and customers.edit", { of: "administrators" }),
    saveColumns: on("import", "import and customers.edit", { of: "administrators", form: { "column.0": "name" } }),
  },
  groups: {
    addGroup: any("groups", { name: "qz" }),
    removeGroup: any(keepsGroups, { id: "{group}" }),
    saveGroup: any(keepsGroups, { id: "{group}", name: "qz" }),
    saveGroupBilling: any(keepsGroups, { id: "{group}", paymentTerm: "9" }),
    saveMembers: any("groups", { id: "{group}", members: "{customer}" }, members),
    saveSellers: any(keepsGroups, { id: "{group}", sellers: "{mate}" }),
    undoRemoval: any("groups", { id: "{deletedGroup}" }, form),
  },
  "projects/[id]/months": {
    fillOrSave: on("project", "money.read", {
      of: "editedProject",
      form: { id: "{customer}", projectId: "{project}", kind: "actual", year: "2026", "2.revenue": "1" },
    }),
  },
  projects: {
    addProject: on("customer", "projects.own and customers.edit", { form: { name: "qz" } }),
    close: click("project", "projects.own", { of: "editedProject" }),
    remove: on("project", "projects.own", { of: "editedProject" }),
    reopen: click("project", "projects.own", { of: "editedProject" }),
    saveProject: on("project", "projects.own", { of: "editedProject", form: { name: "qz" } }),
  },
  "responsibilities/bulk": {
    chooseBulk: any("responsibilities", { panel: "bulk.column.{mate}", where: "" }, { tells: true }),
    confirmBulk: any("responsibilities", { panel: "bulk.column.{mate}", where: "", plan: "" }, { tells: true }),
  },
  "responsibilities/import": {
    bringMatrixIn: on("matrixImport", "import and responsibilities", { of: "administrators" }),
  },
  "responsibilities/hand-over": {
    chooseHandOver: any(assigns, { fromId: "{person}", toId: "{mate}", startsOn: "2099-01-01", parts: "owners" }),
    confirmHandOver: any(assigns, { fromId: "{person}", toId: "{mate}", startsOn: "2099-01-01", parts: "owners" }),
    takeHandOverBack: any("responsibilities and assignOthers", { id: "{handOver}" }, { ...form, of: "unlimited" }),
  },
  responsibilities: {
    changeCell: on("customer", assigns, { form: { cell: `${cell}:on` } }),
    changeOwner: on("customer", assigns, {
      form: { row: "customer:{customer}", ownerId: "{mate}", former: "{person}" },
    }),
    changeTie: on("customer", assigns, {
      form: { row: "customer:{customer}", employeeId: "{aide}", tie: "{tie}", note: "qz" },
    }),
    clickCell: click("customer", assigns, { form: { cell: `${cell}:on` } }),
    giveRoles: on("customer", assigns, { form: { row: "customer:{customer}", employeeId: "{mate}", note: "qz" } }),
    takeRole: on("customer", assigns, { form: { row: "customer:{customer}", employeeId: "{aide}", tie: "{tie}" } }),
    undoResponsibilities: any("responsibilities and assignOthers", { id: "{tieChange}" }, form),
  },
  "responsibilities/grid": { pressCell: on("customer", assigns, { takes: "value", bound: [`${cell}:on`] }) },
  "special-groups": {
    addSpecialGroup: any("groups", { name: "qz" }),
    fillSpecialGroup: any("groups", { id: "{specialGroup}", members: "{customer}" }, members),
    removeSpecialGroup: any("groups", { id: "{specialGroup}" }),
    saveSpecialGroup: any("groups", { id: "{specialGroup}", name: "qz" }),
    saveSpecialMembers: any("groups", { id: "{specialGroup}", members: "{customer}" }, members),
    undoDeletion: any("groups", { id: "{deletedSpecialGroup}" }, form),
    undoMembers: any("groups", { id: "{specialGroup}" }, form),
  },
  invoices: {
    credit: on("customer", `${edit} and money.read`, { of: "ownInvoice", form: { invoiceId: "{invoice}" } }),
    issue: on("invoice", `${edit} and money.read`, { of: "invoice" }),
    makeDraft: on("customer", `${edit} and money.read`),
    removeDraft: on("invoice", `${edit} and money.read`, { of: "ownInvoice" }),
    saveDraft: on("invoice", `${edit} and money.read`, { of: "ownInvoice", form: { note: "qz" } }),
  },
  notes: {
    addNote: on("customer", edit, { ...onCard, form: { title: "qz", kind: "note" } }),
    pinNote: click("note", edit, { form: { pin: "{note}.true" } }),
    putAway: click("mention", card, { of: "administrators", form: { mention: "{mention}" } }),
    removeNote: on("note", edit, { ...onCard, of: "others" }),
    saveNote: on("note", edit, { ...onCard, form: { title: "qz" } }),
  },
  "project-tasks": {
    addTask: on("customer", "projects.own", {
      of: "editedProject",
      tells: true,
      form: { projectId: "{project}", title: "qz" },
    }),
    move: click("task", "projects.own", { of: "editedProject", form: { move: "{task}:doing:" } }),
    moveCard: on("task", "projects.own", { of: "editedProject", takes: "value", bound: ["{task}:doing:"] }),
    removeTask: on("task", "projects.own", { of: "editedProject" }),
    saveTask: on("task", "projects.own", { of: "editedProject", form: { title: "qz" } }),
  },
  reports: {
    addReport: any("reports", { name: "qz", address: "" }),
    removeReport: on("report", "reports", { of: "administrators" }),
    saveReport: on("report", "reports", { of: "administrators", form: { name: "qz" } }),
  },
  jobs: {
    retry: click("job", decides),
    startCheck: any(decides, { members: "{customer}" }, members),
    stop: click("job", "signed in"),
  },
  registry: {
    archiveCeased: on("customer", edit, { bound: [""] }),
    decide: any(decides, { one: "leave.{comparison}.1" }, { ...form, of: "customer", bound: [""] }),
    saveReview: any(decides, { decision: "leave", comparison: "{comparison}" }, { of: "customer", bound: ["", null] }),
  },
  "work-orders": {
    assignTicked: any("workOrders.edit", { orders: "{order}", assigneeId: "{mate}" }, tickedOrders),
    finishTicked: any("workOrders.own", { orders: "{order}" }, tickedOrders),
    removeOrder: on("order", "workOrders.edit", { bound: [""] }),
    saveOrder: on("workOrder", "workOrders.edit", { of: "order", bound: [""], form: { title: "qz" } }),
    saveProgress: on("order", "workOrders.own", { of: "doneOrder", bound: [""], form: { note: "qz" } }),
    takeOrder: click("order", "workOrders.own"),
    undoTicked: any("workOrders.own", { undo: "" }, { ...form, bound: [""] }),
  },
  "work-orders/new": {
    makeOrders: any("workOrders.edit and customers.read", { customer: "{customer}", title: "qz" }, members),
    takeBack: click("madeOrder", "workOrders.edit", { of: "administrators" }),
  },
  "work-orders/templates": {
    addTemplate: any("workOrders.edit", { name: "qz", title: "qz" }),
    change: any("workOrders.edit", { id: "{template}", to: "disabled" }, form),
    copy: any("workOrders.edit", { id: "{template}" }, form),
    saveTemplate: any("workOrders.edit", { id: "{template}", title: "qz" }),
  },
  ...settings,
};

/** By the file and the name that the build knows them by. */
export const actions: Readonly<Record<string, Action>> = Object.fromEntries(
  Object.entries(files).flatMap(([file, some]) =>
    Object.entries(some).map(([name, action]) => [
      `app/(register)/${file}${file.endsWith("/bulk") ? "-" : "/"}actions.ts ${name}`,
      action,
    ]),
  ),
);

/** What somebody calls who is nobody yet: their own tests try them. */
export const before = [
  "app/sign-in/actions.ts chooseLanguage",
  "app/sign-in/actions.ts enter",
  "app/sign-in/actions.ts signOut",
  "app/set-up/[token]/actions.ts setUp",
];
