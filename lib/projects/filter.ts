import { known, oneOf, type Params } from "@/lib/list-address";

/** Which projects a card shows. */
export const shownProjects = ["all", "open", "closed"] as const;

export type ProjectFilter = {
  shown: (typeof shownProjects)[number];
  /** How many times a page of rows. */
  show: number;
};

/** Rows that a card shows at once. */
export const pageSize = 50;

/** As the address says it: `?projects=open&projectsShow=2`. */
export const projectFilter = (params: Params): ProjectFilter => ({
  shown: known(shownProjects, oneOf(params, "projects")) ?? "all",
  show: Math.min(Math.max(Math.trunc(Number(oneOf(params, "projectsShow"))) || 1, 1), 100),
});

/** What is usual is left out. */
export const projectQuery = ({ shown, show }: ProjectFilter) => ({
  projects: shown === "all" ? null : shown,
  projectsShow: show === 1 ? null : show,
});
