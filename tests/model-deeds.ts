import type { Values } from "@/lib/access/post";
import type { Actor, Answer, Company, Fields, Group, Known, Register } from "./modelling";

/** A form that somebody sends, what has to come of it, and what the register is like once it was saved. */
export type Deed = {
  door: "create" | "update" | "archive" | "unarchive" | "remove" | "restore" | "cell" | "import" | "numbering";
  by: Actor;
  values: Values;
  answer: Answer;
  /** @param ids of what was made, in order */
  done: (ids: number[]) => void;
};

/** Every kind of deed by what was drawn for it. Null where there is nothing to do it to. */
export type Drawn = {
  by: Actor;
  /** Which customer, counted round. */
  at: number;
  /** How many versions ago the form was opened. */
  ago: number;
  company: Company;
  group: Group | null;
  owner: Actor | null | "unsaid";
  /** "ahead": one that a series will come to; "taken": somebody's; "own": one it has had. */
  number: "unsaid" | "ahead" | "taken" | "own";
  steps: number;
  website: string;
  description: string;
  said: (keyof Fields)[];
  isConfirmed: boolean;
  isOn: boolean;
  names: string[];
};

const sure = { confirmed: ["leavesReach"] };

function targetOf({ customers }: Register, { at }: Drawn): Known | null {
  return customers[at % Math.max(customers.length, 1)] ?? null;
}

function numberIn(register: Register, { number, steps, at }: Drawn, groupId: string, own: Known | null) {
  if (number === "ahead") return String(register.nextNumber(groupId) + steps);
  if (number === "taken") return register.customers[(at + 1) % Math.max(register.customers.length, 1)]?.number;
  return number === "own" ? own?.numbers[0] : undefined;
}

function create(register: Register, drawn: Drawn): Deed {
  const { by, isConfirmed, names } = drawn;
  // Sven makes customers of his own company.
  const company = by === "sven" ? "ab" : drawn.company;
  const groupId = register.idOf(drawn.group);
  const ownerId = register.idOf(drawn.owner === "unsaid" ? by : drawn.owner);
  const number = numberIn(register, drawn, groupId, null);
  const name = names[0] ?? "";
  const mayOwn = by === "maija" || ownerId === "" || ownerId === register.idOf("sven");
  const isSeen = isConfirmed || register.reaches(by, { company, groupId, ownerId, isSvens: false });
  const isFree = number === undefined || !register.isTaken(number, null);
  const made = { name, company, groupId, ownerId, ...(number !== undefined && { number }) };
  return {
    door: "create",
    by,
    values: {
      ...{ company, name, country: "FI", groupId },
      ...(drawn.owner !== "unsaid" && { ownerId }),
      ...(number !== undefined && { number }),
      ...(isConfirmed && sure),
    },
    answer: !mayOwn || !isFree ? "refused" : isSeen ? "done" : "asked",
    done: ([id = 0]) => register.add({ id, stage: "prospect", ...made }),
  };
}

function update(register: Register, drawn: Drawn): Deed | null {
  const customer = targetOf(register, drawn);
  if (!customer) return null;
  const { by, isConfirmed } = drawn;
  const all: Fields = {
    website: drawn.website,
    description: drawn.description,
    groupId: register.idOf(drawn.group),
    ownerId: register.idOf(drawn.owner === "unsaid" ? by : drawn.owner),
    number: numberIn(register, drawn, customer.groupId, customer) ?? customer.number,
  };
  const sent = Object.fromEntries(drawn.said.map((field) => [field, all[field]])) as Partial<Fields>;
  const version = Math.max(1, customer.version - drawn.ago);
  const left = register.merged(customer, version, sent);
  return {
    door: "update",
    by,
    values: { id: customer.id, version, ...sent, ...(isConfirmed && sure) },
    answer: answerTo(register, drawn, customer, left),
    done: () => register.edit(customer, left ?? {}),
  };
}

