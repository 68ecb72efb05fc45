import { idOf, oneOf, type Params, searchOf } from "@/lib/list-address";

/** Whom one looks for among the people, and which fifty of them. */
export type SightFilter = { q: string; page: number };

export const sightFilter = (params: Params): SightFilter => ({
  q: searchOf(params),
  page: Math.min(idOf(oneOf(params, "page")) ?? 1, 10_000),
});
