import { idOf, oneOf, type Params, searchOf } from "@/lib/list-address";

export const pageSize = 20;
const mostPages = 50;

/** What the address of a card says about its notes. Nonsense becomes the default, never an error. */
export type NoteFilter = {
  q: string;
  /** Those of one project, or with "none" those of the customer itself. */
  project: number | "none" | null;
  /** How many pages are shown one below the other. */
  show: number;
};

export function noteFilter(params: Params): NoteFilter {
  return {
    q: searchOf({ q: params.notes }),
    project: oneOf(params, "notesProject") === "none" ? "none" : idOf(oneOf(params, "notesProject")),
    show: Math.min(idOf(oneOf(params, "notesPages")) ?? 1, mostPages),
  };
}

/** The filter as the address says it; what is the default is left out. */
export const noteQuery = ({ q, project, show }: NoteFilter) => ({
  notes: q || null,
  notesProject: project,
  notesPages: show > 1 ? show : null,
});
