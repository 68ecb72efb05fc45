import type { Params } from "@/lib/list-address";

export type PeopleFilter = { q: string; inactive: boolean };

/** What the address of the list of people may say; nonsense becomes the default. */
export function peopleFilter(params: Params): PeopleFilter {
  const q = typeof params.q === "string" ? params.q : "";
  return {
    q: q
      .normalize("NFC")
      .replace(/\p{Cc}/gu, " ")
      .trim()
      .slice(0, 100),
    inactive: params.inactive === "1",
  };
}