function answerTo(register: Register, { by, isConfirmed }: Drawn, customer: Known, left: Partial<Fields> | null) {
  if (!register.isOpen(by, customer)) return "absent";
  if (left === null) return "conflict";
  const after = { ...customer, ...left };
  const mayOwn = by === "maija" || ["", customer.ownerId, register.idOf("sven")].includes(after.ownerId);
  if (customer.isArchived || !mayOwn || register.isTaken(after.number, customer)) return "refused";
  return isConfirmed || register.reaches(by, after) ? "done" : "asked";
}

/** What says nothing but which customer it is about. */
function plain(
  door: Deed["door"],
  change: (customer: Known) => void,
  isThere: (register: Register, by: Actor, customer: Known) => boolean,
) {
  return (register: Register, drawn: Drawn): Deed | null => {
    const customer = targetOf(register, drawn);
    if (!customer) return null;
    const answer = isThere(register, drawn.by, customer) ? "done" : "absent";
    return { door, by: drawn.by, values: { id: customer.id }, answer, done: () => change(customer) };
  };
}

const isOpen = (register: Register, by: Actor, customer: Known) => register.isOpen(by, customer);
const mayDelete = (register: Register, by: Actor, customer: Known) => by === "maija" && isOpen(register, by, customer);

const archive = plain(
  "archive",
  (customer) => {
    if (!customer.isArchived) customer.version += 1;
    customer.isArchived = true;
    customer.log.push("customer.archived");
  },
  isOpen,
);
const unarchive = plain(
  "unarchive",
  (customer) => {
    customer.version += 1;
    customer.isArchived = false;
    customer.log.push("customer.unarchived");
  },
  isOpen,
);
const remove = plain(
  "remove",
  (customer) => {
    customer.version += 1;
    customer.isDeleted = true;
    customer.log.push("customer.deleted");
  },
  mayDelete,
);
const restore = plain(
  "restore",
  (customer) => {
    customer.version += 1;
    customer.isDeleted = false;
    customer.log.push("customer.restored");
  },
  (_, by, customer) => by === "maija" && customer.isDeleted,
);

/** Maija makes Sven responsible, or not any more. */
function cell(register: Register, drawn: Drawn): Deed | null {
  const customer = targetOf(register, drawn);
  if (!customer) return null;
  const { by, isOn } = drawn;
  const owns = customer.ownerId === register.idOf("sven");
  const isThere = by === "maija" && register.isOpen(by, customer);
  const isRefused = customer.isArchived || (owns && !isOn);
  return {
    door: "cell",
    by,
    values: { cell: `customer:${customer.id}:${register.idOf("sven")}:${isOn ? "on" : "off"}` },
    answer: !isThere ? "absent" : isRefused ? "refused" : "done",
    done: () => {
      if (owns || customer.isSvens === isOn) return;
      customer.isSvens = isOn;
      customer.log.push("responsibility.changed");
    },
  };
}

/** A file of two rows, one of which may lack its name. */
function bringIn(register: Register, { company, group, names, isOn }: Drawn): Deed {
  const lines = isOn ? names : [names[0] ?? "", ""];
  const groupId = register.idOf(group);
  return {
    door: "import",
    by: "maija",
    values: { lines, company, groupId },
    answer: "done",
    done: (ids) => {
      for (const [at, name] of lines.filter(Boolean).entries())
        register.add({ id: ids[at] ?? 0, name, company, stage: "active", groupId });
    },
  };
}

function numbering(register: Register, { by, steps, at }: Drawn): Deed {
  const start = 50_000 + at * 7 + steps;
  return {
    door: "numbering",
    by,
    values: { numberingStart: String(start) },
    answer: by === "maija" ? "done" : "absent",
    done: () => {
      register.start = start;
    },
  };
}

/** What people do, by its name. */
export const deeds = { create, update, archive, unarchive, remove, restore, cell, bringIn, numbering };
