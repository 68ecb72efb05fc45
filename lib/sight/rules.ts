import type { Names } from "@/db/schema/customer-types";
import type { Sight } from "@/lib/access/sight";
import type { Viewer } from "@/lib/access/viewer";

/** What a customer is tied to, as far as whoever asks may know it: null = hidden from them. */
export type Ties = {
  /** The home company; others may serve it too. */
  homeId: number;
  groupName: string | null;
  people: Tied[] | null;
};

/** Somebody who owns the customer or answers for it today: once for each role, with its names by language. */
type Tied = Period & { id: number; name: string; isOwner: boolean };
type Period = { from: string | null; to: string | null; role: Names | null };

/** Why a person sees a customer. Days are yyyy-mm-dd. */
export type Reason =
  | { kind: "all" | "owner" | "hidden" }
  | { kind: "home" | "related" | "group" | "teamOwner" | "teamResponsible"; name: string }
  | ({ kind: "responsible" } & Period);

/** The reasons behind a sight in words of the customer's ties; what is hidden from whoever asks is not named. */
export const reasonsOf = (person: Viewer, { ways }: Sight, ties: Ties): Reason[] =>
  ways.flatMap((way): Reason[] => {
    if (way === "all") return [{ kind: "all" }];
    if (way === "company") return [companyReason(person, ties)];
    if (way === "groups")
      return [ties.groupName === null ? { kind: "hidden" } : { kind: "group", name: ties.groupName }];
    return ties.people === null ? [{ kind: "hidden" }] : personReasons(person, ties.people);
  });

const companyReason = ({ facts }: Viewer, { homeId }: Ties): Reason => ({
  kind: homeId === facts.companyId ? "home" : "related",
  name: facts.companyName,
});

const personReasons = (person: Viewer, people: NonNullable<Ties["people"]>): Reason[] =>
  people
    .filter(({ id }) => person.customerReach.people.includes(id))
    // Of oneself every role is told, of others and of owners that they are who they are.
    .filter(({ id, isOwner }, place, all) =>
      id === person.employeeId && !isOwner ? true : all.findIndex((one) => one.id === id) === place,
    )
    .map(({ id, name, isOwner, from, to, role }): Reason => {
      if (id !== person.employeeId) return { kind: isOwner ? "teamOwner" : "teamResponsible", name };
      return isOwner ? { kind: "owner" } : { kind: "responsible", from, to, role };
    });
