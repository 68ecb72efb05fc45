/** A figure of a run. Without a budget it is there to be looked at. */
export type Figure = {
  /** The page it is about, where it is about one. */
  page?: string;
  name: string;
  measured: number;
  unit: "×" | "ms" | "s" | "rows/s" | "MB" | "KB" | "statements" | "plans" | "answers";
  budget?: Budget;
  note?: string;
};
export type Budget = { atMost: number } | { atLeast: number };

/** What `npm run bench` promises at 100,000 customers (README, “Speed”). Ratios are of figures of the same run. */
export const budgets = {
  /** Processor time of the app for a list or a card, against an empty page of the same person. */
  pageAgainstEmpty: { atMost: 2 },
  /** The same page at 100,000 customers against 1,000. */
  growth: { atMost: 1.5 },
  listStatements: { atMost: 4 },
  cardStatements: { atMost: 6 },
  matrixStatements: { atMost: 5 },
  /** 25 customers × 40 employees of 5,000 × 300, against the list there. */
  matrixAgainstList: { atMost: 4 },
  xlsxRows: { atLeast: 40_000 },
  csvRows: { atLeast: 100_000 },
  firstByte: { atMost: 1_000 },
  exportMemory: { atMost: 100 },
  /** How much longer others wait while a file goes out (p95). */
  othersMeanwhile: { atMost: 2 },
  importRows: { atLeast: 4_000 },
  duplicateCheck: { atMost: 10 },
  ownScript: { atMost: 15 },
  loadSeconds: { atMost: 120 },
  /** Plans that read a big table from end to end. */
  wholeTables: { atMost: 0 },
  /** Answers that were no page. */
  failures: { atMost: 0 },
} as const satisfies Record<string, Budget>;

export function isMet({ measured, budget }: Figure): boolean | null {
  if (!budget) return null;
  return "atMost" in budget ? measured <= budget.atMost : measured >= budget.atLeast;
}

export const inWords = (budget: Budget | undefined): string => {
  if (!budget) return "";
  return "atMost" in budget ? `≤ ${budget.atMost}` : `≥ ${budget.atLeast}`;
};
