import { wholeNumber } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import type { Joined } from "@/lib/projects/rules";
import { mayWorkIn } from "@/lib/projects/rules";

/** Where notes and files stand: a tab of a customer's card, or of the card of one of its projects. */
export type CardPlace = {
  viewer: Viewer;
  customer: { id: number; name: string; archivedAt: Date | null };
  project: (Joined & { id: number; name: string }) | null;
  tab: "contact" | "collaboration";
  query: Params;
};

/** As far as an address goes: what an action is bound to. */
export type PlaceKey = { customerId: number; projectId: number | null; tab: CardPlace["tab"] };

type OfCustomer = Pick<CardPlace, "viewer" | "customer" | "query">;

export const onCustomer = ({ viewer, customer, query }: OfCustomer, tab: CardPlace["tab"]): CardPlace => ({
  viewer,
  customer,
  project: null,
  tab,
  query,
});

type Project = Joined & { id: number; name: string; customerId: number; customerName: string; archivedAt: Date | null };
type OfProject = Pick<CardPlace, "viewer" | "query"> & { project: Project };

export const onProject = ({ viewer, project, query }: OfProject): CardPlace => ({
  viewer,
  customer: { id: project.customerId, name: project.customerName, archivedAt: project.archivedAt },
  project,
  tab: "collaboration",
  query,
});

export const keyOf = ({ customer, project, tab }: CardPlace): PlaceKey => ({
  customerId: customer.id,
  projectId: project?.id ?? null,
  tab,
});

/** Where an action stands. Whoever calls one by hand may bind anything to it. */
export const placeFrom = (bound: PlaceKey | null | undefined): PlaceKey => ({
  customerId: wholeNumber(bound?.customerId) ?? 0,
  projectId: wholeNumber(bound?.projectId),
  tab: bound?.tab === "collaboration" ? "collaboration" : "contact",
});

export function pathAt(place: PlaceKey, query?: Parameters<typeof paths.customerTab>[2]): string {
  const { customerId, projectId, tab } = placeFrom(place);
  return projectId ? paths.projectTab(projectId, tab, query) : paths.customerTab(customerId, tab, query);
}

/** May what stands there be changed: with the right, while the customer is in use. */
export const isEditableAt = ({ viewer, customer }: CardPlace): boolean =>
  viewer.can("customers.edit") && customer.archivedAt === null;

/** May something be added there: to a project also only by those who work in it. */
export const isWritableAt = (place: CardPlace): boolean =>
  isEditableAt(place) && (place.project === null || mayWorkIn(place.viewer, place.project));
