import type { Mark } from "./organisation.ts";
import type { Money, ProjectMoney } from "./organisation-money.ts";

/** Days as yyyy-mm-dd. A contact is the place among the customer's contacts, the first one being 0. */
export type Task<P = string> = {
  title: string;
  status: "todo" | "doing" | "done";
  assignee?: P;
  dueOn?: string;
  completedAt?: Date;
};

export type Project<P = string, K = string> = {
  customer: K;
  number: string;
  name: string;
  status: "planned" | "active" | "onHold" | "closed";
  manager?: P;
  participants?: readonly { who: P; role?: string }[];
  contact?: number;
  startsOn?: string;
  endsOn?: string;
  description?: string;
  tasks?: readonly Task<P>[];
  created: Mark<P>;
} & ProjectMoney;

export type SalesCase<P = string, K = string, J = string> = {
  customer: K;
  name: string;
  /** Which of the steps of selling, by its English name. */
  step: "Opportunity" | "Quote sent" | "Negotiation" | "Won" | "Lost";
  expectedValue?: string;
  currency?: string;
  expectedOn?: string;
  owner?: P;
  contact?: number;
  project?: J;
  closedAt?: Date;
  lostReason?: string;
  created: Mark<P>;
};

export type Activity<P = string, K = string, J = string, S = string> = {
  customer: K;
  /** Code of its type, which says whether it is a to-do, a calendar entry or a note. */
  type: "todo" | "call" | "meeting" | "visit" | "note";
  title: string;
  body?: string;
  owner?: P;
  project?: J;
  salesCase?: S;
  dueOn?: string;
  startsAt?: Date;
  endsAt?: Date;
  isAllDay?: boolean;
  place?: string;
  isPinned?: boolean;
  isPrivate?: boolean;
  /** Who takes part, besides the owner. */
  colleagues?: readonly P[];
  contacts?: readonly number[];
  created: Mark<P>;
  completed?: Mark<P>;
};

/** A link has an address, a file its bytes. */
export type Document<P = string, K = string, J = string> = {
  customer: K;
  project?: J;
  contact?: number;
  name: string;
  description?: string;
  keywords?: string;
  url?: string;
  content?: { mediaType: string; bytes: Buffer };
  created: Mark<P>;
};

export type Relation<K = string> = {
  customer: K;
  related: K;
  kind: "partner" | "landlord" | "billingAgent" | "propertyManager" | "other";
  note?: string;
};

/** What is to be done for one customer or several, and who may see it. Role, team and group by their keys. */
export type WorkOrder<P = string, K = string> = {
  title: string;
  description?: string;
  visibility: "everyone" | "responsibles" | "role" | "people" | "team";
  role?: string;
  team?: string;
  people?: readonly P[];
  /** Whose members it is for. */
  group?: string;
  followsMembers?: boolean;
  dueOn?: string;
  each: readonly {
    customer: K;
    status?: "open" | "inProgress" | "done" | "cancelled";
    assignee?: P;
    note?: string;
    completed?: Mark<P>;
  }[];
  created: Mark<P>;
};

export type WorkOrderTemplate<P = string> = Pick<WorkOrder<P>, "title" | "description" | "visibility" | "role"> & {
  name: string;
  assignTo?: "nobody" | "owner";
  dueInDays?: number;
};

/** What is done for and with the customers. */
export type Work = {
  relations: readonly Relation[];
  projects: Record<string, Project>;
  salesCases: Record<string, SalesCase>;
  activities: Record<string, Activity>;
  files: Record<string, Document>;
  workOrders: readonly WorkOrder[];
  workOrderTemplates: readonly WorkOrderTemplate[];
} & Money;
