import type { Context, On, Word } from "./furnishing";

/** Finnish business IDs with their check digit, one for each place. */
export const businessIds = [
  "9100000-5",
  "9100001-3",
  "9100002-1",
  "9100004-8",
  "9100005-6",
  "9100006-4",
  "9100007-2",
  "9100008-0",
  "9100009-9",
];

/** What registers have said of a customer: it waits in the queue, somebody asked on the card, the directory knows it. */
export async function registered(businessId: string, word: Word, on: On, { put, employees }: Context) {
  const said = { ...on, register: "prh", fetched_at: new Date(), status: "active", differing: ["name", "website"] };
  const comparison = await put("registry_comparisons", {
    ...said,
    record: JSON.stringify(recordOf(businessId, word("register"))),
    queued: true,
  });
  const askedComparison = await put("registry_comparisons", {
    ...said,
    record: JSON.stringify(recordOf(businessId, word("asked"))),
    asked_by: employees.administrator,
  });
  const digits = businessId.replace("-", "");
  const participant = {
    id: `0216:0037${digits}`,
    scheme: "0216",
    address: `0037${digits}`,
    name: word("register"),
    country: "FI",
    receives: "invoices",
  };
  await put("registry_answers", {
    register: "peppol",
    question: `id:${participant.id}`,
    answer: JSON.stringify({ participants: [participant] }),
    expires_at: new Date(Date.now() + 86_400_000),
  });
  return { comparison, askedComparison, digits: Number(digits) };
}

function recordOf(businessId: string, word: string) {
  return {
    ...{ businessId, name: word, formerNames: [], form: {}, status: "active", statusOn: null },
    ...{ visiting: null, postal: null, email: null, phone: null, website: `https://${word}.example` },
    ...{ industryCode: null, staff: null, isVatRegistered: null },
  };
}
