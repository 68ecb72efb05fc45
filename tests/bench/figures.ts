import type { Budget, Figure } from "./budgets.ts";
import type { App, Server } from "./server.ts";

/** Everything that this run has measured so far, in its order. */
export const figures: Figure[] = [];

export function figure(name: string, unit: Figure["unit"], measured: number, budget?: Budget, note?: string): void {
  figures.push({ name, unit, measured, budget, note });
}

/** A figure of a page. The report has a column for each name. */
export function ofPage(page: string, name: string, unit: Figure["unit"], measured: number, budget?: Budget): void {
  figures.push({ page, name, unit, measured, budget });
}

/** @returns what the work gave, and the seconds of processor time that app and database took for it */
export async function costing<T>(server: Server, app: App, work: () => Promise<T>): Promise<[T, number]> {
  const before = app.cpu() + server.cpu();
  const result = await work();
  return [result, (app.cpu() + server.cpu() - before) / 1000];
}
