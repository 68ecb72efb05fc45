import type { Permission } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";

/** Where key figures stand: above the customer list, and on a customer's card about that customer alone. */
export const places = ["list", "card"] as const;
export type Place = (typeof places)[number];

/** The figures of each place, in their order. */
export const figuresOf = {
  list: ["marginYear", "billingMonth", "activeCustomers", "pipeline"],
  card: ["billingMonth", "marginYear", "openSales", "openProjects", "lastInvoice"],
} as const;
export type ListFigure = (typeof figuresOf.list)[number];
export type CardFigure = (typeof figuresOf.card)[number];
type FigureOf<P extends Place> = (typeof figuresOf)[P][number];

/** A figure as a person's choice is kept: "card.openSales". */
export type FigureName = { [P in Place]: `${P}.${FigureOf<P>}` }[Place];

const needed: Record<ListFigure | CardFigure, Permission> = {
  marginYear: "money.read",
  billingMonth: "money.read",
  lastInvoice: "money.read",
  activeCustomers: "customers.read",
  pipeline: "sales.own",
  openSales: "sales.own",
  openProjects: "projects.own",
};

/** The figures of a place that the viewer's rights allow. */
export const figuresFor = <P extends Place>(viewer: Viewer, place: P): FigureOf<P>[] =>
  (figuresOf[place] as readonly FigureOf<P>[]).filter((figure) => viewer.can(needed[figure]));

/** Those that the viewer wants to see there: all of them until something is chosen. */
export function figuresShown<P extends Place>(viewer: Viewer, place: P): FigureOf<P>[] {
  const { keyFigures } = viewer.facts;
  return figuresFor(viewer, place).filter((figure) => !keyFigures || keyFigures.includes(`${place}.${figure}`));
}

type Chosen = { [P in Place]?: readonly FigureOf<P>[] };

/**
 * What is kept when somebody chooses: a place left out, and figures that they are not offered there, stay as they were.
 * @param held what was chosen before; null = the usual figures
 */
export function chosenFigures(viewer: Viewer, held: readonly string[] | null, chosen: Chosen): FigureName[] {
  const isWanted = (place: Place, figure: FigureOf<Place>) => {
    const wanted: readonly string[] | undefined = chosen[place];
    const isOffered = viewer.can(needed[figure]);
    return wanted && isOffered ? wanted.includes(figure) : !held || held.includes(`${place}.${figure}`);
  };
  return places.flatMap((place) =>
    figuresOf[place].filter((figure) => isWanted(place, figure)).map((figure) => `${place}.${figure}` as FigureName),
  );
}
